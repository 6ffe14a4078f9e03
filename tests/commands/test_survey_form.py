"""`sstc surveys form`, as a user runs it."""

from pathlib import Path

from conftest import Sstc


def test_all_forms_are_written_and_named(sstc: Sstc, workspace: Path) -> None:
    result = sstc("surveys", "form", "exit", "7")
    assert (result.status, result.err) == (0, "")
    assert result.out.splitlines() == [
        "out/forms/exit-webinar-7.xlsform.xlsx",
        "out/forms/exit-webinar-7.en.docx",
        "out/forms/exit-webinar-7.zh.docx",
        "out/forms/exit-webinar-7.en.gs",
        "out/forms/exit-webinar-7.zh.gs",
        "out/forms/exit-webinar-7.limesurvey.txt",
        "out/forms/exit-webinar-7.en.wenjuanxing.txt",
        "out/forms/exit-webinar-7.zh.wenjuanxing.txt",
        "out/forms/exit-webinar-7.en.xlsx",
        "out/forms/exit-webinar-7.zh.xlsx",
    ]
    assert sstc("surveys", "form", "exit", "7").err == "10 unchanged, 0 written\n"


def test_wrong_names_are_one_line(sstc: Sstc) -> None:
    result = sstc("surveys", "form", "exitt")
    assert result.status == 2
    assert "did you mean `exit`?" in result.err
    assert sstc("surveys", "form", "exit", "77").status == 2
    assert sstc("surveys", "form", "exit", "--language", "xx").status == 2
    assert sstc("surveys", "form", "exit", "--format", "pdf").status == 2


def test_a_hostile_text_stays_a_text(sstc: Sstc, workspace: Path) -> None:
    file = workspace / "data" / "surveys" / "exit.yaml"
    text = file.read_text("utf-8")
    hostile = "'=1+1 \\\\ \"); evil(); </script> *x* [单选题]'"
    text = text.replace("{en: Your full name, zh: 您的姓名}", f"{{en: {hostile}, zh: x}}")
    file.write_text(text, "utf-8")
    assert sstc("surveys", "form", "exit", "--language", "en").status == 0
    script = (workspace / "out/forms/exit.en.gs").read_text("ascii")
    assert (
        '.setTitle("=1+1 \\\\\\\\ \\"); evil(); </script> *x* [\\u5355\\u9009\\u9898]")' in script
    )
