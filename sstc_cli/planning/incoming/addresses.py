"""Places of a workbook for diagnostics about the plan that it leads to."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sstc_cli.diagnostics import Diagnostic, Path, Place
from sstc_cli.planning.columns import Layout, Table
from sstc_cli.planning.marks import column_at
from sstc_cli.source import Tree, node_at


@dataclass(frozen=True)
class Addresses:
    """The cells of a workbook, for paths into the data file after the edits."""

    layout: Layout
    places: Mapping[tuple[Table, str, str], Place]
    tree: Tree

    def placed(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Return diagnostics with the cells that they are about, if a workbook has them."""
        return [
            found._replace(place=self._place(found.path) or found.place) for found in diagnostics
        ]

    def _place(self, path: Path) -> Place | None:
        for table, id_, rest in self._rows(path):
            for column in column_at(self.layout, table, rest):
                if place := self.places.get((table, id_, column.name)):
                    return place
            if place := self.places.get((table, id_, "")):
                return place
        return None

    def _rows(self, path: Path) -> Iterator[tuple[Table, str, Path]]:
        """Yield the rows that a path is about, the nearest one first."""
        if path[:1] == ("people",) and len(path) > 1:
            yield Table.PEOPLE, self._id(path[:2]), path[2:]
        if path[:1] != ("webinars",) or len(path) < 2:
            return
        webinar = self._id(path[:2])
        if path[2:3] == ("talks",) and len(path) > 3:
            yield Table.TALKS, f"{webinar}/{self._id(path[:4])}", path[4:]
        if path[2:3] == ("done",) and len(path) > 3:
            yield Table.DUTIES, f"{path[3]}/{webinar}", path[4:]
        yield Table.WEBINARS, webinar, path[2:]

    def _id(self, path: Path) -> str:
        id_ = node_at(self.tree.root, (*path, "id"))
        return id_ if isinstance(id_, str) else ""
