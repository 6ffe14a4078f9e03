"""The rows of a report of visits as attendances: one for each person, however often they came."""

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
from sstc_cli.survey.column import Column, use_of
from sstc_cli.survey.excluded_rows import ExcludedRows
from sstc_cli.survey.notes import notes_on, place_of, short
from sstc_cli.survey.platforms import Use
from sstc_cli.survey.table import ReadyTable
from sstc_cli.survey.times import Times


@dataclass(slots=True)
class _Person:
    """All rows of one person; `row` is the number of the first one, from 1."""

    row: int
    address: str | None
    name: str | None
    visits: list[tuple[datetime, datetime]] = field(default_factory=list)
    longest: float = 0


class VisitReader:
    """Reads the rows of one report, which are all from the table's webinar."""

    def __init__(
        self, source: Source, table: ReadyTable, series: Series, pseudonyms: PseudonymKey
    ) -> None:
        self.source, self.table, self.pseudonyms = source, table, pseudonyms
        self.times, self.excluded = Times(table, series), ExcludedRows(table)
        self.width = max((column.index for column in table.columns), default=-1) + 1
        roles: dict[Role, Column] = {}
        for column in table.columns:
            if column.role:
                roles.setdefault(column.role, column)
        self.address, self.name = roles.get(Role.EMAIL), roles.get(Role.NAME)
        minutes = (column for column in table.columns if use_of(column) is Use.MINUTES)
        self.minutes = next(minutes, None)
        name = table.survey.id
        self.reading = Reading(source.file.name, table.sheet.name, table.platform.name, name)

    def read(self) -> Reading:
        """Return the people in all rows under the header."""
        people: dict[str, _Person] = {}
        for index, cells in enumerate(self.table.rows(), self.table.first):
            padded = [*cells, *[""] * (self.width - len(cells))]
            if any(map(text_of, cells)) and not self.excluded.exclude(index, padded):
                self._add_row(people, index, padded)
        attendances = [self._attendance(who, person) for who, person in people.items()]
        self.reading.attendances = sorted(attendances, key=lambda attendance: attendance.row)
        self.reading.notes = [
            *notes_on(self.source.file.name, self.table, defaultdict(list), self.excluded)
        ]
        return self.reading

    def _add_row(self, people: dict[str, _Person], index: int, cells: Sequence[Value]) -> None:
        """Add a row to its person, or to the rejected ones."""
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
        """Return a moment that can be compared: one without an offset is in the series' zone."""
        moment = self.times.moment(cells, use)
        return moment.replace(tzinfo=self.times.tz) if moment else None

    def _faults(self, index: int, cells: Sequence[Value]) -> Iterator[Diagnostic]:
        """Yield the reasons to reject a row."""
        address, minutes = self.address, self.minutes
        if address and self._has(address, cells) and (fault := email(cells[address.index]).fault):
            yield self._fault(index, address, fault)
        if minutes and self._has(minutes, cells) and number_of(cells[minutes.index]) is None:
            yield self._fault(index, minutes, "is not a number of minutes")

    def _has(self, column: Column, cells: Sequence[Value]) -> bool:
        """Return whether a row has a value in a column."""
        text = text_of(cells[column.index])
        return bool(text) and fold(text) not in self.table.platform.blank_answers

    def _fault(self, row: int, column: Column, what: str) -> Diagnostic:
        """Return the diagnostic for a cell that the import rejects."""
        place = place_of(self.source.file.name, self.table, row, column)
        return Diagnostic("E502", f"`{short(column.header)}` {what}", place=place)

    def _attendance(self, who: str, person: _Person) -> Attendance:
        """Return the attendance of one person, whom `who` identifies."""
        webinar = self.table.webinar or 0
        minutes = max(united_minutes(person.visits), round(person.longest))
        key = self.pseudonyms.digest("attendance", str(webinar), who)
        digest = (
            self.pseudonyms.digest("person", who)
            if person.address
            else self.pseudonyms.digest("row", key)
        )
        content = (str(minutes), person.address or "", person.name or "")
        return Attendance(
            key, self.pseudonyms.digest("content", *content), webinar, self.table.platform.name,
            person.row, digest, Identity(person.address, person.name, None, "{}"), minutes,
        )  # fmt: skip
