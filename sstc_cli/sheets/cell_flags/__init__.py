"""What a reader of workbooks loses without a word: error cells, hidden rows and columns, formulas.

Files are looked through after the guard has let them pass; most have nothing to be told, which a
search for the signs of it finds out in no time.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.sheets.cell_flags.flag import CellFlags, remarks
from sstc_cli.sheets.cell_flags.ods import ods_marks
from sstc_cli.sheets.cell_flags.xls import xls_marks
from sstc_cli.sheets.cell_flags.xlsx import xlsx_marks
from sstc_cli.sheets.cells import Value
from sstc_cli.sheets.guard import FileKind

MARKS: dict[FileKind, Callable[[bytes], Iterator[CellFlags]]] = {
    FileKind.XLSX: xlsx_marks,
    FileKind.ODS: ods_marks,
    FileKind.XLS: xls_marks,
}


def flags_of(
    kind: FileKind, data: bytes, shown: str, sheets: Mapping[str, Sequence[Sequence[Value]]]
) -> tuple[Diagnostic, ...]:
    """A remark for each kind of loss in each of the sheets that were read, with its cells."""
    return tuple(
        remark
        for marks in MARKS[kind](data)
        if marks.sheet in sheets
        for remark in remarks(marks, sheets[marks.sheet], shown)
    )
