"""One thing that is wrong, where it is in the data, and where it is in a file."""

from dataclasses import dataclass
from enum import StrEnum

Path = tuple[str | int, ...]


class Severity(StrEnum):
    """How much a diagnostic matters; the first letter of a code says which."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A span in a file: lines and columns count from 1, `end_column` is exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    sheet: str | None = None

    def __str__(self) -> str:
        sheet = f"[{self.sheet}]" if self.sheet else ""
        return f"{self.file}{sheet}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A code, a message that stands alone, a path into the data, and what to do.

    `at_key` puts the mark under the key of the path's last step, not under its value.
    """

    code: str
    message: str
    path: Path = ()
    hint: str | None = None
    at_key: bool = False
    place: Place | None = None

    @property
    def severity(self) -> Severity:
        """An `E…` is an error, everything else a warning."""
        return Severity.ERROR if self.code.startswith("E") else Severity.WARNING


def format_path(path: Path) -> str:
    """`("webinars", 2, "ends")` as `webinars[2].ends`."""
    shown = ""
    for step in path:
        shown += f"[{step}]" if isinstance(step, int) else f".{step}" if shown else step
    return shown
