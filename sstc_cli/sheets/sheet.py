"""A file as sheets of cells: workbooks through calamine, csv in any common encoding."""

import csv
import hashlib
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO, StringIO
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import python_calamine as calamine

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.errors import SstcError, explained
from sstc_cli.listing import is_note
from sstc_cli.sheets.cell_flags import FlagListener, reports_of
from sstc_cli.sheets.cell_flags.flag import CellFlags
from sstc_cli.sheets.cells import Rows
from sstc_cli.sheets.encodings import decoded
from sstc_cli.sheets.guard import MOST_BYTES, FileKind, checked
from sstc_cli.sheets.limits import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    file_damaged,
    password_protected,
    too_many_cells,
    too_many_columns,
)
from sstc_cli.sheets.members import csv_members
from sstc_cli.sheets.merged import Block, Cell, blocks_of, covered
from sstc_cli.sheets.panics import PanicError, panics_caught

HEADER_WITHIN = 40  # rows in which a header is looked for

_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n)|[^\r\n]++")  # not at U+2028, as `splitlines` does
_SUFFIXES = (".csv", ".tsv", ".xls", ".xlsx", ".zip")  # tools also name a csv `.xls`
_DELIMITERS = ",;\t|"


class Sheet(NamedTuple):
    """The rows of one sheet; `rows[0][0]` is its cell A1. A csv's name is empty.

    What follows is only known of a file that was read whole: whether the sheet is hidden, cells
    that are merged with the one above or left of them, and cells without a value because of an
    error or a formula without a result. `blocks` are merged cells, if they were asked for. Rows and
    columns count from 0.
    """

    name: str
    rows: Rows
    is_hidden: bool = False
    merged: frozenset[Cell] = frozenset()
    broken: frozenset[Cell] = frozenset()
    blocks: tuple[Block, ...] = ()


class Source(NamedTuple):
    """A file that was read: its sheets, the SHA-256 of its bytes, and the encoding of a csv.

    `hidden` names the sheets that were not read. `cell_flags` report error values, formulas
    without a result, and hidden rows and columns.
    """

    file: Path
    sha256: str
    sheets: tuple[Sheet, ...]
    encoding: str | None = None
    hidden: tuple[str, ...] = ()
    cell_flags: tuple[Diagnostic, ...] = ()

    def is_spreadsheet(self) -> bool:
        """Return whether a file that could be read as a table is probably meant to be one."""
        suffix = self.file.suffix.lower()
        if suffix == ".txt":
            return any(len(row) > 1 for sheet in self.sheets for row in sheet.rows)
        return self.encoding is None or suffix in _SUFFIXES


def read_sheets(
    file: Path,
    encoding: str | None = None,
    languages: Sequence[str] = (),
    *,
    whole: bool = False,
    blocks: bool = False,
) -> Source:
    """Return the visible sheets of a workbook, the table of a csv file, or those in a zip file.

    The encoding of a csv is guessed by the languages of those who may have written it. `whole`
    workbooks also have their hidden sheets, and what is known of single cells; with `blocks`, only
    merged cells are known.
    """
    data = _bytes_of(file)
    sha256 = hashlib.sha256(data).hexdigest()
    listener = FlagListener()
    found = checked(data, file.name, listener)
    if found.kind is FileKind.CSV:
        text, name = decoded(data, file.name, encoding, languages)
        return Source(file, sha256, (Sheet("", _parsed(text, file.name)),), name)
    if found.kind is FileKind.ZIP:
        sheets, name = _zipped(data, file.name, encoding, languages)
        return Source(file, sha256, sheets, name)
    sheets, hidden = _workbook(data, file.name, whole=whole, blocks=blocks)
    flags = listener.flags_of(found, data)
    if whole:
        sheets = tuple(_with_flags(sheet, flags.get(sheet.name), file.name) for sheet in sheets)
    shown = {sheet.name: sheet.rows for sheet in sheets if not sheet.is_hidden}
    return Source(file, sha256, sheets, None, hidden, reports_of(flags, file.name, shown))


def _bytes_of(file: Path) -> bytes:
    if is_note(file.name):
        message = f"{file.name} is not a table: another program keeps notes in it"
        raise SstcError(message, "leave it out, and close the workbook if it is open")
    if file.exists() and not file.is_file():
        raise SstcError(f"{file} is not a regular file", "name the workbook or csv")
    try:
        with file.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise SstcError(f"{file} does not exist", "check the name and the folder") from error
    except OSError as error:
        hint = "close it in Excel, and check that you have permission to read it"
        raise SstcError(f"cannot read {file}: {explained(error)}", hint) from error


def _with_flags(sheet: Sheet, flags: CellFlags | None, file_name: str) -> Sheet:
    """Return a sheet with its cells that have no value; refuse one with very many."""
    found = [flags.errors, flags.formulas] if flags else []
    if any(flagged.count > len(flagged.first) for flagged in found):
        message = f"{file_name} has too many formulas without result, or error values"
        raise SstcError(message, "open it in Excel, correct the cells, and save it")
    broken = frozenset(_from_zero(cell for flagged in found for cell in flagged.first))
    covered = frozenset(_from_zero(flags.merged.first) if flags else ())
    return sheet._replace(broken=broken, merged=sheet.merged | covered)


def _from_zero(cells: Iterable[Cell]) -> Iterator[Cell]:
    return ((row - 1, column - 1) for row, column in cells)


def _workbook(
    data: bytes, file_name: str, *, whole: bool, blocks: bool
) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """Return the visible sheets, or all of them, and the names of the hidden ones."""
    sheets, hidden = [], []
    try:
        with panics_caught(), calamine.load_workbook(BytesIO(data)) as workbook:
            names = [sheet.name for sheet in workbook.sheets_metadata]
            if len(set(names)) < len(names):  # one of them would be read as often
                raise file_damaged(file_name)
            for sheet in workbook.sheets_metadata:
                if sheet.typ is not calamine.SheetTypeEnum.WorkSheet:
                    continue
                is_hidden = sheet.visible is not calamine.SheetVisibleEnum.Visible
                if is_hidden:
                    hidden.append(sheet.name)
                if is_hidden and not whole:
                    continue
                found = workbook.get_sheet_by_name(sheet.name)
                rows = found.to_python(skip_empty_area=False)
                merged = found.merged_cell_ranges or () if whole or blocks else ()
                joined = blocks_of(merged, rows)
                inside = frozenset(cell for cell, _ in covered(joined)) if whole else frozenset()
                sheets.append(Sheet(sheet.name, rows, is_hidden, inside, blocks=joined))
    except calamine.PasswordError as error:
        hint = "open it in Excel, remove the password, and save it"
        raise password_protected(file_name, hint) from error
    except (calamine.CalamineError, PanicError, ValueError) as error:
        hint = "open it in Excel and save it again as an Excel workbook (.xlsx)"
        raise SstcError(f"{file_name} is damaged: it cannot be read", hint) from error
    return tuple(sheets), tuple(hidden)


def _zipped(
    data: bytes, file_name: str, encoding: str | None, languages: Sequence[str]
) -> tuple[tuple[Sheet, ...], str]:
    """Return the csv files in a zip file as sheets, and their encodings."""
    sheets, names = [], []
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for member in sorted(csv_members(archive)):
            text, name = decoded(archive.read(member), file_name, encoding, languages)
            sheets.append(Sheet(member.rpartition("/")[2], _parsed(text, file_name)))
            names.append(name)
            if sum(len(row) for sheet in sheets for row in sheet.rows) > MOST_CELLS:
                raise too_many_cells(file_name)
    return tuple(sheets), ", ".join(dict.fromkeys(names))


def _parsed(text: str, file_name: str) -> Rows:
    """Return the rows of a csv, without blank ones at the end."""
    delimiter = _delimiter(text)
    height = text.count("\n")
    if height > MOST_ROWS or text.count(delimiter) + height > MOST_CELLS:
        raise too_many_cells(file_name)
    lines = (match[0] for match in _LINE.finditer(text))
    try:
        reader = csv.reader(lines, delimiter=delimiter)
        rows = []
        for row in islice(reader, HEADER_WITHIN):
            if len(row) > MOST_COLUMNS:
                raise too_many_columns(file_name)
            rows.append(row)
        rows += reader
    except csv.Error as error:
        hint = "save it in Excel as `CSV UTF-8`, or as a workbook (.xlsx)"
        raise SstcError(f"{file_name} cannot be read as csv: {error}", hint) from error
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _delimiter(text: str) -> str:
    """Return the character that splits most lines into the same number of fields."""
    head = text[:60_000]

    def score(delimiter: str) -> int:
        try:
            rows = list(csv.reader(StringIO(head, newline=""), delimiter=delimiter))[:60]
        except csv.Error:
            return 0
        widths = Counter(len(row) for row in rows if len(row) > 1)
        return max((width * count for width, count in widths.items()), default=0)

    return max(_DELIMITERS, key=score)
