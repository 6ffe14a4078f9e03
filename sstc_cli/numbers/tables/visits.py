"""What the people of a series tell beside those of its webinars.

The series counts each person once. So the people at all webinars are those of the series and those
who came again: whoever knows both knows these. And the people of the series who are not among those
of a webinar were not there.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sstc_cli.choices import By
from sstc_cli.numbers.matrix import WHOLE, Edge, Network
from sstc_cli.numbers.public_groups import REST
from sstc_cli.numbers.summary import NOT_STATED
from sstc_cli.numbers.tables.table import SERIES, Line, Scope, Table, Tables

STAGES = ("registered", "attended", "answered")
REGIONS = f"who.{By.REGION}"


def with_again(tables: Mapping[Scope, Tables]) -> Iterator[Table]:
    """Yield tables of the series with the visits of people who came again, which follow."""
    for id_ in ("reach", REGIONS):
        family = {scope: found[id_] for scope, found in tables.items() if id_ in found}
        if (series := family.pop(SERIES, None)) is None:
            continue
        visits = Counter[tuple[str, str]]()
        for table in family.values():
            for line in table.lines:
                places = ((line.key, column) for column in table.columns)
                visits.update(dict(zip(places, line.counts, strict=True)))
        yield series.with_lines(
            replace(line, left=tuple(
                visits[line.key, column] - count
                for column, count in zip(series.columns, line.counts, strict=True)
            ))
            for line in series.lines
        )  # fmt: skip


def enough_again(webinars: int, least: int) -> int:
    """Return how many repeated visits leave open whether they are of few people.

    At two webinars, each is of another person; at more, one person may have come again often.
    """
    return least if webinars <= 2 else 2 * (least - 1)


def tells_few(people: int, visits: Iterable[int], least: int) -> bool:
    """Return whether the people of a series tell how few came again, or were not at a webinar."""
    counts = [count for count in visits if count]
    few_stayed_away = any(0 < people - count < least for count in counts)
    return few_stayed_away or 0 < sum(counts) - people < enough_again(len(counts), least)


def stages_untold(
    now: Mapping[Scope, Tables], before: Mapping[Scope, Tables], least: int
) -> tuple[set[str], set[str]]:
    """Return the stages of which the series tells nothing new, and those of which it tells nothing.

    Those of the first kind have been published before, and stay as they were.
    """
    told = {line.key for line in _stages(before) if line.left}
    found = {*_untold(now, least), *_moved_by_few(now, before, least)}
    return found & told, found - told


def _stages(tables: Mapping[Scope, Tables]) -> tuple[Line, ...]:
    reach = tables.get(SERIES, {}).get("reach")
    return reach.lines if reach else ()


def _moved_by_few(
    now: Mapping[Scope, Tables], before: Mapping[Scope, Tables], least: int
) -> Iterator[str]:
    """Yield the stages to which a few visits have come of people who were counted before."""
    known = {line.key: line.left for line in _stages(before)}
    for line in _stages(now):
        moved = sum(_people(found, line.key) != _people(before.get(scope, {}), line.key)
                    for scope, found in now.items() if scope)  # fmt: skip
        for again, old in zip(line.left, known.get(line.key, ()), strict=False):
            if 0 < abs(again - old) < enough_again(moved + 1, least):  # each was at another before
                yield line.key


def with_stages(
    now: Mapping[Scope, Tables], before: Mapping[Scope, Tables], stay: Collection[str]
) -> Mapping[Scope, Tables]:
    """Return numbers of people of which those of the series `stay` as they were in some stages."""
    if not stay:
        return now
    old, series = {line.key: line for line in _stages(before)}, {**now[SERIES]}
    reach = series["reach"]
    lines = (old[line.key] if line.key in stay else line for line in reach.lines)
    series["reach"] = reach.with_lines(lines)
    if "answered" in stay and (answers := before[SERIES].get("answers")):
        series["answers"] = answers
    return {**now, SERIES: series}


def _untold(tables: Mapping[Scope, Tables], least: int) -> Iterator[str]:
    """Yield the stages of which the people of the series tell of few beside the webinars."""
    for stage in STAGES:
        people = {scope: _people(found, stage) for scope, found in tables.items()}
        named = {scope: n - _nameless(tables, stage, scope) for scope, n in people.items()}
        is_named = people[SERIES] - named[SERIES] >= least  # the others cannot be told from them
        for counts in (people, named) if is_named else (people,):
            if tells_few(counts[SERIES], (n for scope, n in counts.items() if scope), least):
                yield stage
                break


def _people(found: Tables, stage: str) -> int:
    people = found["reach"].value(stage) if "reach" in found else None
    return people if isinstance(people, int) else 0


def _nameless(tables: Mapping[Scope, Tables], stage: str, scope: Scope) -> int:
    """Return how many of the people are known by no name, so that each counts as another one."""
    if stage == "answered" and "answers" in tables[scope]:
        return sum(line.counts[0] for line in tables[scope]["answers"].lines
                   if line.key == "anonymous")  # fmt: skip
    visits = tables[SERIES].get("attendance")
    if stage != "attended" or visits is None or NOT_STATED not in visits.columns:
        return 0
    place = visits.columns.index(NOT_STATED)
    return sum(line.counts[place] for line in visits.lines
               if not scope or line.key == str(scope[0]))  # fmt: skip


def not_compared(reach: Table, stages: Collection[str]) -> Table:
    """Return the reach with which no later one is compared in some stages, as it was not told."""
    return reach.with_lines(
        replace(line, left=()) if line.key in stages else line for line in reach.lines
    )


def without_stages(table: Table, stages: Collection[str]) -> Table:
    """Return a table of the series without its people of some stages."""
    root = table.root
    if root == "answers" and "answered" in stages:
        return replace(table, lines=(), n=None)
    if root not in ("reach", "who", "attendance") or not stages:
        return table
    lines, known = [], Counter[str]()
    for line in table.lines:
        of = {"reach": [line.key], "who": table.columns}.get(root, ["attended"] * len(line.values))
        pairs = zip(of, line.values, strict=True)
        values = tuple(None if stage in stages else value for stage, value in pairs)
        n = None if root == "reach" and line.key in stages else line.n
        lines.append(replace(line, n=n, values=values))
        known.update({stage: n for stage, n in zip(of, values, strict=True) if isinstance(n, int)})
    n = table.n if root == "attendance" else max([table.least, *known.values()])
    return replace(table.with_lines(lines), n=n)


GroupCounts = Mapping[str, int]  # by group
_SERIES, _AGAIN, _ALL = "series", "again", "all"


@dataclass
class Visits:
    """The people of each group at each webinar, and in the `series`.

    If the series `stays`, its counts are published in any case. Those without a name are in the
    last row, and their numbers are known.
    """

    series: GroupCounts
    counts: Mapping[int, GroupCounts]
    least: int
    stays: bool = False
    nameless: Mapping[int, int] = field(default_factory=dict)
    network: Network = field(default_factory=Network)
    cells: dict[tuple[int, str], Edge] = field(default_factory=dict)
    places: dict[Edge, tuple[int, str]] = field(default_factory=dict)
    again: dict[str, Edge] = field(default_factory=dict)
    sums: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._connect()
        for place, edge in self.cells.items():
            if self._is_secret(*place):
                self._hide(edge)
        self._hide_until_safe()

    def count(self, webinar: int, group: str) -> int | None:
        """Return a count that can be published, or None; the series is webinar `WHOLE`."""
        edge = self.cells.get((webinar, group))
        if edge is None:
            return 0
        return edge.count if edge.published else None

    def _connect(self) -> None:
        """Connect the sums: all, webinars, groups, the series beside those who came again, all."""
        again, visits = dict.fromkeys(self.series, 0), 0
        for webinar, counts in self.counts.items():
            n = self.sums[webinar] = sum(counts.values())
            self.network.add(_ALL, ("at", webinar), n)
            for group, count in counts.items():
                self.cells[webinar, group] = self.network.add(("at", webinar), group, count)
                again[group] += count
                visits += count
        self.sums[WHOLE] = sum(self.series.values())
        for group, count in self.series.items():
            self.cells[WHOLE, group] = self.network.add(group, _SERIES, count)
            self.again[group] = self.network.add(group, _AGAIN, again[group] - count)
            self.again[group].bound(0, visits)
        self.network.add(_SERIES, _ALL, self.sums[WHOLE])
        self.network.add(_AGAIN, _ALL, visits - self.sums[WHOLE])
        self.places = {edge: place for place, edge in self.cells.items()}

    def _is_secret(self, webinar: int, group: str) -> bool:
        """Return whether a group is small, or everybody, or has few who were not there."""
        edge = self.cells[webinar, group]
        away = self.series.get(group, 0) - edge.count if edge.count and group != REST else 0
        is_alone = edge.count == self.sums[webinar] > 0 and not self._is_fixed(edge)
        return 0 < edge.count < self.least or 0 < away < self.least or is_alone

    def _secrets(self) -> Iterator[Edge]:
        yield from (edge for place, edge in self.cells.items() if self._is_secret(*place))
        yield from (edge for group, edge in self.again.items()
                    if 0 < edge.count < self.least and group != REST)  # fmt: skip

    def _hide(self, edge: Edge) -> None:
        """Hide a count. Nobody hides in a group at a webinar who is counted in the series."""
        webinar, group = self.places[edge]
        edge.bound(*self._bounds(webinar, group))
        for at in self.counts if webinar == WHOLE else ():
            self.cells[at, group].bound(*self._bounds(at, group))

    def _bounds(self, webinar: int, group: str) -> tuple[int, int]:
        """Return what a reader knows of a hidden count."""
        known, all_known = (
            self.nameless.get(at, 0) if group == REST else 0 for at in (webinar, WHOLE)
        )
        whole = self.cells[WHOLE, group]
        if whole.published and webinar != WHOLE:
            return known, known + whole.count - all_known
        return known, sum(self.sums.values())

    def _is_fixed(self, edge: Edge) -> bool:
        return self.stays and edge.end == _SERIES

    def _hide_until_safe(self) -> None:
        """Hide more until each small count could have as many other values as the least count."""
        secrets = [*self._secrets()]
        hopeless: set[Edge] = set()
        while exposed := next(
            (edge for edge in secrets if edge not in hopeless
             and sum(self.network.room(edge, self.least)) < self.least), None
        ):  # fmt: skip
            more = self.network.to_hide(exposed, self.least, self._price)
            for edge in more:
                self._hide(edge)
            if all(edge.published for edge in more):  # nothing can protect it
                hopeless.add(exposed)

    def _price(self, edge: Edge) -> float:
        """Return how much readers lose with a count; sums are known in any case.

        A group that nobody in the series is in has nobody at a webinar either.
        """
        place = self.places.get(edge)
        if place is None or self._is_fixed(edge) or not self.cells[WHOLE, place[1]].high:
            return float("inf")
        low, high = self._bounds(*place)
        if low == high:
            return float("inf")
        return 1.0 + edge.count
