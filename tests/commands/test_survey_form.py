"""`sstc surveys form`, as a user runs it."""

from pathlib import Path

import docx
from conftest import Sstc, alter


def test_all_forms_are_written_and_named(sstc: Sstc, workspace: Path) -> None:
    result = sstc("surveys", "form", "exit", "7").gives(0, err="")
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


def test_a_form_that_lacks_a_language_says_so(sstc: Sstc, workspace: Path) -> None:
    alter(workspace, "languages: [en, zh]", "languages: [en, zh, ar]")
    result = sstc("surveys", "form", "exit", "1", "--language", "ar", "--format", "docx")
    result.gives(0, " texts lack ar: title, ", out="out/forms/exit-webinar-1.ar.docx\n")
    assert "help: add ar to these texts in data/surveys/exit.yaml\n" in result.err
    assert sstc("surveys", "form", "exit", "1", "--language", "zh").err == ""


def test_texts_of_the_starter_are_named(sstc: Sstc, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    sstc("init", "new")
    monkeypatch.chdir(tmp_path / "new")
    assert sstc("surveys", "form", "exit", "2", "--format", "docx").err == ""
    title, *rest = docx.Document("out/forms/exit-webinar-2.en.docx").paragraphs
    assert {title.style.name, *(one.style.name for one in rest)} == {"Heading 1", "sstc Text"}
    assert sstc("surveys", "form", "exit", "1", "--format", "docx").err == (
        "warning: questions[2].text is still the text of the starter: "
        "`Replace this by a question that the first webinar answers`\n"
        "help: replace the question in data/surveys/exit.yaml\n"
    )
    alter(tmp_path / "new", "languages: [en]", "languages: [en, ar]")
    lacking = sstc("surveys", "form", "exit", "2", "--format", "docx", "--language", "ar").err
    assert "warning: 10 texts lack ar: questions[0].text, questions[1].text, quest" in lacking


def test_wrong_names_are_one_line(sstc: Sstc) -> None:
    sstc("surveys", "form", "exitt").gives(2, "did you mean `exit`?")
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
