"""A bar shows how far long work is: on a terminal, and only when it takes long."""

import io
from contextlib import redirect_stderr, suppress

import pytest

from sstc_cli.cli.console import terminal as bars
from sstc_cli.cli.console.session import Session


class Terminal(io.StringIO):
    """A stderr that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Return what the user sees, on a clock that each look moves on by a tenth of a second."""
    ticks = iter(range(1_000))
    monkeypatch.setattr(bars, "monotonic", lambda: next(ticks) / 10)
    monkeypatch.setenv("TERM", "xterm")
    return Terminal()


def worked(stderr: io.StringIO, steps: int, *, quiet: bool = False, until: int = 99) -> str:
    """Return what is on stderr after so many steps; the work fails after `until` of them."""
    session = Session(quiet=quiet)
    bar = session.progress("Writing", steps)
    with redirect_stderr(stderr), suppress(ZeroDivisionError), bar as step:
        for number in range(steps):
            step(1)
            assert 1 / (until - number)
    return stderr.getvalue()


def test_short_or_quiet_work_shows_nothing_nor_any_without_a_terminal(terminal: Terminal) -> None:
    assert worked(terminal, 4) == ""
    assert worked(terminal, 12, quiet=True) == ""
    assert worked(io.StringIO(), 12) == ""


def test_long_work_shows_how_far_it_is(terminal: Terminal) -> None:
    shown = worked(terminal, 12)
    assert "Writing" in shown and "12/12" in shown


def test_the_bar_is_taken_away_in_the_end_and_after_a_failure(terminal: Terminal) -> None:
    for until in (99, 9):
        assert worked(terminal, 12, until=until).endswith("\x1b[2K")  # the line is wiped
