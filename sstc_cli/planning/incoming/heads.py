"""The heads of one sheet, and what somebody has changed about them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sstc_cli.diagnostics import Diagnostic, Place, Severity, nearest
from sstc_cli.model.wording import fold
from sstc_cli.planning.columns import Column, Layout, Table
from sstc_cli.planning.headings import Names
from sstc_cli.planning.sheet import ID
from sstc_cli.sheets.cells import Value, text_of


@dataclass(frozen=True)
class Head:
    """The row with the heads of a table, and the columns that were found in it."""

    file: str
    sheet: str
    table: Table
    at: int
    row: Sequence[Value]
    columns: Mapping[str, tuple[int, Column]]

    @property
    def id_column(self) -> int | None:
        """The position of the hidden column, or None without one."""
        found = (at for at, value in enumerate(self.row) if fold(text_of(value)) == ID)
        return next(found, None)

    def place(self, column: int) -> Place:
        """Return the place of a head."""
        line = self.at + 1
        return Place(self.file, line, column + 1, line, column + 2, self.sheet)


def head_notes(head: Head, layout: Layout, names: Names) -> list[Diagnostic]:
    """Return what is noticed about the heads of a sheet."""
    return [*_missing_ids(head), *_others(head, layout, names), *_moved(head, layout)]


def _missing_ids(head: Head) -> Iterator[Diagnostic]:
    if head.id_column is None:
        message = f"the hidden column `{ID}` is missing, so the sheet was not read"
        hint = "export the plan again, and copy the changes over"
        yield Diagnostic("E763", message, hint=hint, place=head.place(0))


def _others(head: Head, layout: Layout, names: Names) -> Iterator[Diagnostic]:
    """Yield a note for each column that is missing, unknown or there twice."""
    read = {at for at, _ in head.columns.values()} | {head.id_column}
    others = {at: text_of(value) for at, value in enumerate(head.row) if at not in read}
    others = {at: text for at, text in others.items() if text}
    known = {column.name: column for column in layout.columns(head.table)}
    missing = {
        names.heading(column.label, column.language): column
        for name, column in known.items()
        if name not in head.columns
    }
    for at, text in others.items():
        near = nearest(text, list(missing)) or next(iter(missing), None)
        hint = f"if it is the column `{near}`, give it that head again" if near else None
        message = f"`{text[:60]}` is not a head of this sheet, so the column was not read"
        yield Diagnostic("W767", message, hint=hint, place=head.place(at))
    for heading in missing:
        message = f"the column `{heading}` is missing, so nothing of it is changed"
        yield Diagnostic("W767", message, place=head.place(0))


def _moved(head: Head, layout: Layout) -> Iterator[Diagnostic]:
    usual = [column.name for column in layout.columns(head.table) if column.name in head.columns]
    found = sorted(usual, key=lambda name: head.columns[name][0])
    if found != usual:
        first = next(name for name, other in zip(found, usual, strict=True) if name != other)
        message = "columns are in another order; they are read by their heads"
        place = head.place(head.columns[first][0])
        yield Diagnostic("W767", message, place=place, weight=Severity.NOTE)
