"""A sheet of contacts: its table, its people as recipients, and the rows that are rejected."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sstc_cli.diagnostics import Diagnostic, Place
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.mail.addresses import Address, AddressError, read_address
from sstc_cli.mail.headers import refuse_unsafe
from sstc_cli.mailing.contact_columns import (
    ContactColumns,
    ContactUse,
    columns_of,
    meanings,
    two_columns,
)
from sstc_cli.mailing.recipient import Recipient
from sstc_cli.model import ADDRESS_IN_TEXT, Series, Text, typed_email
from sstc_cli.sheets.cells import Value, text_of
from sstc_cli.sheets.sheet import HEADER_WITHIN, Sheet, Source
from sstc_cli.sheets.xlsx import write_workbook
from sstc_cli.store.names import full_name
from sstc_cli.survey.notes import in_rows, short
from sstc_cli.survey.rejected import REASON, ROW

_LOOKED_AT = 1_000  # rows, to know what a column has


@dataclass(frozen=True, slots=True)
class ContactTable:
    """A sheet with its columns, and the index of the first row under the header."""

    sheet: Sheet
    columns: ContactColumns
    first: int

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the texts of each row that is not blank, with its number, which counts from 1."""
        width = max(self.columns.by_use.values()) + 1
        for number, row in enumerate(self.sheet.rows[self.first :], self.first + 1):
            texts = [text_of(value) for value in row]
            if any(texts):
                yield number, [*texts, *[""] * (width - len(texts))]


def find_table(source: Source, column: str | None = None, sheet: str | None = None) -> ContactTable:
    """Return the table with addresses in a file; refuse a file that has none, or several.

    A `column` that is named has the addresses, and a `sheet` that is named has the table.
    """
    file = source.file.name
    sheets = [found for found in source.sheets if sheet is None or found.name == sheet]
    if not sheets:
        names = ", ".join(f"`{found.name}`" for found in source.sheets)
        raise SstcError(f"{file} has no sheet `{sheet}`", f"name one of {names}", ExitCode.USAGE)
    tables = [table for found in sheets if (table := _table_in(found, column, file))]
    if len(tables) > 1:
        names = " and ".join(f"`{table.sheet.name}`" for table in tables)
        hint = f'name one of them: `--sheet "{tables[0].sheet.name}"`'
        raise SstcError(f"{file} has several sheets with addresses: {names}", hint, ExitCode.USAGE)
    if not tables:
        raise _no_addresses(file, column)
    return tables[0]


def _table_in(sheet: Sheet, column: str | None, file: str) -> ContactTable | None:
    """Return the table of a sheet, by the first row that is its header, or of a bare list."""
    for index, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        headers = [text_of(value) for value in row]
        if any(typed_email(header) for header in headers):
            break
        columns = columns_of(headers, column, _name_of(sheet, file))
        if columns and any(headers):
            if column is None:
                _refuse_others(sheet, columns, index + 1, file)
            return ContactTable(sheet, columns, index + 1)
    return _bare_list(sheet, column, file)


def _refuse_others(sheet: Sheet, columns: ContactColumns, first: int, file: str) -> None:
    """Refuse a table in which the cells of another column are mostly addresses."""
    filled: Counter[int] = Counter()
    addresses: Counter[int] = Counter()
    for row in sheet.rows[first : first + _LOOKED_AT]:
        texts = {at: text for at, value in enumerate(row) if (text := text_of(value))}
        filled.update(texts.keys())
        addresses.update(at for at, text in texts.items() if "@" in text and typed_email(text))
    found = {at for at, count in addresses.items() if count * 2 > filled[at]}
    if found - {columns.address}:
        indexes = sorted({columns.address, *found})
        headers = dict(enumerate(columns.headers))
        names = [short(headers.get(at, "")) for at in indexes]
        raise two_columns(_name_of(sheet, file), names, indexes)


def _name_of(sheet: Sheet, file: str) -> str:
    return f"{file}!{sheet.name}" if sheet.name else file


def _bare_list(sheet: Sheet, column: str | None, file: str) -> ContactTable | None:
    for index, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        texts = [text_of(value) for value in row]
        found = [at for at, text in enumerate(texts) if typed_email(text)]
        if column is not None:
            named = columns_of([""] * len(texts), column, file)
            found = [named.address] if named else []
        if len(found) > 1:
            raise two_columns(file, [""] * len(found), found)
        if found:
            return ContactTable(sheet, ContactColumns({ContactUse.ADDRESS: found[0]}), index)
    return None


def _no_addresses(file: str, column: str | None) -> SstcError:
    if column is not None:
        message = f"{file} has no column `{column}`"
        return SstcError(message, "name its header, or its letter, such as `C`", ExitCode.USAGE)
    message = f"{file} has no column with addresses"
    hint = "call it `E-mail`, or name it: `--column` with its header or its letter"
    return SstcError(message, hint, ExitCode.USAGE)


_BEFORE_ADDRESS = re.compile(r"\s*\"?([^<>@\"]*?)\"?\s*<[^<>]+>[\s;,.]*")
_BLANK = "correct the cells, which are read as blank, or leave them as they are"
_SAID = {
    ContactUse.LANGUAGE: (
        "W741",
        "is not a language of the series",
        "correct the cells: without that, these people get all languages in one mail",
    ),
    ContactUse.ZONE: ("W742", "is not a time zone, such as `Africa/Nairobi`", _BLANK),
    ContactUse.COUNTRY: ("W742", "is not the name of a country", _BLANK),
    ContactUse.AUDIENCE: ("W742", "is not an audience of the series", _BLANK),
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
        self.unknown: dict[ContactUse, list[int]] = defaultdict(list)

    def add(self, number: int, texts: Sequence[str]) -> None:
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
                self._text(number, ContactUse.HONORIFIC, texts) or None,
                known[ContactUse.LANGUAGE],
                known[ContactUse.ZONE],
                known[ContactUse.COUNTRY],
                known[ContactUse.AUDIENCE],
                self._text(number, ContactUse.ORGANISATION, texts) or None,
            )
        )

    def notes(self) -> Iterator[Diagnostic]:
        """Yield what may be a mistake in rows that are not rejected."""
        headers, by_use = self.table.columns.headers, self.table.columns.by_use
        for use, rows in self.unknown.items():
            code, what, hint = _SAID[use]
            header = short(headers[by_use[use]]) if headers else use.name.lower()
            message = f"`{header}` {in_rows(rows)} {what}"
            yield Diagnostic(code, message, hint=hint, place=self._place(rows[0], use))
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
        name = self._text(number, ContactUse.NAME, texts)
        given, family = (
            self._text(number, use, texts) for use in (ContactUse.GIVEN, ContactUse.FAMILY)
        )
        if not name and given and family:
            name = full_name(given, family)
        before = _BEFORE_ADDRESS.fullmatch(" ".join(cell.split()))
        return name or given or family or self._safe(number, before[1] if before else "")

    def _text(self, number: int, use: ContactUse, texts: Sequence[str]) -> str:
        index = self.table.columns.by_use.get(use)
        return "" if index is None else self._safe(number, " ".join(texts[index].split()), use)

    def _safe(self, number: int, text: str, use: ContactUse = ContactUse.ADDRESS) -> str:
        try:
            return refuse_unsafe("name", text)
        except SstcError as error:
            raise self._error("E745", number, error.message, error.hint, use) from None

    def _meaning(self, use: ContactUse, number: int, texts: Sequence[str]) -> str | None:
        index = self.table.columns.by_use.get(use)
        text = "" if index is None else texts[index]
        if not text:
            return None
        meaning = self.meanings[use](text)
        if meaning is None:
            self.unknown[use].append(number)
        return meaning

    def _error(
        self,
        code: str,
        number: int,
        what: str,
        hint: str | None,
        use: ContactUse = ContactUse.ADDRESS,
    ) -> "_RowError":
        return _RowError(Diagnostic(code, what, hint=hint, place=self._place(number, use)))

    def _place(self, number: int, use: ContactUse = ContactUse.ADDRESS) -> Place:
        at = self.table.columns.by_use[use] + 1
        return Place(self.file, number, at, number, at + 1, self.table.sheet.name)


class _RowError(Exception):
    """The reason why a row is rejected."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def write_rejects(title: str, reading: ContactReading) -> bytes:
    """Return a titled workbook in the shape of the list: its rejected rows, with the reasons."""
    sheet, first = reading.table.sheet, reading.table.first
    heads: list[list[Value]] = [[*row] for row in sheet.rows[:first]]
    width = max((len(row) for row in (*heads, *sheet.rows[first:])), default=0)
    if heads:
        heads[-1] = [*_fitted(heads[-1], width), ROW, REASON]
    rows = [
        [*_fitted([*sheet.rows[number - 1]], width), float(number), reason.message]
        for number, reason in sorted(reading.rejected.items())
    ]
    return write_workbook({sheet.name or "contacts": ([*heads, *rows], len(heads))}, title=title)


def _fitted(row: list[Value], width: int) -> list[Value]:
    return [*row, *[""] * (width - len(row))]
