"""A file of contacts as recipients, and one line for each row that cannot be one."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sstc_cli.diagnostics import Diagnostic, Place
from sstc_cli.errors import SstcError
from sstc_cli.mail.addresses import Address, AddressError, read_address
from sstc_cli.mail.headers import refuse_unsafe
from sstc_cli.mailing.recipients.columns import Use
from sstc_cli.mailing.recipients.recipient import Recipient
from sstc_cli.mailing.recipients.table import ContactTable
from sstc_cli.mailing.recipients.values import meanings
from sstc_cli.model import ADDRESS_IN_TEXT, Series, Text
from sstc_cli.sheets.sheet import Source
from sstc_cli.store.names.given import full_name
from sstc_cli.survey.notes import in_rows, short

_BEFORE_ADDRESS = re.compile(r"\s*\"?([^<>@\"]*?)\"?\s*<[^<>]+>[\s;,.]*")
_SAID = {
    Use.LANGUAGE: ("W741", "is not a language of the series"),
    Use.ZONE: ("W742", "is not a time zone, such as `Africa/Nairobi`"),
    Use.COUNTRY: ("W742", "is not the name of a country"),
    Use.AUDIENCE: ("W742", "is not an audience of the series"),
}


@dataclass
class ContactReading:
    """What was read from a file: its people, and why some rows are rejected, by their numbers."""

    table: ContactTable
    people: list[Recipient] = field(default_factory=list)
    rejected: dict[int, Diagnostic] = field(default_factory=dict)
    notes: list[Diagnostic] = field(default_factory=list)


def read_contacts(
    source: Source, table: ContactTable, series: Series, *, smtputf8: bool
) -> ContactReading:
    """Return the people in a table, each once, and a line for each row that is rejected.

    With `smtputf8`, the account takes addresses with a name before `@` in another script.
    """
    reader = _Reader(source.file.name, table, series, smtputf8=smtputf8)
    for number, texts in table.rows():
        reader.add(number, texts)
    reader.reading.notes = [*source.cell_flags, *reader.notes()]
    return reader.reading


class _Reader:
    """Reads the rows of a table one after the other."""

    def __init__(self, file: str, table: ContactTable, series: Series, *, smtputf8: bool) -> None:
        self.file, self.table, self.smtputf8 = file, table, smtputf8
        self.meanings = meanings(series)
        self.reading = ContactReading(table)
        self.first_rows: dict[str, int] = {}
        self.again: dict[int, int] = {}
        self.unknown: dict[Use, list[int]] = defaultdict(list)

    def add(self, number: int, texts: Sequence[str]) -> None:
        """Add the person in a row, or the reason why there is none."""
        cell = texts[self.table.columns.address]
        try:
            address = self._address(number, cell)
            name = self._name(number, texts, cell)
        except _RowError as error:
            self.reading.rejected[number] = error.diagnostic
            return
        if address.person in self.first_rows:
            self.again[number] = self.first_rows[address.person]
        self.first_rows.setdefault(address.person, number)
        known = {use: self._meaning(use, number, texts) for use in self.meanings}
        self.reading.people.append(
            Recipient(
                address,
                "contacts",
                str(self._place(number)),
                Text(name) if name else None,
                self._text(number, Use.HONORIFIC, texts) or None,
                known[Use.LANGUAGE],
                known[Use.ZONE],
                known[Use.COUNTRY],
                known[Use.AUDIENCE],
                self._text(number, Use.ORGANISATION, texts) or None,
            )
        )

    def notes(self) -> Iterator[Diagnostic]:
        """Yield what may be a mistake in rows that are not rejected."""
        headers, by_use = self.table.columns.headers, self.table.columns.by_use
        for use, rows in self.unknown.items():
            code, what = _SAID[use]
            header = short(headers[by_use[use]]) if headers else use.name.lower()
            message = f"`{header}` {in_rows(rows)} {what}"
            yield Diagnostic(code, message, place=self._place(rows[0], use))
        for row, first in self.again.items():
            message = f"the address is in row {first} already: it gets one mail"
            yield Diagnostic("W743", message, place=self._place(row))

    def _address(self, number: int, cell: str) -> Address:
        if not cell:
            raise self._error("E743", number, "the row has no address", "add it, or delete the row")
        try:
            address = read_address(cell)
        except AddressError as error:
            if len(ADDRESS_IN_TEXT.findall(cell)) > 1:
                what, hint = "the cell has several addresses", "give each person a row"
                raise self._error("E742", number, what, hint) from None
            raise self._error("E741", number, error.reason, "correct the cell") from None
        if address.needs_smtputf8 and not self.smtputf8:
            what = "the name before `@` is in another script, which the account may not accept"
            hint = "run `sstc explain E744`, or ask the person for another address"
            raise self._error("E744", number, what, hint)
        return address

    def _name(self, number: int, texts: Sequence[str], cell: str) -> str:
        """Return the name in its column, from its parts, or before the address."""
        name = self._text(number, Use.NAME, texts)
        given, family = (self._text(number, use, texts) for use in (Use.GIVEN, Use.FAMILY))
        if not name and given and family:
            name = full_name(given, family)
        before = _BEFORE_ADDRESS.fullmatch(" ".join(cell.split()))
        return name or given or family or self._safe(number, before[1] if before else "")

    def _text(self, number: int, use: Use, texts: Sequence[str]) -> str:
        index = self.table.columns.by_use.get(use)
        return "" if index is None else self._safe(number, " ".join(texts[index].split()), use)

    def _safe(self, number: int, text: str, use: Use = Use.ADDRESS) -> str:
        try:
            return refuse_unsafe("name", text)
        except SstcError as error:
            raise self._error("E745", number, error.message, error.hint, use) from None

    def _meaning(self, use: Use, number: int, texts: Sequence[str]) -> str | None:
        index = self.table.columns.by_use.get(use)
        text = "" if index is None else texts[index]
        if not text:
            return None
        meaning = self.meanings[use](text)
        if meaning is None:
            self.unknown[use].append(number)
        return meaning

    def _error(
        self, code: str, number: int, what: str, hint: str | None, use: Use = Use.ADDRESS
    ) -> "_RowError":
        return _RowError(Diagnostic(code, what, hint=hint, place=self._place(number, use)))

    def _place(self, number: int, use: Use = Use.ADDRESS) -> Place:
        at = self.table.columns.by_use[use] + 1
        return Place(self.file, number, at, number, at + 1, self.table.sheet.name)


class _RowError(Exception):
    """The reason why a row is rejected."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic
