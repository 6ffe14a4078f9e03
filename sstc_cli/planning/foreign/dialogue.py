"""What a person decides about a schedule, is asked, and is told."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from sstc_cli.diagnostics import Diagnostic, Place, column_letters
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model.email import ADDRESS_IN_TEXT
from sstc_cli.quantity import cut_short


class Fact(StrEnum):
    """What the cells of a column say, by the name that `--column` has for it."""

    NUMBER = "number"
    DATE = "date"
    WEEKDAY = "weekday"
    STARTS = "starts"
    ENDS = "ends"
    TIME = "time"
    ZONE = "zone"
    MINUTES = "minutes"
    WEBINAR = "webinar"
    SECTION = "section"
    TITLE = "title"
    TALK = "talk"
    SUMMARY = "summary"
    SPEAKER = "speaker"
    ORGANISATION = "organisation"
    POSITION = "position"
    COUNTRY = "country"
    EMAIL = "email"
    PHONE = "phone"
    BIOGRAPHY = "biography"
    MODERATOR = "moderator"
    INTERPRETATION = "interpretation"
    REGISTER = "register"
    JOIN = "join"
    PASSCODE = "passcode"
    RECORDING = "recording"
    MATERIAL = "material"
    STATUS = "status"
    AUDIENCE = "audience"
    MORE = "more"
    NONE = "none"


# the facts that make a row one of a schedule: when it is, and what it is about
WHEN = frozenset({Fact.DATE, Fact.STARTS, Fact.ENDS, Fact.TIME})
WHAT = frozenset({Fact.WEBINAR, Fact.TITLE, Fact.TALK, Fact.SPEAKER})
OF_PEOPLE = frozenset({
    Fact.ORGANISATION, Fact.POSITION, Fact.COUNTRY, Fact.EMAIL, Fact.PHONE, Fact.BIOGRAPHY,
})  # fmt: skip


class ScheduleAsker(Protocol):
    """A person who can be asked what a schedule does not show."""

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

    def audiences(self) -> Sequence[str]:
        """Return the names of the groups that the series is for, if they are known."""

    def audience_zones(self) -> tuple[str, ...]:
        """Return the zones of people elsewhere, if there are any."""

    def column(self, header: str, fact: Fact) -> bool:
        """Return whether a column has the fact to which its header is near."""


@dataclass(frozen=True, slots=True)
class ScheduleOptions:
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
    audience_zones: tuple[str, ...] = ()


_PHONE = re.compile(r"(?<![\d/:.-])(?!\d{4}-\d\d-\d\d)\+?\d[\d ()-]{8,}\d(?![\d/:.-])")
_LINK = re.compile(r"(?:https?://|www\.)\S*")
_PATTERNS = (_LINK, ADDRESS_IN_TEXT, _PHONE)


def has_private(text: str) -> bool:
    """Return whether a text has an address, a telephone number or a link."""
    return any(pattern.search(text) for pattern in _PATTERNS)


def masked(text: str) -> str:
    """Return a text as messages can quote it."""
    for pattern in _PATTERNS:
        text = pattern.sub("[private]", text)
    return text


_MOST_NAMED = 8


@dataclass(frozen=True, slots=True, order=True)
class CellSpot:
    """A cell of a file, its row and column counted from 0."""

    sheet: str
    row: int
    column: int

    @property
    def address(self) -> str:
        """The cell as a spreadsheet names it: `C9`."""
        return f"{column_letters(self.column + 1)}{self.row + 1}"

    def place(self, file: str) -> Place:
        line, at = self.row + 1, self.column + 1
        return Place(file, line, at, line, at + 1, self.sheet)


@dataclass
class Notes:
    """Collects notes; those alike in one column become one, which names the first cells."""

    file: str
    left_out: set[tuple[str, int]] = field(default_factory=set)  # columns that were noted whole
    kinds: dict[tuple[str, str, str, str, int], list[CellSpot]] = field(default_factory=dict)

    def add(self, code: str, message: str, spot: CellSpot, hint: str = "") -> None:
        key = code, message, hint, spot.sheet, spot.column
        self.kinds.setdefault(key, []).append(spot)

    def remarks(self) -> Iterator[tuple[CellSpot, str]]:
        """Yield each note on one line with its cell, as a comment of the plan has it."""
        every = (
            (spot, message) for (_, message, *_), spots in self.kinds.items() for spot in spots
        )
        for spot, message in sorted(every):
            yield spot, f"{spot.sheet}!{spot.address}: {message}".removeprefix("!")

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        found = []
        for (code, message, hint, *_), unordered in self.kinds.items():
            spots = sorted(unordered)
            shown = ", ".join(spot.address for spot in spots[:_MOST_NAMED])
            more = ", …" if len(spots) > _MOST_NAMED else ""
            text = message + (f" ({len(spots)} cells: {shown}{more})" if len(spots) > 1 else "")
            place = spots[0].place(self.file)
            found.append((spots[0], Diagnostic(code, text, hint=hint or None, place=place)))
        return tuple(note for _, note in sorted(found, key=lambda pair: pair[0]))


def quoted(text: str) -> str:
    """Return a text of a cell on one line, as messages quote it, without what may be private."""
    return cut_short(masked(text))


@dataclass(frozen=True, slots=True)
class Task:
    """What a reading uses: the options, a person who can be asked, and notes to add to."""

    options: ScheduleOptions
    asker: ScheduleAsker | None
    notes: Notes

    def ask(self, problem: str, hint: str) -> ScheduleAsker:
        """Return the person to ask; without one, refuse a schedule that leaves something open."""
        if self.asker is None:
            raise SstcError(problem, hint, ExitCode.USAGE)
        return self.asker
