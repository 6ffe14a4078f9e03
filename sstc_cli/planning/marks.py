"""Cells for diagnostics: where a workbook shows what is wrong with the plan."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sstc_cli.diagnostics import Diagnostic, Path
from sstc_cli.planning.columns import Column, Layout, Table
from sstc_cli.planning.rows import Row

UNTRANSLATED = "W501"  # the rule `translation_missing`
Cell = tuple[Table, str, str]  # the id of a row and the name of a column
_KEYS = {  # keys of the data that a column shows under another name
    (Table.WEBINARS, "starts"): "start",
    (Table.WEBINARS, "weekday"): "date",
    (Table.WEBINARS, "ends"): "end",
    (Table.WEBINARS, "join_url"): "join",
    (Table.WEBINARS, "join"): "join",
}


@dataclass(frozen=True)
class Cells:
    """The cells of the things in a plan."""

    layout: Layout
    rows: Mapping[Table, Sequence[Row]]
    _by_path: dict[Path, tuple[Table, Row]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Keep the row of each path."""
        for table, rows in self.rows.items():
            self._by_path.update((row.path, (table, row)) for row in rows)

    def cell(self, path: Path) -> Cell | None:
        """Return the cell that shows a path, or the first one of its row; None without a row."""
        for length in range(len(path), 1, -1):
            if found := self._by_path.get(path[:length]):
                table, row = found
                return table, row.id, column_at(self.layout, table, path[length:])[0].name
        return None

    def untranslated(self, path: Path) -> list[Cell]:
        """Return the empty cells of a text in several languages."""
        if not (found := self._by_path.get(path[:-1])):
            return []
        table, row = found
        return [
            (table, row.id, column.name)
            for column in self.layout.columns(table)
            if column.key == path[-1] and column.language and not row.values.get(column.name)
        ]


def column_at(layout: Layout, table: Table, path: Path) -> list[Column]:
    """Return the columns that show a path in a row, the best first, then the row's first one."""
    columns = layout.columns(table)
    if table is Table.DUTIES:
        return [columns[-1]]
    key = str(path[0]) if path else ""
    if key == "join" and path[1:] == ("passcode",):
        key = "passcode"
    key = _KEYS.get((table, key), key)
    found = [column for column in columns if column.key == key]
    exact = [column for column in found if column.language in path[1:2]]
    return [*exact, *found, columns[0]]


def marked(cells: Cells, diagnostics: Iterable[Diagnostic]) -> dict[Cell, list[Diagnostic]]:
    """Return what is wrong with each cell."""
    marks = defaultdict[Cell, list[Diagnostic]](list)
    for diagnostic in diagnostics:
        places = cells.untranslated(diagnostic.path) if diagnostic.code == UNTRANSLATED else []
        if not places and (cell := cells.cell(diagnostic.path)):
            places = [cell]
        for place in places:
            marks[place].append(diagnostic)
    return dict(marks)
