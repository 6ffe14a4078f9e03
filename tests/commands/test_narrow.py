"""Texts on a narrow terminal: broken at words, below their own beginning."""

import re
import shutil
import sys
from io import StringIO

import pytest
from conftest import REPOSITORY, alter

from sstc_cli.cli.console.terminal import draw, new_console, print_indented
from sstc_cli.diagnostics import Diagnostic, Place

PROBLEM = Diagnostic(
    "W313",
    "webinar 4, in 10 days, has no link to register",
    hint="add `register_url:` to it, or `url:` to the survey before the webinars",
    place=Place("data/webinars.yaml", 323, 5, 323, 7),
)
SOURCES = {"data/webinars.yaml": "\n" * 322 + "  - id: dispute-resolution\n"}
TORN = Diagnostic(
    "W306", "it has changed", hint="publish with `sstc release publish NAME` (n = 24)"
)


class Terminal(StringIO):
    """A terminal that keeps what is printed."""

    def isatty(self) -> bool:
        return True


def printed(
    stream: StringIO,
    monkeypatch: pytest.MonkeyPatch,
    color: str = "auto",
    problem: Diagnostic = PROBLEM,
) -> list[str]:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("NO_COLOR", "1")
    draw(new_console(stream, color), [problem], SOURCES)
    return stream.getvalue().splitlines()


def test_diagnostics_wrap_below_their_beginning_and_never_in_a_pipe(monkeypatch) -> None:
    assert printed(Terminal(), monkeypatch)[:9] == [
        "warning[W313]: webinar 4, in 10 days,",
        "               has no link to register",
        "   --> data/webinars.yaml:323:5",
        "    |",
        "323 |   - id: dispute-resolution",
        "    |     ^^",
        "    = help: add `register_url:` to it,",
        "            or `url:` to the survey",
        "            before the webinars",
    ]
    lines = printed(StringIO(), monkeypatch, "never")
    assert lines[0] == f"warning[W313]: {PROBLEM.message}"
    assert lines[5] == f"    = help: {PROBLEM.hint}"


def test_no_line_tears_a_command_or_a_number_of_people(monkeypatch) -> None:
    lines = [line.strip() for line in printed(Terminal(), monkeypatch, problem=TORN)]
    assert lines[-4:-2] == ["`sstc release publish NAME`", "(n = 24)"]
    console = new_console(terminal := Terminal(), "never")
    console.print("first-plan, one changed: see `sstc release diff`")
    console.print("Which kinds of cooperation are best? (n = 62)")
    print_indented(console, "3. another thing that is left: `sstc todo`")
    assert [line.rstrip() for line in terminal.getvalue().splitlines()] == [
        "first-plan, one changed: see",
        "`sstc release diff`",
        "Which kinds of cooperation are best?",
        "(n = 62)",
        "3. another thing that is left:",
        "   `sstc todo`",
    ]


def test_what_an_import_did_keeps_its_indent(sstc, workspace, monkeypatch) -> None:
    shutil.copy(REPOSITORY / "examples" / "exit.xlsx", workspace)
    terminal = Terminal()
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr(sys, "stdout", terminal)
    sstc("--color", "never", "surveys", "import", "exit.xlsx", "--dry-run")
    lines = terminal.getvalue().splitlines()
    assert [len(line) - len(line.lstrip()) for line in lines[:5]] == [0, 0, 2, 2, 2]
    assert max(map(len, lines)) <= 40


def test_what_is_left_to_do_wraps_below_its_words_and_commands_never(sstc, monkeypatch) -> None:
    terminal = Terminal()
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr(sys, "stdout", terminal)
    sstc("--color", "never", "todo", "--today", "2020-10-01", "--fast")
    assert terminal.getvalue().startswith(
        "1. Open the registration (webinars 7,\n   8), overdue since 2020-09-18\n"
        "   sstc due done registration 7 8\n"
        "2. The message `invitation` of webinars\n   7, 8 is due since 2020-09-18\n"
        "   sstc mail prepare invitation 7 --to FILE\n"
    )


def test_many_warnings_of_one_code_are_a_line_on_a_terminal_only(
    sstc, workspace, monkeypatch
) -> None:
    alter(workspace, "languages: [en, zh]", "languages: [en, zh, fr]", "zone: Asia", "zone: Asai")
    lines = sstc("validate").out.splitlines()
    assert len(lines) == 1, "without a series, its rules do not run"
    assert "1 error; more is checked once it is corrected" in sstc("validate").err
    alter(
        workspace,
        "zone: Asai",
        "zone: Asia",
        "weekday: Friday\n    starts: 2020-12-04",
        "weekday: Monday\n    starts: 2020-12-04",
    )
    assert sum(" W501 " in line for line in sstc("validate").out.splitlines()) > 4
    monkeypatch.setenv("COLUMNS", "80")
    shown = {}
    for words in (("validate",), ("validate", "--all")):
        terminal = Terminal()
        monkeypatch.setattr(sys, "stdout", terminal)
        sstc("--color", "never", *words)
        shown[words] = terminal.getvalue().splitlines()
    one, every = shown.values()
    assert len(one) < 24 < len(every)
    assert max(map(len, one)) <= 80
    assert sum(line.startswith("error[E") for line in one) == 1
    text = "\n".join(one)
    assert re.search(r"warning\[W501\]: \d of this code, the first in data/webinars.yaml:8", text)


def test_a_summary_is_a_screen_on_a_terminal_and_whole_in_a_pipe(
    sstc, workspace, monkeypatch
) -> None:
    shutil.copy(REPOSITORY / "examples" / "exit.xlsx", workspace)
    sstc("surveys", "import", "exit.xlsx")
    piped = sstc("surveys", "summary", "7").out
    monkeypatch.setenv("COLUMNS", "80")
    screens = []
    for words in ((), ("--all",)):
        terminal = Terminal()
        monkeypatch.setattr(sys, "stdout", terminal)
        sstc("--color", "never", "surveys", "summary", "7", *words)
        screens.append([line.rstrip() for line in terminal.getvalue().splitlines()])
    first, every = screens
    assert every == piped.splitlines()
    assert len(first) <= 20 and max(map(len, first)) <= 80
    line = "  How satisfied are you with the content?     n = 24  87.5 % two best ratings"
    assert line in first


def test_a_terminal_shows_a_short_document_and_how_to_read_a_long_one(sstc, monkeypatch) -> None:
    def said(*words: object) -> str:
        terminal = Terminal()
        monkeypatch.setattr(sys, "stderr", terminal)
        monkeypatch.setattr(sys, "stdout", Terminal())
        sstc("--color", "never", *words)
        return terminal.getvalue()

    assert "Webinar 7 of 15" in said("agenda", "render", 7)
    assert said("documents", "render", "concept-note").strip() == "to read it here: add `--preview`"
