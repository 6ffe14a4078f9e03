"""All changes of a workbook as edits of the data file."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

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
    people_gone,
    revision_of,
    webinar_edits,
)
from sstc_cli.planning.rows import rows_of
from sstc_cli.source import Tree


def done_edits(
    series: Series, changes: Iterable[tuple[Path, Sequence[CellChange]]]
) -> Iterator[Edit]:
    """Yield the edits of days on which something was done."""
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
class EditRequest:
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


def all_edits(request: EditRequest) -> list[Edit]:
    return [*_Maker(request).edits()]


class _Maker:
    def __init__(self, request: EditRequest) -> None:
        self.request, self.review, self.series = request, request.review, request.series
        self.paths = {
            table: {row.id: row.path for row in rows_of(request.series, table, request.layout)}
            for table in Table
        }
        self.changes = {
            row: {change.column.name: change for change in changes}
            for row, changes in self.review.by_row().items()
        }
        self.talks = TalkEdits(
            request.tree, self.series, self._numbers(), request.layout.columns(Table.TALKS)
        )
        gone = request.review.missing if request.removes else []
        self.gone = {(missing.table, missing.id) for missing in gone}

    def edits(self) -> Iterator[Edit]:
        """Yield all edits."""
        people = self._changes_of(Table.PEOPLE)
        yield from people_edits(self.series, self.request.layout, self.review.added, people)
        gone = {id_ for table, id_ in self.gone if table is Table.PEOPLE}
        yield from people_gone(self.series, gone, self.review.added)
        self._take_talks()
        own: dict[str, list[Edit]] = {webinar.id: [] for webinar in self.series.webinars}
        for id_, path in self.paths[Table.WEBINARS].items():
            if changes := self._of(Table.WEBINARS, id_):
                webinar = self.series.webinars[int(path[1])]
                own[id_] += webinar_edits(self.series, webinar, path, changes)
            if self._is_cancelled(id_):
                own[id_].append(SetValue((*path, "status"), Status.CANCELLED.value))
        removed = {id_ for id_ in own if self._is_removed(id_)}
        new = [*self._new_webinars()]
        for edit in self.talks.all_edits(removed):
            own[self.series.webinars[int(edit.path[1])].id].append(edit)
        for webinar in self.series.webinars:
            if webinar.id not in removed:
                yield from own[webinar.id]
                yield from revision_of(self.series, webinar, self.request.now, own[webinar.id])
        done = [*self._changes_of(Table.DUTIES, removed)]
        yield from done_edits(self.series, done)
        yield from list_edits(self.series, removed, new)

    def _changes_of(
        self, table: Table, removed: Container[str] = ()
    ) -> Iterator[tuple[Path, list[CellChange]]]:
        """Yield the paths of rows with their changes, but not in webinars that go."""
        for id_, path in self.paths[table].items():
            is_inside = path[0] == "webinars" and self.series.webinars[int(path[1])].id in removed
            if not is_inside and (changes := self._of(table, id_)):
                yield path, [*changes.values()]

    def _of(self, table: Table, id_: str) -> dict[str, CellChange]:
        return self.changes.get((table, id_), {})

    def _take_talks(self) -> None:
        """Take new talks first: one that moves gets an id that they leave."""
        for added in self.review.added:
            if added.table is Table.TALKS:
                self.talks.add(added)
        for id_, path in self.paths[Table.TALKS].items():
            if (Table.TALKS, id_) in self.gone:
                self.talks.remove(path)
            elif changes := self._of(Table.TALKS, id_):
                self.talks.change(path, changes)

    def _new_webinars(self) -> Iterator[tuple[int, Mapping[str, Document]]]:
        columns = self.request.layout.columns(Table.WEBINARS)
        for added in self.review.added:
            if added.table is Table.WEBINARS:
                talks = self.talks.documents(added.id)
                document = new_webinar(self.series, added, columns, talks)
                yield int(added.values["number"]), document

    def _is_cancelled(self, id_: str) -> bool:
        is_gone = (Table.WEBINARS, id_) in self.gone
        return is_gone and id_ in self.request.published

    def _is_removed(self, id_: str) -> bool:
        is_gone = (Table.WEBINARS, id_) in self.gone
        return is_gone and id_ not in self.request.published

    def _numbers(self) -> dict[str, str]:
        numbers = {webinar.id: str(webinar.number) for webinar in self.series.webinars}
        for (table, id_), changes in self.changes.items():
            if table is Table.WEBINARS and "number" in changes:
                numbers[id_] = changes["number"].after
        for added in self.review.added:
            if added.table is Table.WEBINARS:
                numbers[added.id] = added.values["number"]
        return {number: id_ for id_, number in numbers.items()}
