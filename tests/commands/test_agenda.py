"""`sstc agenda render`: the agendas of the real series, as people get them."""

import json
from pathlib import Path

import pytest
from conftest import Sstc, page_lines, word_lines

NAME = "07-sustainable-logistics"


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", ["md", "txt", "html"])
def test_the_agenda_of_webinar_7(sstc: Sstc, golden, language: str, kind: str) -> None:
    result = sstc("agenda", "render", 7, "--language", language, "--format", kind).gives(0, err="")
    file = Path(result.out.strip())
    assert file == Path(f"out/agenda/{NAME}.{language}.{kind}")
    if file.suffix == ".html" and language != "en":
        golden(page_lines(file.read_bytes()), f"agenda/{file.name}.txt")
    else:
        golden(file.read_bytes(), f"agenda/{file.name}")


def test_a_whole_page_from_the_right(sstc: Sstc, golden, whole: Path) -> None:
    result = sstc("agenda", "render", 7, "--language", "ar", "--format", "html")
    assert (result.status, result.out) == (0, f"out/agenda/{NAME}.ar.html\n")
    golden((whole / result.out.strip()).read_bytes(), f"agenda/{NAME}.ar.html")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_words_of_the_word_file(sstc: Sstc, golden, language: str) -> None:
    result = sstc("agenda", "render", 7, "--language", language, "--format", "docx")
    golden(word_lines(Path(result.out.strip()).read_bytes()), f"agenda/{NAME}.{language}.docx.txt")


def test_the_output_may_be_stdout_a_folder_or_a_file_that_says_its_format(sstc: Sstc) -> None:
    assert sstc("agenda", "render", 7, "-o", "-").out.startswith("Webinar 7 of 15\n\n# Sustainable")
    assert sstc("agenda", "render", 7, "-o", "send/").out == f"send/{NAME}.en.md\n"
    assert sstc("agenda", "render", 7, "-o", "agenda.docx").out == "agenda.docx\n"
    assert Path("agenda.docx").read_bytes().startswith(b"PK")


def test_files_of_an_earlier_plan_are_named_and_stay(sstc: Sstc, workspace: Path) -> None:
    sstc("agenda", "render", "--all", "--format", "md", "--format", "docx")
    (workspace / "out" / "agenda" / "my notes.en.md").write_text("mine", encoding="utf-8")
    sstc("invitations", "render", 4, "--audience", "ministries")
    assert "earlier" not in sstc("status", "--today", "2020-08-10").out
    sstc("schedule", "swap", 4, 5, "--today", "2020-08-10")
    result = sstc("agenda", "render", "--all")
    old = [
        f"out/agenda/{stem}.en.{kind}"
        for stem in ("04-dispute-resolution", "05-training-models")
        for kind in ("docx", "md")
    ]
    assert result.err == "\n".join([
        "13 unchanged, 2 written",
        "warning: these files are from an earlier plan:",
        *(f"  {file}" for file in old),
        "help: delete files that you no longer need\n",
    ])  # fmt: skip
    assert all((workspace / file).is_file() for file in old)
    old.insert(0, "out/invitations/04-dispute-resolution.ministries.en.md")
    found = json.loads(sstc("status", "--json").out)["earlier_files"]
    assert sorted(found) == sorted(old)
    shown = sstc("status", "--today", "2020-08-10").out
    assert "Written from an earlier plan, and out of date\n  out/" in shown
    for words in (("-o", "send/"), ("--preview",)):
        assert "earlier" not in sstc("agenda", "render", 1, *words).err


def test_a_long_list_of_earlier_files_is_cut(sstc: Sstc, workspace: Path) -> None:
    folder = workspace / "out" / "agenda"
    folder.mkdir(parents=True)
    for number in range(20, 32):
        (folder / f"{number}-old.en.md").write_text("old", encoding="utf-8")
    assert "\n  out/agenda/29-old.en.md\n  and 2 more\nhelp: " in sstc("agenda", "render", 7).err
