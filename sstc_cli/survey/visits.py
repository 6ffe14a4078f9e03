"""The rows of a report of visits as attendances: one a person, however often they came."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import Role, Series, normal_email
from sstc_cli.model.wording import fold
from sstc_cli.sheets.cells import Value, number_of, text_of
from sstc_cli.sheets.sheet import Source
from sstc_cli.store.response import Attendance, Identity, PseudonymKey, Reading, Rejected
from sstc_cli.survey.answers import email
from sstc_cli.survey.attendance import united_minutes
from sstc_cli.survey.match import Column
from sstc_cli.survey.notes import notes_on, place_of, short
from sstc_cli.survey.platforms import Use
from sstc_cli.survey.table import Table
from sstc_cli.survey.times import Times
from sstc_cli.survey.unfinished import Unfinished


@dataclass(slots=True)
class _Person:
    """What all rows of one person say; `row` counts from 1 and is the first of them."""

    row: int
    address: str | None
    name: str | None
    visits: list[tuple[datetime, datetime]] = field(default_factory=list)
    longest: float = 0


class VisitReader:
    """Reads the rows of one report; the table knows its webinar."""

    def __init__(
        self, source: Source, table: Table, series: Series, pseudonyms: PseudonymKey
    ) -> None:
        self.source, self.table, self.pseudonyms = source, table, pseudonyms
        self.times, self.unfinished = Times(table, series), Unfinished(table)
        self.width = max((each.index for each in table.columns), default=-1) + 1
        roles: dict[Role, Column] = {}
        for each in table.columns:
            if each.role:
                roles.setdefault(each.role, each)
        self.address, self.name = roles.get(Role.EMAIL), roles.get(Role.NAME)
        self.minutes = next((each for each in table.columns if each.use is Use.MINUTES), None)
        name = table.survey.id
        self.reading = Reading(source.file.name, table.sheet.name, table.platform.name, name)

    def read(self) -> Reading:
        """All rows under the header."""
        people: dict[str, _Person] = {}
        for index, cells in enumerate(self.table.rows(), self.table.first):
            padded = [*cells, *[""] * (self.width - len(cells))]
            if any(map(text_of, cells)) and not self.unfinished.has(index, padded):
                self._take(people, index, padded)
        found = [self._attendance(each) for each in people.items()]
        self.reading.attendances = sorted(found, key=lambda each: each.row)
        self.reading.notes = [
            *notes_on(self.source.file.name, self.table, defaultdict(list), self.unfinished)
        ]
        return self.reading

    def _take(self, people: dict[str, _Person], index: int, cells: Sequence[Value]) -> None:
        faults = [*self._faults(index, cells)]
        address = email(cells[self.address.index]).value if self.address else None
        name = text_of(cells[self.name.index]) if self.name else ""
        if not faults and not (address or name):
            return
        if faults:
            self.reading.rejected.append(Rejected(index + 1, tuple(faults)))
            return
        who = normal_email(str(address)) if address else f"name {fold(name)}"
        person = people.setdefault(
            who, _Person(index + 1, str(address) if address else None, name or None)
        )
        joined, left = self._moment(cells, Use.JOINED), self._moment(cells, Use.LEFT)
        if joined and left and left >= joined:
            person.visits.append((joined, left))
        elif self.minutes:
            person.longest = max(person.longest, number_of(cells[self.minutes.index]) or 0)

    def _moment(self, cells: Sequence[Value], use: Use) -> datetime | None:
        """A moment that can be compared: without an offset it is one of the series' zone."""
        moment = self.times.moment(cells, use)
        return moment.replace(tzinfo=self.times.tz) if moment else None

    def _faults(self, index: int, cells: Sequence[Value]) -> Iterator[Diagnostic]:
        """Why a row cannot be taken."""
        for column in filter(None, (self.address, self.minutes)):
            raw = cells[column.index]
            blank = not text_of(raw) or fold(text_of(raw)) in self.table.platform.blanks
            if blank:
                continue
            if column is self.address and (fault := email(raw).fault):
                yield self._fault(index, column, fault)
            if column is self.minutes and number_of(raw) is None:
                yield self._fault(index, column, "is no number of minutes")

    def _fault(self, row: int, column: Column, what: str) -> Diagnostic:
        place = place_of(self.source.file.name, self.table, row, column)
        return Diagnostic("E502", f"`{short(column.header)}` {what}", place=place)

    def _attendance(self, found: tuple[str, _Person]) -> Attendance:
        who, person = found
        webinar = self.table.webinar or 0
        minutes = max(united_minutes(person.visits), round(person.longest))
        key = self.pseudonyms.digest("attendance", str(webinar), who)
        digest = (
            self.pseudonyms.digest("person", who)
            if person.address
            else self.pseudonyms.digest("row", key)
        )
        said = (str(minutes), person.address or "", person.name or "")
        return Attendance(
            key, self.pseudonyms.digest("content", *said), webinar, self.table.platform.name,
            person.row, digest, Identity(person.address, person.name, None, "{}"), minutes,
        )  # fmt: skip
