"""One thing that is wrong, where it is in the data, and where it is in a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sstc_cli.diagnostics.edit import Edit, Path


class Severity(StrEnum):
    """How much a diagnostic matters."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A span in a file: lines and columns count from 1, `end_column` is exclusive.

    In a spreadsheet, `sheet` is its name (empty for a csv), and the place is a cell: `F12`.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    sheet: str | None = None

    def __str__(self) -> str:
        if self.sheet is None:
            return f"{self.file}:{self.line}:{self.column}"
        sheet = f"[{self.sheet}]" if self.sheet else ""
        return f"{self.file}{sheet}!{column_letters(self.column)}{self.line}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A code, a message that stands alone, a path into the data, and what to do.

    `at_key` puts the mark under the key of the path's last step, not under its value. `weight` is
    the severity where it is not the one of the code. `fix` is the one right answer, where there
    is only one.
    """

    code: str
    message: str
    path: Path = ()
    hint: str | None = None
    at_key: bool = False
    place: Place | None = None
    weight: Severity | None = None
    fix: tuple[Edit, ...] = ()

    @property
    def severity(self) -> Severity:
        """An `E…` is an error and a `W…` a warning, unless its `weight` says otherwise."""
        return self.weight or (Severity.ERROR if self.code[:1] == "E" else Severity.WARNING)


def column_letters(column: int) -> str:
    """What a spreadsheet calls a column: 1 is `A`, 28 is `AB`."""
    letters = ""
    while column > 0:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


def format_path(path: Path) -> str:
    """`("webinars", 2, "ends")` as `webinars[2].ends`."""
    shown = ""
    for step in path:
        shown += f"[{step}]" if isinstance(step, int) else f".{step}" if shown else step
    return shown


def select_codes(
    diagnostics: Sequence[Diagnostic], wanted: Sequence[str] | None, unwanted: Sequence[str] | None
) -> tuple[Diagnostic, ...]:
    """Those whose code starts like a wanted one, where any is, and like no unwanted one."""
    starts = tuple(code.upper() for code in wanted or [""])
    without = tuple(code.upper() for code in unwanted or [])
    heard = (each for each in diagnostics if each.code.startswith(starts))
    return tuple(each for each in heard if not each.code.startswith(without))
