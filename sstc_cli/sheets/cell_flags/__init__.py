"""Error values, hidden rows and columns, and uncomputed formulas, which calamine does not report.

The guard hands over what it unpacks and walks through. Most files have no flag, and a search for a
few bytes shows that quickly.
"""

from collections.abc import Mapping, Sequence

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.sheets.cell_flags.flag import CellFlags, report_flags
from sstc_cli.sheets.cell_flags.ods import OdsFlags
from sstc_cli.sheets.cell_flags.xls import xls_flags
from sstc_cli.sheets.cell_flags.xlsx import XlsxFlags
from sstc_cli.sheets.cells import Value
from sstc_cli.sheets.guard import Checked, FileKind
from sstc_cli.sheets.listener import Listener


class FlagListener(Listener):
    """A search for flags in what the guard hands over of a file."""

    def __init__(self) -> None:
        self._xlsx, self._ods = XlsxFlags(), OdsFlags()

    def piece(self, member: str, xml: bytes) -> None:
        """Search the next piece of a member of an `.xlsx`."""
        self._xlsx.take(member, xml)

    def row(self, before: int, xml: bytes) -> None:
        """Search the next row of an `.ods` that is not plain."""
        self._ods.take(before, xml)

    def flags_of(self, file: Checked, data: bytes) -> dict[str, CellFlags]:
        """Return the flags of each sheet by its name."""
        if file.kind is FileKind.XLS:
            found = xls_flags(file.streams)
        else:
            is_xlsx = file.kind is FileKind.XLSX
            found = self._xlsx.of_sheets(data) if is_xlsx else self._ods.of_sheets()
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
