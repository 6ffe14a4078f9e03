"""All edits that a reviewed workbook asks for."""

from collections.abc import Iterator, Mapping
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
from sstc_cli.planning.incoming.edits.talks import TalkEdits
from sstc_cli.planning.incoming.edits.values import document_of, value_edits
from sstc_cli.planning.incoming.edits.webinars import new_webinar, revision_of, webinar_edits
from sstc_cli.planning.incoming.review import Change, Review
from sstc_cli.planning.rows import rows_of
from sstc_cli.source import Tree


@dataclass(frozen=True)
class Request:
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


def all_edits(request: Request) -> list[Edit]:
    """Return the edits of the data file."""
    return [*_Maker(request).edits()]


class _Maker:
    """Makes the edits, table by table."""

    def __init__(self, request: Request) -> None:
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
        yield from self._people()
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
        yield from self._done(removed)
        yield from self._list(removed, new)

    def _of(self, table: Table, id_: str) -> dict[str, Change]:
        return self.changes.get((table, id_), {})

    def _people(self) -> Iterator[Edit]:
        columns = self.request.layout.columns(Table.PEOPLE)
        people = self.series.people
        for id_, path in self.paths[Table.PEOPLE].items():
            changes = [*self._of(Table.PEOPLE, id_).values()]
            yield from value_edits(path, people[int(path[1])], changes, self.series.languages[0])
        added = [one for one in self.review.added if one.table is Table.PEOPLE]
        new = [{"id": one.id, **document_of(columns, one.values)} for one in added]
        if new:
            yield AddItems(("people",), tuple(new))
        gone = [at for at, person in enumerate(people) if (Table.PEOPLE, person.id) in self.gone]
        if gone and len(gone) == len(people) and not new:
            yield RemoveKey(("people",))
        elif gone:
            yield RemoveItems(("people",), tuple(gone))

    def _take_talks(self) -> None:
        for id_, path in self.paths[Table.TALKS].items():
            if (Table.TALKS, id_) in self.gone:
                self.talks.remove(path)
            elif changes := self._of(Table.TALKS, id_):
                self.talks.change(path, changes)
        for added in self.review.added:
            if added.table is Table.TALKS:
                self.talks.add(added)

    def _new_webinars(self) -> Iterator[tuple[int, Mapping[str, Document]]]:
        columns = self.request.layout.columns(Table.WEBINARS)
        for added in self.review.added:
            if added.table is Table.WEBINARS:
                talks = self.talks.documents(added.id)
                document = new_webinar(added.id, columns, added.values, talks)
                yield int(added.values["number"]), document

    def _is_cancelled(self, id_: str) -> bool:
        is_gone = (Table.WEBINARS, id_) in self.gone
        return is_gone and id_ in self.request.published

    def _is_removed(self, id_: str) -> bool:
        is_gone = (Table.WEBINARS, id_) in self.gone
        return is_gone and id_ not in self.request.published

    def _numbers(self) -> dict[str, str]:
        """Return the ids of webinars by their numbers in the workbook."""
        numbers = {webinar.id: str(webinar.number) for webinar in self.series.webinars}
        for (table, id_), changes in self.changes.items():
            if table is Table.WEBINARS and "number" in changes:
                numbers[id_] = changes["number"].after
        for added in self.review.added:
            if added.table is Table.WEBINARS:
                numbers[added.id] = added.values["number"]
        return {number: id_ for id_, number in numbers.items()}

    def _done(self, removed: set[str]) -> Iterator[Edit]:
        """Yield what was done; the first of a webinar or deadline needs a map around it."""
        holders: dict[Path, dict[str, str]] = {}
        for id_, path in self.paths[Table.DUTIES].items():
            if path[0] == "webinars" and self.series.webinars[int(path[1])].id in removed:
                continue
            if change := self._of(Table.DUTIES, id_).get("done"):
                holders.setdefault(path[:-1], {})[str(path[-1])] = change.after
        for path, days in holders.items():
            known = self._recorded(path)
            after = {key: day for key, day in {**known, **days}.items() if day}
            if not known:
                yield SetValue(path, after)
            elif not after:
                yield RemoveKey(path)
            else:
                for key, day in days.items():
                    yield SetValue((*path, key), day) if day else RemoveKey((*path, key))

    def _recorded(self, path: Path) -> dict[str, str]:
        done: Mapping[str, date] | Mapping[date, date] = (
            self.series.webinars[int(path[1])].done
            if path[0] == "webinars"
            else self.series.deadlines[int(path[1])].done
        )
        return {str(key): str(day) for key, day in done.items()}

    def _list(
        self, removed: set[str], new: list[tuple[int, Mapping[str, Document]]]
    ) -> Iterator[Edit]:
        """Yield the edits of the list of webinars; new ones get their place by number."""
        webinars = self.series.webinars
        if new:
            yield AddItems(("webinars",), tuple(document for _, document in new))
        if removed:
            gone = tuple(at for at, webinar in enumerate(webinars) if webinar.id in removed)
            yield RemoveItems(("webinars",), gone)
        before = [webinar.number for webinar in webinars]
        if (new or removed) and self.series.count == len(webinars):
            yield SetValue(("count",), str(len(webinars) + len(new) - len(removed)))
        kept = [webinar.number for webinar in webinars if webinar.id not in removed]
        if new and before == sorted(before):
            numbers = [*kept, *(number for number, _ in new)]
            order = sorted(range(len(numbers)), key=lambda at: numbers[at])
            if order != sorted(order):
                yield Reorder(("webinars",), tuple(order))
