"""Changed webinars, talks and people as edits of the data file."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

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
from sstc_cli.model import WEEKDAYS, Series, Text, Webinar
from sstc_cli.planning.columns import SLOT, TEXTS, CellKind, Column, Layout, Table
from sstc_cli.planning.incoming.changes import Added, CellChange
from sstc_cli.planning.rows import APART, HIDDEN_LINK, key_in
from sstc_cli.source import Tree, node_at
from sstc_cli.source.edit import changed
from sstc_cli.workspace.edits import moment_text, revision_edits, slot_values

_LISTS = (CellKind.AUDIENCES, CellKind.THEMES)
_UNWRITTEN = {CellKind.FLAG: "false", CellKind.STATUS: "planned"}


def value_edits(
    path: Path, thing: object, changes: Sequence[CellChange], main: str
) -> Iterator[Edit]:
    """Yield the edits of a thing's own keys; columns with the same key are languages of a text."""
    for key in dict.fromkeys(change.column.key for change in changes):
        same = [change for change in changes if change.column.key == key]
        if same[0].column.kind in TEXTS:
            yield from _text_edits((*path, key), getattr(thing, key), same, main)
        else:
            kind, words = same[0].column.kind, same[0].after
            if not words or (kind is CellKind.FLAG and words == _UNWRITTEN[kind]):
                yield RemoveKey((*path, key))
            else:
                value = tuple(words.split(APART)) if kind in _LISTS else words
                yield SetValue((*path, key), value)


def _text_edits(
    path: Path, text: Text | None, changes: Sequence[CellChange], main: str
) -> Iterator[Edit]:
    """Yield the edits of a text; one for all languages stays so if only its own column changes."""
    present = dict(text.by_language) if text else {}
    one_column = len(changes) == 1 and changes[0].column.is_main
    if ("" in present and one_column) or not (present or changes[0].column.language):
        words = changes[0].after
        yield SetValue(path, words) if words else RemoveKey(path)
        return
    # a column without a language shows the first one of a text
    first = next(iter(present), "")
    wanted = {
        key_in(text, one.column) if one.column.language or text is None else first: one.after
        for one in changes
    }
    known = {main if code == "" else code: words for code, words in present.items()}
    after = {code: words for code, words in {**known, **wanted}.items() if words}
    if not after:
        yield RemoveKey(path)
    elif not present or "" in present:
        yield SetValue(path, after)
    else:
        for code, words in wanted.items():
            yield SetValue((*path, code), words) if words else RemoveKey((*path, code))


def document_of(columns: Sequence[Column], values: Mapping[str, str]) -> dict[str, Document]:
    """Return the keys of a new thing that are written as its columns have them."""
    texts: dict[str, dict[str, str]] = {}
    document: dict[str, Document] = {}
    for column in columns:
        text = values.get(column.name, "")
        if not text or text == _UNWRITTEN.get(column.kind):
            continue
        if column.kind in TEXTS and column.language:
            document[column.key] = texts.setdefault(column.key, {})
            texts[column.key][column.language] = text
        else:
            document[column.key] = text.split(APART) if column.kind in _LISTS else text
    if len(names := texts.get("name", {})) == 1:  # a name is the same in all languages
        document["name"] = next(iter(names.values()))
    return document


def slot_of_values(values: Mapping[str, str]) -> tuple[datetime, datetime]:
    starts = _moment(values["date"], values["start"])
    return starts, _end(starts.date(), values["start"], values["end"])


def slot_after(webinar: Webinar, changes: Mapping[str, CellChange]) -> tuple[datetime, datetime]:
    """Return the start and the end, some parts of which are new."""
    changed = {key: changes[key].after for key in SLOT if key in changes}
    day = changed.get("date", str(webinar.starts.date()))
    clock = changed.get("start", f"{webinar.starts:%H:%M}")
    starts = _moment(day, clock)
    if "end" in changed:
        return starts, _end(starts.date(), clock, changed["end"])
    nights = webinar.ends.date() - webinar.starts.date()
    if nights <= timedelta(1):
        return starts, _end(starts.date(), clock, f"{webinar.ends:%H:%M}")
    return starts, datetime.combine(starts.date() + nights, webinar.ends.time())


def _moment(day: str, clock: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time.fromisoformat(clock))


def _end(day: date, start: str, end: str) -> datetime:
    """Return the end on a day, after midnight if it is before the start, or on its own day."""
    if len(end) > len("15:30"):
        return datetime.fromisoformat(end)
    night = timedelta(time.fromisoformat(end) < time.fromisoformat(start))
    return datetime.combine(day + night, time.fromisoformat(end))


LINK = ("join", "passcode")


def link_edits(webinar: Webinar, path: Path, changes: Mapping[str, CellChange]) -> Iterator[Edit]:
    after = {key: changes[key].after for key in LINK if key in changes}
    url, passcode = after.get("join"), after.get("passcode")
    if webinar.join is None and webinar.join_url is None:
        values = {"url": url or "", "passcode": passcode or ""}
        yield SetValue((*path, "join"), {key: text for key, text in values.items() if text})
        return
    place: Path = (*path, "join") if webinar.join else (*path, "join_url")
    if url == "":
        yield RemoveKey(place)
        return
    if url:
        yield SetValue((*place, "url") if webinar.join else place, url)
    if passcode is not None:
        key = (*path, "join", "passcode")
        yield SetValue(key, passcode) if passcode else RemoveKey(key)


def webinar_edits(
    series: Series, webinar: Webinar, path: Path, changes: Mapping[str, CellChange]
) -> Iterator[Edit]:
    """Yield the edits of a webinar's own values, without its revision."""
    if any(key in changes for key in SLOT):
        starts, ends = slot_after(webinar, changes)
        for key, value in slot_values(series, webinar, starts, ends).items():
            if key == "weekday" or value != moment_text(getattr(webinar, key)):
                yield SetValue((*path, key), value)
    if any(key in changes for key in LINK):
        yield from link_edits(webinar, path, changes)
    others = [change for change in changes.values() if change.column.key not in (*SLOT, *LINK)]
    yield from value_edits(path, webinar, others, series.languages[0])
    status, reason = changes.get("status"), webinar.cancelled_because
    has_reason = any(change.column.key == "cancelled_because" for change in changes.values())
    if status and status.before == "cancelled" and reason and not has_reason:
        yield RemoveKey((*path, "cancelled_because"))


def revision_of(
    series: Series, webinar: Webinar, now: datetime, edits: Sequence[Edit]
) -> list[Edit]:
    """Return the edits that mark a webinar as newer, if any of its edits can be seen."""
    keys = {str(edit.path[2]) for edit in edits if len(edit.path) > 2} - {"done", "weekday"}
    if not keys:
        return []
    counted = bool(keys & {"starts", "ends", "status"})
    return revision_edits(series, webinar, now, counted=counted)


def new_webinar(
    series: Series,
    added: Added,
    columns: Sequence[Column],
    talks: Sequence[Document],
) -> dict[str, Document]:
    """Return a webinar as the data file has it, with its weekday if that is not a regular one."""
    values = added.values
    starts, ends = slot_of_values(values)
    document: dict[str, Document] = {"id": added.id, "number": values["number"]}
    own = [column for column in columns if column.key not in (*SLOT, *LINK, "number")]
    rest = document_of(own, values)
    document["title"] = rest.pop("title")
    weekday = WEEKDAYS[starts.weekday()]
    if series.cadence and weekday not in series.cadence.weekday:
        document["weekday"] = weekday
    document |= {"starts": moment_text(starts), "ends": moment_text(ends)}
    if (link := values.get("join", "")) and link != HIDDEN_LINK:
        passcode = values.get("passcode", "")
        document["join"] = {"url": link, **({"passcode": passcode} if passcode else {})}
    return {**document, **rest, **({"talks": talks} if talks else {})}


def people_edits(
    series: Series,
    layout: Layout,
    added: Iterable[Added],
    changes: Iterable[tuple[Path, Sequence[CellChange]]],
    gone: Container[str],
) -> Iterator[Edit]:
    """Yield the edits of people. Without anybody, the file has no list of them."""
    for path, found in changes:
        yield from value_edits(path, series.people[int(path[1])], found, series.languages[0])
    columns = layout.columns(Table.PEOPLE)
    new = [one for one in added if one.table is Table.PEOPLE]
    if new:
        documents = ({"id": one.id, **document_of(columns, one.values)} for one in new)
        yield AddItems(("people",), tuple(documents))
    places = tuple(at for at, person in enumerate(series.people) if person.id in gone)
    if places and len(places) == len(series.people) and not new:
        yield RemoveKey(("people",))
    elif places:
        yield RemoveItems(("people",), places)


def talk_order(kept: Sequence[int], wanted: Mapping[int, int], new: Sequence[int]) -> list[int]:
    """Return the order of the talks that stay, by their places before, and then of new ones.

    `wanted` are new numbers of talks that stay, and `new` those of new talks, or 0 for the end. A
    talk that moves forward goes before the one that has the number now, others go after it.
    """
    keys = []
    for place, at in enumerate(kept):
        number = wanted.get(at, at + 1)
        keys.append((number, 1 if at not in wanted else 0 if number <= at else 2, place))
    last = max([*kept, *wanted.values(), *new], default=0) + 2
    for place, number in enumerate(new, len(kept)):
        keys.append((number or last, 0 if number else 2, place))
    return sorted(range(len(keys)), key=lambda index: keys[index])


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

    def change(self, path: Path, changes: Mapping[str, CellChange]) -> None:
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
        webinar, _, id_ = added.id.partition("/")
        own = [column for column in self.columns if column.key not in _PLACES]
        document = {"id": id_, **document_of(own, added.values)}
        order = int(added.values.get("order", "0"))
        self.by_webinar[webinar].new.append((order, document))

    def remove(self, path: Path) -> None:
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
