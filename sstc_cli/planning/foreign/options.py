"""The decisions about a schedule: by options, or by asking a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.planning.foreign.facts import Fact


class Asker(Protocol):
    """Somebody who can be asked what a schedule does not show."""

    def zone(self, problem: str, possible: Sequence[str]) -> str:
        """Return the IANA name of the zone of all times; one of the possible ones is usual."""

    def languages(self, problem: str) -> tuple[str, ...]:
        """Return the codes of the languages of the series, the main one first."""

    def day_first(self, problem: str) -> bool:
        """Return whether dates start with the day."""

    def year(self, problem: str) -> int:
        """Return the year of dates that have none."""

    def clock(self, problem: str) -> str:
        """Return the time, such as `15:00`, at which webinars without one start."""

    def minutes(self, problem: str) -> int:
        """Return the length of webinars whose end is unknown."""

    def column(self, header: str, fact: Fact) -> bool:
        """Return whether a column has the fact to which its header is near."""


@dataclass(frozen=True, slots=True)
class Options:
    """The decisions on the command line.

    `columns` has the facts of headers or letters. `rows` says whether each row is a webinar or a
    talk. `starts` and `minutes` are for webinars whose time or length the file does not have.
    """

    zone: str | None = None
    languages: tuple[str, ...] = ()
    title: str | None = None
    sheets: tuple[str, ...] = ()
    columns: Mapping[str, Fact] = field(default_factory=dict)
    dates: str | None = None
    year: int | None = None
    starts: str | None = None
    minutes: int | None = None
    rows: str | None = None
    accept_suggestions: bool = False


def left_open(problem: str, hint: str) -> SstcError:
    """Return the error for a schedule that leaves something open, if nobody can be asked."""
    return SstcError(problem, hint, ExitCode.USAGE)
