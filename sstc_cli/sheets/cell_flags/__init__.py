"""Error values, hidden rows and columns, and uncomputed formulas, which calamine does not report.

The files have passed the guard. Most of them have no flag, and a search for a few bytes shows that
quickly.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.sheets.cell_flags.flag import CellFlags, report_flags
from sstc_cli.sheets.cell_flags.ods import ods_flags
from sstc_cli.sheets.cell_flags.xls import xls_flags
from sstc_cli.sheets.cell_flags.xlsx import xlsx_flags
from sstc_cli.sheets.cells import Value
from sstc_cli.sheets.guard import FileKind

FLAGS: dict[FileKind, Callable[[bytes], Iterator[CellFlags]]] = {
    FileKind.XLSX: xlsx_flags,
    FileKind.ODS: ods_flags,
    FileKind.XLS: xls_flags,
}


def flags_of(kind: FileKind, data: bytes) -> dict[str, CellFlags]:
    """Return the flags of each sheet by its name."""
    return {flags.sheet: flags for flags in FLAGS[kind](data)}


def reports_of(
    flags: Mapping[str, CellFlags],
    file_name: str,
    sheets: Mapping[str, Sequence[Sequence[Value]]],
) -> tuple[Diagnostic, ...]:
    """Return a diagnostic for each kind of flag in each sheet that was read, with its cells."""
    return tuple(
        diagnostic
        for name, found in flags.items()
        if name in sheets
        for diagnostic in report_flags(found, sheets[name], file_name)
    )
