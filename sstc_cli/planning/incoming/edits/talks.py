"""Talks that change, come, go, move to another webinar, or change places."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sstc_cli.diagnostics import (
    AddItems,
    Document,
    Edit,
    Path,
    RemoveItems,
    RemoveKey,
    Reorder,
)
from sstc_cli.model import Series
from sstc_cli.planning.columns import Column
from sstc_cli.planning.incoming.edits.talk_order import talk_order
from sstc_cli.planning.incoming.edits.values import document_of, value_edits
from sstc_cli.planning.incoming.review import Added, Change
from sstc_cli.source import Tree, node_at
from sstc_cli.source.edit import changed

_PLACES = ("webinar", "order")


@dataclass
class _Talks:
    """The talks of one webinar: which go, which come, and where each wants to be."""

    gone: set[int] = field(default_factory=set)
    new: list[tuple[int, Document]] = field(default_factory=list)
    wanted: dict[int, int] = field(default_factory=dict)


@dataclass
class TalkEdits:
    """Collects changes of talks; `numbers` are the ids of webinars by number in the workbook."""

    tree: Tree
    series: Series
    numbers: Mapping[str, str]
    columns: Sequence[Column]
    by_webinar: dict[str, _Talks] = field(default_factory=lambda: defaultdict(_Talks))
    edits: list[Edit] = field(default_factory=list)

    def change(self, path: Path, changes: Mapping[str, Change]) -> None:
        """Take the changes of one talk."""
        webinar = self.series.webinars[int(path[1])]
        at = int(path[3])
        own = [change for change in changes.values() if change.column.key not in _PLACES]
        made = [*value_edits(path, webinar.talks[at], own, self.series.languages[0])]
        order = int(changes["order"].after or 0) if "order" in changes else 0
        if "webinar" not in changes:
            self.edits += made
            if order:
                self.by_webinar[webinar.id].wanted[at] = order
            return
        document: Any = node_at(self.tree.root, path)
        for edit in made:
            document = changed({"talk": document}, edit, "talk", *edit.path[4:])["talk"]
        self.by_webinar[webinar.id].gone.add(at)
        target = self.numbers[changes["webinar"].after]
        self.by_webinar[target].new.append((order or at + 1, self._renamed(target, document)))

    def add(self, added: Added) -> None:
        """Take a new talk."""
        webinar, _, id_ = added.id.partition("/")
        own = [column for column in self.columns if column.key not in _PLACES]
        document = {"id": id_, **document_of(own, added.values)}
        order = int(added.values.get("order", "0"))
        self.by_webinar[webinar].new.append((order, document))

    def remove(self, path: Path) -> None:
        """Take a talk that goes."""
        self.by_webinar[self.series.webinars[int(path[1])].id].gone.add(int(path[3]))

    def documents(self, webinar: str) -> list[Document]:
        """Return the talks of a new webinar in their order."""
        new = self.by_webinar.pop(webinar, _Talks()).new
        return [document for _, document in sorted(new, key=lambda talk: talk[0] or len(new))]

    def all_edits(self, skipped: set[str]) -> Iterator[Edit]:
        """Yield the edits of all talks but those of webinars that go as a whole."""
        yield from self.edits
        at = {webinar.id: index for index, webinar in enumerate(self.series.webinars)}
        for id_, talks in self.by_webinar.items():
            if id_ not in skipped:
                yield from self._list_edits(("webinars", at[id_], "talks"), talks)

    def _list_edits(self, path: Path, talks: _Talks) -> Iterator[Edit]:
        count = len(self.series.webinars[int(path[1])].talks)
        if talks.new:
            yield AddItems(path, tuple(document for _, document in talks.new))
        kept = [at for at in range(count) if at not in talks.gone]
        if count and not kept and not talks.new:
            yield RemoveKey(path)
            return
        if talks.gone:
            yield RemoveItems(path, tuple(sorted(talks.gone)))
        order = talk_order(kept, talks.wanted, [order for order, _ in talks.new])
        if order != sorted(order):
            yield Reorder(path, tuple(order))

    def _renamed(self, webinar: str, document: Document) -> Document:
        """Return a talk with another id if the webinar to which it moves has that one."""
        target = next((found for found in self.series.webinars if found.id == webinar), None)
        taken = {talk.id for talk in target.talks} if target else set()
        taken |= {
            str(talk["id"]) for _, talk in self.by_webinar[webinar].new if isinstance(talk, Mapping)
        }
        if not isinstance(document, Mapping) or document["id"] not in taken:
            return document
        free = (f"talk-{number}" for number in range(1, len(taken) + 2))
        return {**document, "id": next(id_ for id_ in free if id_ not in taken)}
