"""A column of a schedule, and how it was found."""

from dataclasses import dataclass
from enum import StrEnum

from sstc_cli.diagnostics import column_letters
from sstc_cli.planning.foreign.facts import Fact


class How(StrEnum):
    """How a column was recognised."""

    MAPPED = "mapped"
    EXACT = "exact"
    REPEATED = "repeated"
    SUGGESTED = "suggested"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Column:
    """A column, its fact, and how it was found.

    `language` is that of its texts, if the header names one. `group` counts columns such as
    *Speaker 1* and *Speaker 2*. `suggestion` is the fact to which an unknown header is near. `zone`
    and `order` are what the header says in brackets.
    """

    index: int
    header: str
    fact: Fact | None
    how: How
    language: str = ""
    group: int = 0
    suggestion: Fact | None = None
    zone: str = ""
    order: str = ""

    @property
    def letters(self) -> str:
        """The letters by which a spreadsheet names it."""
        return column_letters(self.index + 1)
