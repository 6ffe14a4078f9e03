"""Characters that steer a terminal: errors in the data, and never printed as they are."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

import pytest
from conftest import REPOSITORY, Result, Sstc
from systems import TERMINALS

from sstc_cli.model.schema import MODELS, keys_by_map
from sstc_cli.unseen import UNSEEN, visible

ESCAPES = [
    *("\\e", "\\x08", "\\0", "\\v", "\\f", "\\r", "\\x7f", "\\x9b", "\\u0085", "\\u2028"),
    *("\\u202e", "\\u202a", "\\u2066", "\\ufeff", "\\ufffe", "\\uffff", "\\ufdd0", "\\U0001ffff"),
]
FINE = ["\\u200e", "\\u200f", "\\u061c", "\\t", "\\n", "\\u00ad", "\\U0001f468\\u200d\\U0001f469"]
WRITTEN = "OSC \x1b]8;;http://evil\x1b\\x \x9b2J \x07 \u202egnp"


def set_title(root: Path, title: str) -> tuple[int, int]:
    """Give webinar 1 a title in English, and return its line and column."""
    file = root / "data" / "webinars.yaml"
    lines = file.read_text(encoding="utf-8").split("\n")
    start = next(at for at, line in enumerate(lines) if line.strip() == "webinars:")
    at = next(at for at, line in enumerate(lines) if at > start and line.startswith("      en: "))
    lines[at] = f"      en: {title}"
    file.write_text("\n".join(lines), encoding="utf-8")
    return at + 1, len("      en: ") + 1


def unseen_in(result: Result) -> list[str]:
    return re.findall(UNSEEN, result.out + result.err)


@pytest.mark.parametrize("escape", ESCAPES)
def test_an_escape_in_a_text_is_an_error(sstc: Sstc, workspace: Path, escape: str) -> None:
    line, _ = set_title(workspace, f'"Pay{escape}ment"')
    result = sstc("validate")
    result.gives(1, shows=(f"data/webinars.yaml:{line}:", " error E118 the text has U+"))
    assert "after `Pay` (delete it, or type the text again" in result.out
    for words in (["schedule", "list"], ["agenda", "render", 1, "--format", "docx"]):
        assert "E118" in sstc(*words).err


@pytest.mark.parametrize("char", ["\x1b", "\x08", "\x7f", "\u202e", "\u2028", "\ufeff", "\uffff"])
def test_a_raw_character_is_an_error(sstc: Sstc, workspace: Path, char: str) -> None:
    set_title(workspace, f'"Pay{char}ment"')
    for color in ("never", "always"):
        result = sstc("--color", color, "validate").gives(1, shows=f"U+{ord(char):04X}")
        assert set(unseen_in(result)) <= {"\x1b"} if color == "always" else not unseen_in(result)


@pytest.mark.parametrize("escape", FINE)
def test_marks_that_languages_need_are_fine(sstc: Sstc, workspace: Path, escape: str) -> None:
    set_title(workspace, f'"Pay {escape} ment"')
    assert "E118" not in sstc("validate").out


def plain_text(hint: Any) -> bool:
    """Return whether a type has texts that no reader of ours looks at."""
    if get_origin(hint) is Annotated:
        return False
    return hint is str or any(map(plain_text, get_args(hint)))


def test_every_field_for_people_refuses_them() -> None:
    plain = {
        f"{model.__name__}.{name}"
        for kind in MODELS.values()
        for _, model, _ in keys_by_map(kind)
        for name, field in model.fields.items()
        if plain_text(field.annotation)
    }
    # these must equal a cell of a spreadsheet, whatever that has
    aliases = {f"{model}.aliases" for model in ("Question", "Option", "Topic", "Kind")}
    assert plain == {*aliases, "MappedAnswer.text", "MappedAnswer.code", "MappedColumn.header"}


@pytest.mark.parametrize(
    "text",
    ["Pay\x1b[2Jment", "Pay\u202em\u2028ent", "a\u2029\u2066\ufdd0", "'\U0001ffff\ufeff"],
)
def test_an_edit_cannot_bring_them_in(sstc: Sstc, workspace: Path, text: str) -> None:
    before = (workspace / "data" / "webinars.yaml").read_bytes()
    path = "webinars[0].title.en"
    result = sstc("schedule", "set", path, text, "--today", "2020-07-01")
    assert (result.status, "E118" in result.out + result.err) == (1, True)
    assert unseen_in(result) == []
    assert (workspace / "data" / "webinars.yaml").read_bytes() == before


def test_a_spreadsheet_of_a_stranger_cannot_steer_the_terminal(sstc: Sstc, workspace: Path) -> None:
    file = workspace / "\x1b[2J\u202eexit.csv"
    questions = "How useful was the webinar?,Which \x1b]0;PWN\x07\u202equestion?,E-mail"
    file.write_text(f"Timestamp,{questions}\n2020-10-09 10:00,{WRITTEN},x,y\n", encoding="utf-8")
    commands: list[list[object]] = [
        ["surveys", "inspect", file],
        ["surveys", "inspect", file, "--json"],
        ["surveys", "import", file, "--survey", "exit", "--webinar", "7"],
        ["surveys", "list"],
        ["calendar", "check", file],
        ["calendar", "check", file, "--format", "json"],
        ["calendar", "check", file, "--format", "sarif"],
        ["calendar", "check", file, "--format", "github"],
    ]
    for words in commands:
        assert unseen_in(sstc(*words)) == [], words
        drawn = sstc("--color", "always", *words)
        assert {*unseen_in(drawn)} <= {"\x1b"}, words
        assert "\x1b]" not in drawn.out + drawn.err
        assert "\x1b[2J" not in drawn.out + drawn.err


def test_a_calendar_of_a_stranger_cannot_steer_the_terminal(sstc: Sstc, workspace: Path) -> None:
    text = (REPOSITORY / "examples" / "invitation.ics").read_text(encoding="utf-8")
    file = workspace / "x.ics"
    file.write_text(text.replace("SUMMARY:", f"SUMMARY:{WRITTEN}\\;\\q"), encoding="utf-8")
    for written in ("text", "json", "sarif", "github"):
        result = sstc("calendar", "check", file, "--format", written)
        assert unseen_in(result) == []


def test_json_means_the_same_as_before(sstc: Sstc, workspace: Path) -> None:
    file = workspace / "a\x9b\u202e.ics"
    shutil.copy(REPOSITORY / "examples" / "invitation.ics", file)
    with file.open("a", encoding="utf-8") as stream:
        stream.write("broken\n")
    result = sstc("calendar", "check", file, "--format", "json")
    places = [entry["place"]["file"] for entry in json.loads(result.out)["diagnostics"]]
    assert "a\x9b\u202e.ics" in {Path(place).name for place in places}


@TERMINALS
@pytest.mark.parametrize("words", [["--preview"], ["--format", "md", "-o", "-"]])
def test_a_template_of_a_stranger_cannot_steer_the_terminal(workspace, words) -> None:
    (workspace / "templates").mkdir()
    file = workspace / "templates" / "agenda.md.j2"
    file.write_text("{{ webinar.title }} \x1b]0;PWN\x07\x9b2J\u202e seen\n", encoding="utf-8")
    import pty

    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "sstc_cli", "agenda", "render", "7", *words],
        cwd=workspace,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "TERM": "xterm"},
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.PIPE,
        check=False,
    )
    shown = os.read(ours, 65_536).decode()
    assert done.returncode == 0, done.stderr
    assert "seen" in shown
    assert not {"\x07", "\x9b", "\u202e"} & set(shown)
    assert "\x1b]0" not in shown


def test_separators_of_a_name_reach_no_terminal(sstc: Sstc) -> None:
    result = sstc("calendar", "check", "none\u2028\u2029\u202e.ics")
    assert (result.status, unseen_in(result)) == (3, [])
    assert "none\ufffd\ufffd\ufffd.ics" in result.err


def test_what_is_shown_instead() -> None:
    assert visible("a\x1b[2J\tb\n") == "a\ufffd[2J\tb\n"
    assert visible("می\u200cخواهم \u200f") == "می\u200cخواهم \u200f"
