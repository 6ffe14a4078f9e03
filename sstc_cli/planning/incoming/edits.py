"""All changes of a workbook as edits of the data file."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from sstc_cli.diagnostics import (
    AddItems,
    Document,
    Edit,
    Path,
    RemoveItems,
    RemoveKey,
    Reorder,
    SetValue,
)
from sstc_cli.model import Series, Status
from sstc_cli.planning.columns import Layout, Table
from sstc_cli.planning.incoming.changes import CellChange, Review
from sstc_cli.planning.incoming.item_edits import (
    TalkEdits,
    new_webinar,
    people_edits,
    revision_of,
    webinar_edits,
)
from sstc_cli.planning.rows import rows_of
from sstc_cli.source import Tree


def done_edits(
    series: Series, changes: Iterable[tuple[Path, Sequence[CellChange]]]
) -> Iterator[Edit]:
    """Yield the edits of days when something was done."""
    holders: dict[Path, dict[str, str]] = {}
    for path, found in changes:
        for change in found:
            holders.setdefault(path[:-1], {})[str(path[-1])] = change.after
    for path, days in holders.items():
        known = _recorded(series, path)
        after = {key: day for key, day in {**known, **days}.items() if day}
        if not known:
            yield SetValue(path, after)
        elif not after:
            yield RemoveKey(path)
        else:
            for key, day in days.items():
                yield SetValue((*path, key), day) if day else RemoveKey((*path, key))


def _recorded(series: Series, path: Path) -> dict[str, str]:
    done: Mapping[str, date] | Mapping[date, date] = (
        series.webinars[int(path[1])].done
        if path[0] == "webinars"
        else series.deadlines[int(path[1])].done
    )
    return {str(key): str(day) for key, day in done.items()}


def list_edits(
    series: Series, removed: Container[str], new: Sequence[tuple[int, Mapping[str, Document]]]
) -> Iterator[Edit]:
    """Yield the edits of the list, and of the number of webinars if it was right before."""
    webinars = series.webinars
    if new:
        yield AddItems(("webinars",), tuple(document for _, document in new))
    gone = tuple(at for at, webinar in enumerate(webinars) if webinar.id in removed)
    if gone:
        yield RemoveItems(("webinars",), gone)
    if (new or gone) and series.count == len(webinars):
        yield SetValue(("count",), str(len(webinars) + len(new) - len(gone)))
    before = [webinar.number for webinar in webinars]
    if new and before == sorted(before):
        kept = [webinar.number for webinar in webinars if webinar.id not in removed]
        numbers = [*kept, *(number for number, _ in new)]
        order = sorted(range(len(numbers)), key=lambda at: numbers[at])
        if order != sorted(order):
            yield Reorder(("webinars",), tuple(order))


@dataclass(frozen=True)
class PlanEdits:
    """What becomes edits: a review of a plan, with the time at which they are made.

    `removes` says that missing rows go; webinars that are `published` are cancelled instead.
    """

    series: Series
    tree: Tree
    layout: Layout
    review: Review
    now: datetime
    removes: bool = False
    published: frozenset[str] = frozenset()

    @cached_property
    def _paths(self) -> dict[Table, dict[str, Path]]:
        return {
            table: {row.id: row.path for row in rows_of(self.series, table, self.layout)}
            for table in Table
        }

    @cached_property
    def _changes(self) -> dict[tuple[Table, str], dict[str, CellChange]]:
        return {
            row: {change.column.name: change for change in changes}
            for row, changes in self.review.by_row().items()
        }

    def _gone(self, table: Table) -> set[str]:
        missing = self.review.missing if self.removes else []
        return {lost.id for lost in missing if lost.table is table}

    def edits(self) -> Iterator[Edit]:
        people, gone = self._changes_of(Table.PEOPLE), self._gone(Table.PEOPLE)
        yield from people_edits(self.series, self.layout, self.review.added, people, gone)
        webinars = self._gone(Table.WEBINARS)
        cancelled, removed = webinars & self.published, webinars - self.published
        talks = self._talks()
        own: dict[str, list[Edit]] = {webinar.id: [] for webinar in self.series.webinars}
        for id_, path in self._paths[Table.WEBINARS].items():
            if changes := self._changes.get((Table.WEBINARS, id_)):
                webinar = self.series.webinars[int(path[1])]
                own[id_] += webinar_edits(self.series, webinar, path, changes)
            if id_ in cancelled:
                own[id_].append(SetValue((*path, "status"), Status.CANCELLED.value))
        columns = self.layout.columns(Table.WEBINARS)
        new = [
            (
                int(added.values["number"]),
                new_webinar(self.series, added, columns, talks.documents(added.id)),
            )
            for added in self.review.added
            if added.table is Table.WEBINARS
        ]
        for edit in talks.all_edits(removed):
            own[self.series.webinars[int(edit.path[1])].id].append(edit)
        for webinar in self.series.webinars:
            if webinar.id not in removed:
                yield from own[webinar.id]
                yield from revision_of(self.series, webinar, self.now, own[webinar.id])
        yield from done_edits(self.series, self._changes_of(Table.DUTIES, removed))
        yield from list_edits(self.series, removed, new)

    def _changes_of(
        self, table: Table, removed: Container[str] = ()
    ) -> Iterator[tuple[Path, list[CellChange]]]:
        """Yield the paths of rows with their changes, but not in webinars that go."""
        for id_, path in self._paths[table].items():
            is_inside = path[0] == "webinars" and self.series.webinars[int(path[1])].id in removed
            if not is_inside and (changes := self._changes.get((table, id_))):
                yield path, [*changes.values()]

    def _talks(self) -> TalkEdits:
        """Return the edits of talks; new ones come first: one that moves gets an id they leave."""
        numbers = self.review.webinars(self.series)
        talks = TalkEdits(self.tree, self.series, numbers, self.layout.columns(Table.TALKS))
        for added in self.review.added:
            if added.table is Table.TALKS:
                talks.add(added)
        gone = self._gone(Table.TALKS)
        for id_, path in self._paths[Table.TALKS].items():
            if id_ in gone:
                talks.remove(path)
            elif changes := self._changes.get((Table.TALKS, id_)):
                talks.change(path, changes)
        return talks
