"""Texts on a narrow terminal: broken at words, below their own beginning."""

import shutil
import sys
from io import StringIO

import pytest
from conftest import REPOSITORY

from sstc_cli.cli.console.terminal import draw, new_console
from sstc_cli.diagnostics import Diagnostic, Place

PROBLEM = Diagnostic(
    "W313",
    "webinar 4, in 10 days, has no link to register",
    hint="add `register_url:` to it, or `url:` to the survey before the webinars",
    place=Place("data/webinars.yaml", 323, 5, 323, 7),
)
SOURCES = {"data/webinars.yaml": "\n" * 322 + "  - id: dispute-resolution\n"}


class Terminal(StringIO):
    """A terminal that keeps what is printed."""

    def isatty(self) -> bool:
        return True


def printed(stream: StringIO, monkeypatch: pytest.MonkeyPatch, color: str = "auto") -> list[str]:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("NO_COLOR", "1")
    draw(new_console(stream, color), [PROBLEM], SOURCES)
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


def test_what_an_import_did_keeps_its_indent(sstc, workspace, monkeypatch) -> None:
    shutil.copy(REPOSITORY / "examples" / "exit.xlsx", workspace)
    terminal = Terminal()
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr(sys, "stdout", terminal)
    sstc("--color", "never", "surveys", "import", "exit.xlsx", "--dry-run")
    lines = terminal.getvalue().splitlines()
    assert [len(line) - len(line.lstrip()) for line in lines[:5]] == [0, 0, 2, 2, 2]
    assert max(map(len, lines)) <= 40
