"""The table in a file of contacts: its sheet, its columns and its first row."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.mailing.recipients.columns import Columns, Use, columns_of, two_columns
from sstc_cli.model import typed_email
from sstc_cli.sheets.cells import text_of
from sstc_cli.sheets.sheet import HEADER_WITHIN, Sheet, Source
from sstc_cli.survey.notes import short

_LOOKED_AT = 1_000  # rows, to know what a column has


@dataclass(frozen=True, slots=True)
class ContactTable:
    """A sheet with its columns, and the index of the first row under the header."""

    sheet: Sheet
    columns: Columns
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


def _refuse_others(sheet: Sheet, columns: Columns, first: int, file: str) -> None:
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
    """Return the table of a sheet without a header, in which one column has addresses."""
    for index, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        texts = [text_of(value) for value in row]
        found = [at for at, text in enumerate(texts) if typed_email(text)]
        if column is not None:
            named = columns_of([""] * len(texts), column, file)
            found = [named.address] if named else []
        if len(found) > 1:
            raise two_columns(file, [""] * len(found), found)
        if found:
            return ContactTable(sheet, Columns({Use.ADDRESS: found[0]}), index)
    return None


def _no_addresses(file: str, column: str | None) -> SstcError:
    if column is not None:
        message = f"{file} has no column `{column}`"
        return SstcError(message, "name its header, or its letter, such as `C`", ExitCode.USAGE)
    message = f"{file} has no column with addresses"
    hint = "call it `E-mail`, or name it: `--column` with its header or its letter"
    return SstcError(message, hint, ExitCode.USAGE)
