"""The flags of old workbooks (`.xls`): records of [MS-XLS], 2.4, and bits in them."""

import struct
from collections.abc import Iterable, Iterator

from sstc_cli.sheets.biff import COLUMNS, END, ERROR, ROW, START, Records
from sstc_cli.sheets.biff_formulas import FORMULA, SHEET
from sstc_cli.sheets.cell_flags.flag import CellFlags

_LEAST = {SHEET: 9, FORMULA: 14, ERROR: 8, ROW: 16, COLUMNS: 10}
_PAIR, _OFFSET = struct.Struct("<HH"), struct.Struct("<I")


def xls_flags(streams: Iterable[Records]) -> Iterator[CellFlags]:
    """Yield the flags of each sheet."""
    for records in streams:
        names: dict[int, str] = {}
        depth, flags = 0, CellFlags("")
        for at, kind, body in records.others():
            if kind == START:
                if depth == 0:
                    yield flags
                    flags = CellFlags(names.get(at, ""))
                depth += 1
            elif kind == END:
                depth -= 1
            elif len(body) < _LEAST.get(kind, 1 << 16):
                continue
            elif kind == SHEET:
                names[_OFFSET.unpack_from(body)[0]] = _name(body)
            elif depth == 1:  # otherwise it belongs to a chart in the sheet
                _take(flags, kind, body)
        yield flags


def _take(flags: CellFlags, kind: int, body: memoryview) -> None:
    """Add the flags of a record, which starts with a row and a column, or with two columns."""
    first, second = _PAIR.unpack_from(body)
    if kind == ROW and body[12] & 0x20:  # fDyZero
        flags.hidden_rows.add(first + 1)
    elif kind == COLUMNS and body[8] & 0x01:  # fHidden
        flags.hide_columns(first + 1, second + 1)
    elif (kind == ERROR and body[7] == 1) or (kind == FORMULA and _is_error(body)):
        flags.errors.add(first + 1, second + 1)


def _is_error(formula: memoryview) -> bool:
    """Return whether the stored result of a formula is an error (FormulaValue, 2.5.133)."""
    return formula[6] == 2 and formula[12] == formula[13] == 0xFF


def _name(sheet: memoryview) -> str:
    """Return the name of a sheet from its length, the width of its letters, and the letters."""
    wide = sheet[7] & 1
    letters = bytes(sheet[8 : 8 + (sheet[6] << wide)])
    return letters.decode("utf-16-le" if wide else "latin-1", "replace")
