"""A change of the plan in sentences: which webinars move, what the values were, whom it affects."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sstc_cli.cli.console.diff import show_diff, write_diff
from sstc_cli.cli.console.session import Session
from sstc_cli.diagnostics import format_path
from sstc_cli.model import Series, Webinar
from sstc_cli.model.phrases import Phrases
from sstc_cli.quantity import first_of, quantity
from sstc_cli.source import Mapping
from sstc_cli.source.tree import Node, differing_paths
from sstc_cli.source.tree import Sequence as Items
from sstc_cli.workspace import Workspace

_SLOT = ("starts", "ends", "weekday")
_STATUS = ("status", "cancelled_because")
_NEWER = (("revision",), ("revised",))  # by which calendars know the newest version
_SEVERAL = 4  # webinars that move alike are told together
_SHOWN = 4  # paths in other files


class _Event(NamedTuple):
    """What happens to a webinar, in words; those that move `alike` by the same time can be joined.

    Its sentence has told the values of the keys `told`.
    """

    webinar: Webinar
    sentence: str
    was: str = ""
    now: str = ""
    alike: str = ""
    told: Sequence[str] = ()


class _Value(NamedTuple):
    """A value that differs: its path with ids, and both texts, None where there is none."""

    path: tuple[str, ...]
    was: str | None
    now: str | None


def tell_change(session: Session, before: Workspace, after: Workspace, *, diff: bool) -> None:
    """Write what changes in the plan to stdout: in sentences, or with `diff` as lines of files."""
    if session.changes is not None:
        session.changes.append((before, after))
    if diff:
        show_diff(session, write_diff(before, after))
        return
    for line in sentences(before, after):
        session.sentence(line)


def all_sentences(before: Workspace, after: Workspace) -> Iterator[str]:
    """Yield the sentences of a change of the plan, and the paths that change in other files."""
    yield from sentences(before, after)
    main = before.main.tree.file
    for file, tree in after.trees.items():
        old = before.trees[file]
        if file != main and old.text != tree.text:
            paths = first_of([*map(format_path, differing_paths(old.root, tree.root))], _SHOWN)
            yield f"{file}: {', '.join(paths) or 'comments or spaces'}"


def sentences(before: Workspace, after: Workspace) -> Iterator[str]:
    """Yield the sentences of a change, each followed by indented lines with what was and is."""
    values = [*_values(before.main.tree.root, after.main.tree.root)]
    events: list[_Event] = []
    if before.series and after.series:
        events = [*_events(before.series, after.series)]
    told = {
        ("webinars", f"[{event.webinar.id}]", *key)
        for event in events
        for key in ((), *((key,) for key in event.told))
    }
    others = [value for value in values if value.path[:3] not in told]
    others = [value for value in others if not _is_bookkeeping(value)] or ([] if events else others)
    yield from _of_events(events)
    plan = after.series or before.series
    numbers = {f"[{one.id}]": one.number for one in plan.webinars} if plan else {}
    for value in others:
        yield from _of_value(value, numbers)
    if not values and before.main.tree.root != after.main.tree.root:
        yield "the items of the plan are in another order"
    if before.series and after.series:
        changed = {value.path[1] for value in values if value.path[0] == "webinars"}
        if people := _affected(before.series, after.series, changed):
            yield f"  affected: {people}"


def values_of(before: Workspace, after: Workspace) -> Iterator[_Value]:
    """Yield the values that a change gives, but for those that only calendars need."""
    found = _values(before.main.tree.root, after.main.tree.root)
    return (value for value in found if not _is_bookkeeping(value))


def _is_bookkeeping(value: _Value) -> bool:
    return value.path[0] == "webinars" and value.path[2:] in _NEWER


def _of_events(events: Sequence[_Event]) -> Iterator[str]:
    """Yield the sentences of events, one for several webinars that move by the same time."""
    alike = defaultdict[str, list[_Event]](list)
    for event in events:
        alike[event.alike].append(event)
    joined = {how: group for how, group in alike.items() if how and len(group) >= _SEVERAL}
    for how, group in joined.items():
        yield f"{quantity(len(group), 'webinar')} move, each {how}"
        yield from (f"  {one.webinar.number}: {one.was} → {one.now}" for one in group)
    for event in events:
        if event.alike not in joined:
            yield event.sentence
            yield from _sides(event.was, event.now)


def _of_value(value: _Value, numbers: dict[str, int]) -> Iterator[str]:
    path, was, now = value
    where = ""
    if len(path) > 2 and path[0] == "webinars" and path[1] in numbers:
        where, path = f" of webinar {numbers[path[1]]}", path[2:]
    if path[0] == "done" or path[::2] == ("deadlines", "done"):
        duty = f"`{path[1]}`{where}" if where else f"`{path[1][1:-1]}` of {path[3]}"
        yield f"{duty} is done, on {now}" if now else f"{duty} is not done any more"
        return
    how = "is new" if was is None else "is removed" if now is None else "changes"
    yield f"`{_written(path)}`{where} {how}"
    yield from _sides(was, now)


def _sides(was: str | None, now: str | None) -> Iterator[str]:
    yield from (f"  {name}  {text}" for name, text in (("was", was), ("now", now)) if text)


def _written(path: Sequence[str]) -> str:
    """Return a path as commands take it: `people[ana].email`."""
    return path[0] + "".join(step if step[0] == "[" else f".{step}" for step in path[1:])


def _events(before: Series, after: Series) -> Iterator[_Event]:
    """Yield what happens to each webinar, in the later order."""
    old = {webinar.id: webinar for webinar in before.webinars}
    for webinar in after.webinars:
        if (earlier := old.pop(webinar.id, None)) is None:
            sentence = f"webinar {webinar.number} is new, on {_day(webinar.starts)}"
            yield _Event(webinar, sentence, now=_slot(after, webinar))
        elif event := _event(before, earlier, after, webinar):
            yield event
    for webinar in old.values():
        sentence = f"webinar {webinar.number} is no longer in the plan"
        yield _Event(webinar, sentence, was=_slot(before, webinar))


def _event(before: Series, earlier: Webinar, after: Series, webinar: Webinar) -> _Event | None:
    """Return what happens to a webinar that is in both plans, or None if it is only reworded."""
    number, told = f"webinar {webinar.number}", [*_SLOT, "number"]
    if earlier.number != webinar.number:
        number += f", which was webinar {earlier.number},"
    if webinar.cancelled and not earlier.cancelled:
        reason = webinar.reason.pick(after.languages[0]) if webinar.reason else ""
        sentence = f"{number} is cancelled" + (f": {reason}" if reason else "")
        return _Event(webinar, sentence, was=_slot(before, earlier), told=[*told, *_STATUS])
    slots = _slot(before, earlier), _slot(after, webinar)
    if earlier.cancelled and not webinar.cancelled:
        sentence = f"{number} takes place after all, on {_day(webinar.starts)}"
        return _Event(webinar, sentence, now=slots[1], told=[*told, *_STATUS])
    how = _how(before, earlier, after, webinar)
    if webinar.starts != earlier.starts:
        to = _day(webinar.starts)
        if webinar.starts.date() == earlier.starts.date():
            to = f"{webinar.starts:%H:%M} on the same day"
        return _Event(webinar, f"{number} moves to {to}, {how}", *slots, alike=how, told=told)
    if how:
        return _Event(webinar, f"{number} {how}", *slots, told=told)
    if earlier.number != webinar.number:
        sentence = f"webinar {earlier.number} becomes webinar {webinar.number}"
        return _Event(webinar, sentence, told=["number"])
    return None


def _how(before: Series, earlier: Webinar, after: Series, webinar: Webinar) -> str:
    """Return how much later a webinar begins by the clock, and how much longer it really takes."""
    words, later = Phrases("en"), webinar.starts - earlier.starts
    longer = timedelta(minutes=after.minutes_of(webinar) - before.minutes_of(earlier))
    begins = f"{words.span(later)} {'later' if later.total_seconds() > 0 else 'earlier'}"
    takes = f"takes {words.span(longer)} {'longer' if longer.total_seconds() > 0 else 'less'}"
    return " and ".join(text for text, by in ((begins, later), (takes, longer)) if by)


def _day(moment: date) -> str:
    return f"{moment:%A} {moment.day} {moment:%B %Y}"


def _slot(series: Series, webinar: Webinar) -> str:
    words = Phrases("en", {series.zone: series.zone_name})
    starts, ends = (series.instant(moment) for moment in (webinar.starts, webinar.ends))
    return f"{words.slot(starts, ends)} {words.zone(series.zone)}"


def _affected(before: Series, after: Series, ids: set[str]) -> str:
    """Return the people affected by public changes of these webinars."""
    from sstc_cli.releases import (  # noqa: PLC0415 slow to load
        affected_words,
        changes_between,
        hosts_of,
        state_of,
    )

    was, now = (
        state_of(one.replaced(webinars=tuple(w for w in one.webinars if f"[{w.id}]" in ids)))
        for one in (before, after)
    )
    words = Phrases(after.languages[0] if "en" not in after.languages else "en")
    changes = changes_between(was, now, hosts=hosts_of(after))
    people = "; ".join(affected_words(one.affected, words) for one in changes.webinars)
    return "; ".join(dict.fromkeys(filter(None, people.split("; "))))


def _values(was: Node, now: Node, path: tuple[str, ...] = ()) -> Iterator[_Value]:
    """Yield the values that differ; items of lists are compared by their ids if they have some."""
    if was == now:
        return
    if not path or path[-1][0] != "[":  # an item that is new or gone is one change
        was, now = (
            Mapping() if one is None and isinstance(other, Mapping) else one
            for one, other in ((was, now), (now, was))
        )
    old, new = _parts(was), _parts(now)
    if old is None or new is None:
        yield _Value(path, *(None if side is None else _text(side) for side in (was, now)))
        return
    for step in dict.fromkeys([*old, *new]):
        yield from _values(old.get(step), new.get(step), (*path, step))


def _parts(node: Node) -> dict[str, Node] | None:
    """Return the values of a map by their keys, or the items of a list by their ids."""
    if isinstance(node, Mapping):
        return dict(node)
    items = [item for item in node if isinstance(item, Mapping)] if isinstance(node, Items) else []
    ids = [f"[{item.get('id')}]" for item in items]
    are_unlike = len(ids) == len({*ids}) == len(node or ()) and all("id" in item for item in items)
    return dict(zip(ids, items, strict=True)) if ids and are_unlike else None


def _text(node: Node) -> str:
    """Return a value in one line; of maps, only that they are there."""
    if isinstance(node, Items):
        return ", ".join(filter(None, map(_text, node)))
    return " ".join(node.split()) if isinstance(node, str) else ""
