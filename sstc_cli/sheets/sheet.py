"""A file as sheets of cells: workbooks by a reader in a child process, csv in any encoding."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from datetime import date, datetime, time, timedelta
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from sstc_cli.child import Bounds, ChildError, Failure, answers
from sstc_cli.diagnostics import Diagnostic
from sstc_cli.errors import SstcError, explained
from sstc_cli.listing import is_note
from sstc_cli.sheets.cells import Block, Cell, Rows, Value, covered
from sstc_cli.sheets.csv_tables import HEADER_WITHIN, decoded, rows_of
from sstc_cli.sheets.flags import CellFlags, reports_of
from sstc_cli.sheets.kinds import FileKind, bytes_of, csv_members, kind_of, unpacked
from sstc_cli.sheets.limits import (
    MOST_BYTES,
    MOST_CELLS,
    TOO_MANY_CELLS,
    TOO_MUCH_MEMORY,
    TOO_MUCH_TIME,
    UNPACKS_TOO_LARGE,
    UNREADABLE,
    RefusedError,
    far_out,
)

__all__ = ["HEADER_WITHIN", "Sheet", "Source", "read_sheets"]

_SUFFIXES = (".csv", ".tsv", ".xls", ".xlsx", ".zip")  # tools also name a csv `.xls`
_READ, _FAR = "sstc_cli.sheets.reader:read", "sstc_cli.sheets.reader:far_cell"
_TYPES = {str, int, float, bool, datetime, date, time, timedelta}
_REASONS = {
    Failure.MEMORY: TOO_MUCH_MEMORY,
    Failure.DIED: TOO_MUCH_MEMORY,  # so ends what Rust does without memory
    Failure.TIME: TOO_MUCH_TIME,
    Failure.ANSWER: UNPACKS_TOO_LARGE,
    Failure.FAILED: UNREADABLE,
}


class Sheet(NamedTuple):
    """The rows of one sheet; `rows[0][0]` is its cell A1. A csv's name is empty.

    What follows is only known of a file that was read whole: whether the sheet is hidden, cells
    that are merged with the one above or left of them, cells without a value because of an error or
    a formula without a result, and the first cells that have a formula. `blocks` are merged cells,
    if they were asked for. Rows and columns count from 0.
    """

    name: str
    rows: Rows
    is_hidden: bool = False
    merged: frozenset[Cell] = frozenset()
    broken: frozenset[Cell] = frozenset()
    computed: frozenset[Cell] = frozenset()
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
    try:
        kind = kind_of(data, is_zip=file.suffix.lower() == ".zip")
        if kind is FileKind.CSV:
            text, name = decoded(data, file.name, encoding, languages)
            return Source(file, sha256, (Sheet("", rows_of(text, file.name)),), name)
        if kind is FileKind.ZIP:
            sheets, name = _zipped(data, file.name, encoding, languages)
            return Source(file, sha256, sheets, name)
        book = _Workbook(whole=whole)
        book.read(data, kind, blocks=blocks)
    except RefusedError as error:
        is_numbers = file.suffix.lower() == ".numbers"
        hint = "in Numbers, choose File, Export To, Excel" if is_numbers else error.hint
        raise SstcError(f"{file.name} {error.what}", hint) from error
    sheets = tuple(book.sheets)
    if whole:
        sheets = tuple(
            _with_flags(sheet, book.flags.get(sheet.name), file.name) for sheet in sheets
        )
    shown = {sheet.name: sheet.rows for sheet in sheets if not sheet.is_hidden}
    reports = reports_of(book.flags, file.name, shown)
    return Source(file, sha256, sheets, None, tuple(book.hidden), reports)


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
    computed = frozenset(_from_zero(flags.computed.first) if flags else ())
    return sheet._replace(broken=broken, computed=computed, merged=sheet.merged | covered)


def _from_zero(cells: Iterable[Cell]) -> Iterator[Cell]:
    return ((row - 1, column - 1) for row, column in cells)


class _Workbook:
    """What a child finds in a workbook: its sheets, the names of the hidden ones, and the flags."""

    def __init__(self, *, whole: bool) -> None:
        self.sheets: list[Sheet] = []
        self.hidden: list[str] = []
        self.flags: dict[str, CellFlags] = {}
        self._whole, self._cells = whole, 0
        self._rows: list[list[Value]] = []

    def read(self, data: bytes, kind: FileKind, *, blocks: bool) -> None:
        """Read a workbook. Refuse one for which its reader needs too much, or that it refuses."""
        bounds = Bounds(seconds=min(60, 10 + len(data) / 100_000))
        arguments = kind.value, self._whole, blocks
        try:
            with closing(answers(_READ, data, *arguments, bounds=bounds)) as found:
                for what, *parts in found:
                    self._take(what, parts)
        except ChildError as error:
            reason = _REASONS[error.failure]
            if reason is TOO_MUCH_MEMORY and kind is FileKind.XLSX:
                _refuse_far_cell(data)
            raise RefusedError(*reason) from error
        except (TypeError, ValueError, LookupError) as error:  # an answer without sense
            raise RefusedError(*UNREADABLE) from error

    def _take(self, what: str, parts: list[Any]) -> None:
        """Take the next part of the answer, which a hostile file may have changed."""
        match what, parts:
            case "refused", [str(problem), str(hint)]:
                raise RefusedError(problem, hint)
            case "flags", [dict(plain)]:
                flags = CellFlags.of_plain(plain)
                self.flags[flags.sheet] = flags
            case "sheet", [str(name), bool(is_hidden), list(ranges)]:
                if is_hidden:
                    self.hidden.append(name)
                if self._whole or not is_hidden:
                    joined = tuple((_cell(first), _cell(last)) for first, last in ranges)
                    inside = frozenset(cell for cell, _ in covered(joined)) if self._whole else ()
                    self._rows = []
                    sheet = Sheet(name, self._rows, is_hidden, frozenset(inside), blocks=joined)
                    self.sheets.append(sheet)
            case "rows", [list(rows)]:
                self._cells += sum(map(len, rows))
                if self._cells > MOST_CELLS:
                    raise RefusedError(*TOO_MANY_CELLS)
                if not {*map(type, chain.from_iterable(rows))} <= _TYPES:
                    raise TypeError
                self._rows += rows
            case _:
                raise ValueError(what)


def _cell(place: Sequence[int]) -> Cell:
    row, column = place
    return row, column


def _refuse_far_cell(data: bytes) -> None:
    """Refuse a workbook with a cell far away, if that is why its reader ran out of memory."""
    with suppress(ChildError):
        for height, width in answers(_FAR, data, bounds=Bounds(seconds=20)):
            raise far_out(height, width)


def _zipped(
    data: bytes, file_name: str, encoding: str | None, languages: Sequence[str]
) -> tuple[tuple[Sheet, ...], str]:
    """Return the csv files in a zip file as sheets, and their encodings."""
    sheets, names = [], []
    with unpacked(data) as archive:
        for member in sorted(csv_members(archive)):
            text, name = decoded(bytes_of(archive, member), file_name, encoding, languages)
            sheets.append(Sheet(member.rpartition("/")[2], rows_of(text, file_name)))
            names.append(name)
            if sum(len(row) for sheet in sheets for row in sheet.rows) > MOST_CELLS:
                raise RefusedError(*TOO_MANY_CELLS)
    return tuple(sheets), ", ".join(dict.fromkeys(names))
