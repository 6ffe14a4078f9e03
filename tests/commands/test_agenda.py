"""`sstc agenda render`: the agendas of the real series, as people get them."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Sstc, alter, page_lines, word_lines

from sstc_cli.render import FORMATS

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


def test_the_plain_command_writes_markdown_in_the_first_language(sstc: Sstc) -> None:
    result = sstc("agenda", "render", 7).gives(0, out=f"out/agenda/{NAME}.en.md\n")
    again = sstc("agenda", "render", 7)
    assert (again.out, again.err) == (result.out, "unchanged\n")


def test_all_webinars_in_all_formats_and_languages(sstc: Sstc) -> None:
    languages = ("--language", "en", "--language", "zh")
    formats = ("--format", "md", "--format", "html", "--format", "docx")
    result = sstc("agenda", "render", "--all", *languages, *formats).gives(0)
    assert len(set(result.out.splitlines())) == 15 * 2 * 3


@pytest.mark.parametrize("words", [(), (7, "--all")])
def test_either_webinars_or_all_must_be_named(sstc: Sstc, words) -> None:
    sstc("agenda", "render", *words).gives(2, "render 7`", "`--all`", out="")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((99,), "webinar 99 does not exist"),
        ((7, "--language", "fr"), "not a language of this series (en, zh)"),
        ((7, "--format", "odt"), "`odt` is not one of `md`, `txt`, `html`, `docx`, `pdf`"),
        ((7, 8, "-o", "one.md"), "cannot write 2 files to one path"),
    ],
)
def test_wrong_use_is_reported(sstc: Sstc, words, said: str) -> None:
    sstc("agenda", "render", *words).gives(2, said, out="")


def test_the_output_may_be_stdout_a_folder_or_a_file_that_says_its_format(sstc: Sstc) -> None:
    assert sstc("agenda", "render", 7, "-o", "-").out.startswith("Webinar 7 of 15\n\n# Sustainable")
    assert sstc("agenda", "render", 7, "-o", "send/").out == f"send/{NAME}.en.md\n"
    assert sstc("agenda", "render", 7, "-o", "agenda.docx").out == "agenda.docx\n"
    assert Path("agenda.docx").read_bytes().startswith(b"PK")


def test_a_cancelled_webinar_says_so_first_and_invites_nobody(sstc: Sstc, workspace: Path) -> None:
    ends = "    ends: 2020-10-09 17:00\n"
    cancelled = f"{ends}    status: cancelled\n    join_url: https://example.org/join\n"
    alter(workspace, ends, cancelled)
    agenda = sstc("agenda", "render", 7, "-o", "-").out
    assert agenda.startswith("Webinar 7 of 15\n\n# Cancelled: Sustainable")
    assert "> This webinar is cancelled" in agenda
    assert "**Was planned for**: Friday, 9" in agenda
    assert "delete the webinar from your calendar" in agenda
    assert "example.org" not in agenda
    assert "Opening remarks" not in agenda


def test_a_template_of_the_workspace_extends_the_shipped_one(sstc: Sstc, workspace: Path) -> None:
    folder = workspace / "templates"
    folder.mkdir()
    own = (
        '{% extends "shipped/agenda.md.j2" %}\n{% block notes %}\nDress: formal.\n{% endblock %}\n'
    )
    (folder / "agenda.md.j2").write_text(own, encoding="utf-8")
    agenda = sstc("agenda", "render", 7, "-o", "-").out
    assert agenda.startswith("Webinar 7 of 15\n")
    assert agenda.endswith("Dress: formal.\n")
    assert "Topics are provisional" not in agenda


def test_an_unknown_name_is_reported_and_nothing_is_written(sstc: Sstc, workspace: Path) -> None:
    folder = workspace / "templates"
    folder.mkdir()
    text = "# {{ webinar.title }}\n\n{{ webinar.titel }}\n"
    (folder / "agenda.md.j2").write_text(text, encoding="utf-8")
    result = sstc("agenda", "render", 7)
    assert (result.status, result.out) == (1, "")
    assert result.err == (
        "error: templates/agenda.md.j2:3: unknown name `titel`\nhelp: did you mean `title`?\n"
    )
    assert not (workspace / "out").exists()


def test_labels_of_the_workspace_win(sstc: Sstc, workspace: Path) -> None:
    folder = workspace / "templates" / "labels"
    folder.mkdir(parents=True)
    (folder / "en.po").write_text('msgid "Agenda"\nmsgstr "Programme"\n', encoding="utf-8")
    assert "\n## Programme\n" in sstc("agenda", "render", 7, "-o", "-").out


def test_the_bytes_are_the_same_on_any_machine_and_day(workspace: Path) -> None:
    def render(name: str, **environment: str) -> dict[str, bytes]:
        formats = [word for suffix in FORMATS for word in ("--format", suffix)]
        words = ["agenda", "render", "7", "-o", f"{name}/", "--language", "zh", *formats]
        command = [sys.executable, "-m", "sstc_cli", *words]
        folder = workspace.with_name(name)  # another folder each time
        shutil.copytree(workspace, folder)
        subprocess.run(command, cwd=folder, env={**os.environ, **environment}, check=True,
                       capture_output=True)  # fmt: skip
        return {file.name: file.read_bytes() for file in (folder / name).iterdir()}

    first = render("a", PYTHONHASHSEED="1", TZ="UTC", LANG="C", LC_ALL="C")
    second = render("b", PYTHONHASHSEED="2", TZ="Asia/Tokyo", LANG="tr_TR.UTF-8", LC_ALL="C.UTF-8")
    assert len(first) == len(FORMATS)
    assert first == second


def test_where_one_file_cannot_be_made_none_is_written(sstc: Sstc, workspace: Path) -> None:
    data = workspace / "data" / "webinars.yaml"
    text = data.read_text(encoding="utf-8")
    adlam = text.replace("en: Innovative Practices", "en: \U0001e900 Innovative Practices")
    data.write_text(adlam, encoding="utf-8")
    sstc("agenda", "render", 14, 15, "--format", "pdf").gives(3, "\U0001e900", out="")
    assert not (workspace / "out" / "agenda").exists()
    assert sstc("agenda", "render", 14, "--format", "pdf").status == 0


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
        "warning: written from an earlier plan, and no longer right:",
        *(f"  {file}" for file in old),
        "help: delete what nobody needs any longer\n",
    ])  # fmt: skip
    assert all((workspace / file).is_file() for file in old)
    old.insert(0, "out/invitations/04-dispute-resolution.ministries.en.md")
    found = json.loads(sstc("status", "--json").out)["earlier_files"]
    assert sorted(found) == sorted(old)
    shown = sstc("status", "--today", "2020-08-10").out
    assert "Written from an earlier plan, and no longer right\n  out/" in shown
    for words in (("-o", "send/"), ("--preview",)):
        assert "earlier" not in sstc("agenda", "render", 1, *words).err


def test_a_long_list_of_earlier_files_is_cut(sstc: Sstc, workspace: Path) -> None:
    folder = workspace / "out" / "agenda"
    folder.mkdir(parents=True)
    for number in range(20, 32):
        (folder / f"{number}-old.en.md").write_text("old", encoding="utf-8")
    assert "\n  out/agenda/29-old.en.md\n  and 2 more\nhelp: " in sstc("agenda", "render", 7).err
