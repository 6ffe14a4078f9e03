"""Error values, hidden rows and columns, and uncomputed formulas, which calamine does not report.

The files have passed the guard. Most of them have no flag, and a search for a few bytes shows that
quickly.
"""

from collections.abc import Mapping, Sequence

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.sheets.cell_flags.flag import CellFlags, report_flags
from sstc_cli.sheets.cell_flags.ods import ods_flags
from sstc_cli.sheets.cell_flags.xls import xls_flags
from sstc_cli.sheets.cell_flags.xlsx import XlsxFlags
from sstc_cli.sheets.cells import Value
from sstc_cli.sheets.guard import Checked, FileKind


def flags_of(file: Checked, data: bytes, members: XlsxFlags) -> dict[str, CellFlags]:
    """Return the flags of each sheet by its name; those of an `.xlsx` are in its members."""
    if file.kind is FileKind.XLS:
        found = xls_flags(file.streams)
    else:
        found = members.of_sheets(data) if file.kind is FileKind.XLSX else ods_flags(data)
    return {flags.sheet: flags for flags in found}


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
