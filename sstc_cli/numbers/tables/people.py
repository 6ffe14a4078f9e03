"""The public counts of people by group and place, at every webinar and in the series.

The series counts each person once. So the people at all webinars are those of the series and those
who came again. If nobody did, whoever knows the series and all webinars but one knows that one too.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress

from sstc_cli.choices import By
from sstc_cli.model.survey import Publish
from sstc_cli.numbers.matrix import WHOLE, Edge, Matrix, Network
from sstc_cli.numbers.public_groups import LEVELS, REST, Places, row_name
from sstc_cli.numbers.summary import NOT_STATED, OTHERS, PLACES
from sstc_cli.numbers.tables.table import SERIES, Family, Line, Scope, Table, Tables

GroupCounts = Mapping[str, int]  # by group
_SERIES, _AGAIN, _ALL = "series", "again", "all"


@dataclass
class Visits:
    """The people of each group at each webinar, and in the `series`.

    If the series `stays`, its counts are published in any case.
    """

    series: GroupCounts
    counts: Mapping[int, GroupCounts]
    least: int
    stays: bool = False
    network: Network = field(default_factory=Network)
    cells: dict[tuple[int, str], Edge] = field(default_factory=dict)
    sums: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._connect()
        for (webinar, group), edge in self.cells.items():
            if 0 < edge.count < self.least or self._is_alone(webinar, edge):
                self._hide(group, edge)
        self._hide_until_safe()

    def count(self, webinar: int, group: str) -> int | None:
        """Return a count that can be published, or None; the series is webinar `WHOLE`."""
        edge = self.cells.get((webinar, group))
        if edge is None:
            return 0
        return edge.count if edge.published and self.sums[webinar] >= self.least else None

    def _connect(self) -> None:
        """Connect the sums: all, webinars, groups, the series beside those who came again, all."""
        again, visits = dict.fromkeys(self.series, 0), 0
        for webinar, counts in self.counts.items():
            n = self.sums[webinar] = sum(counts.values())
            whole = self.network.add(_ALL, ("at", webinar), n)
            if n < self.least:
                whole.bound(0, self.least - 1)
            for group, count in counts.items():
                self.cells[webinar, group] = self.network.add(("at", webinar), group, count)
                again[group] += count
                visits += count
        self.sums[WHOLE] = sum(self.series.values())
        for group, count in self.series.items():
            self.cells[WHOLE, group] = self.network.add(group, _SERIES, count)
            self.network.add(group, _AGAIN, again[group] - count).bound(0, visits)
        self.network.add(_SERIES, _ALL, self.sums[WHOLE])
        self.network.add(_AGAIN, _ALL, visits - self.sums[WHOLE])

    def _is_alone(self, webinar: int, edge: Edge) -> bool:
        return edge.count == self.sums[webinar] > 0 and not self._is_fixed(edge)

    def _hide(self, group: str, edge: Edge) -> None:
        """Hide a count. Nobody hides in a group at a webinar who is counted in the series."""
        most = sum(self.sums.values())
        if edge.end == _SERIES:
            for at in (at for at, of in self.cells if of == group):
                self.cells[at, group].bound(0, most)
        else:
            whole = self.cells[WHOLE, group]
            edge.bound(0, whole.count if whole.published else most)

    def _is_fixed(self, edge: Edge) -> bool:
        return self.stays and edge.end == _SERIES

    def _hide_until_safe(self) -> None:
        """Hide more until each small count could have as many other values as the least count."""
        secrets = [edge for (at, _), edge in self.cells.items()
                   if 0 < edge.count < self.least or self._is_alone(at, edge)]  # fmt: skip
        hopeless: set[Edge] = set()
        while exposed := next(
            (edge for edge in secrets if edge not in hopeless
             and sum(self.network.room(edge, self.least)) < self.least), None
        ):  # fmt: skip
            more = self.network.to_hide(exposed, self.least, self._price)
            for edge in more:
                self._hide(str(edge.start if edge.end == _SERIES else edge.end), edge)
            if all(edge.published for edge in more):  # nothing can protect it
                hopeless.add(exposed)

    def _price(self, edge: Edge) -> float:
        """Return how much readers lose with a count; sums are known in any case.

        A group that nobody in the series is in has nobody at a webinar either.
        """
        whole = self.cells.get((WHOLE, str(edge.end)))
        is_cell = edge.end == _SERIES or whole is not None
        if not is_cell or self._is_fixed(edge) or (whole is not None and not whole.high):
            return float("inf")
        return 1.0 + edge.count


_NO_GROUP = (NOT_STATED, "other", "undisclosed")


def public_reach(family: Family, publish: Publish) -> dict[Scope, Table]:
    """Return the people of each stage, unless they are few."""

    def stage(line: Line) -> Line:
        shown = _shown(line.counts[0], publish)
        return replace(line, n=shown, values=(shown,))

    return {scope: table.with_lines(map(stage, table.lines)) for scope, table in family.items()}


def _shown(people: int, publish: Publish) -> int | None:
    return None if 0 < people < publish.least else people


def public_answers(family: Family, publish: Publish) -> dict[Scope, Table]:
    """Return people and anonymous answers; those of no webinar if few are at one of them."""
    few = {scope for scope, table in family.items()
           if any(0 < (line.n or 0) < publish.least for line in table.lines)}  # fmt: skip
    hidden = few if few <= {SERIES} else few | {*family} - {SERIES}
    return {
        scope: replace(table, lines=(), n=None) if scope in hidden else table
        for scope, table in family.items()
    }


def public_attendance(family: Family, publish: Publish) -> dict[Scope, Table]:
    """Return newcomers and others at each webinar; everybody is a newcomer once in the series."""
    found = {}
    for scope, table in family.items():
        counts = {
            int(line.key): dict(zip(table.columns, line.counts, strict=True))
            for line in table.lines
        }
        matrix = Matrix(counts, (), publish.replaced(rate=publish.least), of_opinions=False)
        lines = []
        for line in table.lines:
            values = tuple(matrix.count(int(line.key), column) for column in table.columns)
            lines.append(replace(line, n=_shown(line.n or 0, publish), values=values))
        found[scope] = table.with_lines(lines)
    return found


def public_participants(family: Family, publish: Publish) -> dict[Scope, Table]:
    """Return the people of each group; those that are small everywhere are counted together."""
    row_of = {
        line.key: REST if line.key in _NO_GROUP or max(line.counts) < publish.least else line.key
        for line in family[SERIES].lines
    }
    return together(family, row_of, publish)


def rows_of(now: Table, shown: Table | None) -> dict[str, str]:
    """Return the row of each group in a table that was published."""
    known = [line.key for line in shown.lines] if shown else []
    return {line.key: line.key if line.key in known else REST for line in now.lines}


def in_rows(table: Table, row_of: Mapping[str, str]) -> Table:
    """Return a table of groups by row."""
    sums, rows = _sums(table, row_of), sorted({*row_of.values()}, key=lambda row: row == REST)
    return table.with_lines(
        Line(row, None, tuple(sums.get((column, row), 0) for column in table.columns))
        for row in rows if any(sums.get((column, row)) for column in table.columns)
    )  # fmt: skip


def together(
    family: Family, row_of: Mapping[str, str], publish: Publish, *, stays: bool = False
) -> dict[Scope, Table]:
    """Return the people of each row, of the series and of all webinars at once."""
    rows = sorted(dict.fromkeys(row_of.values()), key=lambda row: row == REST)
    sums = {scope: _sums(table, row_of) for scope, table in family.items()}
    shown = {
        column: Visits(
            {row: sums[SERIES].get((column, row), 0) for row in rows},
            {scope[0]: {row: found.get((column, row), 0) for row in rows}
             for scope, found in sums.items() if scope and column in family[scope].columns},
            publish.least, stays,
        )
        for column in family[SERIES].columns
    }  # fmt: skip
    return {
        scope: table.with_lines(
            Line(row, None, tuple(shown[column].count(scope[0] if scope else WHOLE, row)
                                  for column in table.columns))
            for row in rows if any(sums[scope].get((column, row)) for column in table.columns)
        )
        for scope, table in family.items()
    }  # fmt: skip


def _sums(table: Table, row_of: Mapping[str, str]) -> Mapping[tuple[str, str], int]:
    found: Counter[tuple[str, str]] = Counter()
    for line in table.lines:
        for column, count in zip(table.columns, line.counts, strict=True):
            found[column, row_of.get(line.key, REST)] += count
    return found


_COUNTRIES, _REGIONS = f"who.{By.COUNTRY}", f"who.{By.REGION}"


def public_places(exact: Mapping[Scope, Tables], publish: Publish) -> Iterator[tuple[Scope, Table]]:
    """Yield the people from each place: small ones are counted with the place around them.

    The tables of the series share one tree, so that nobody can subtract one from another. Those of
    single webinars have its regions alone, because smaller places could be subtracted too. Those of
    countries on lists overlap with regions, and are in round numbers.
    """
    if _COUNTRIES not in exact[SERIES]:
        return
    countries = exact[SERIES][_COUNTRIES]
    # the stages that anybody is known to be in
    known = [any(line.values[place] for line in countries.lines)
             for place in range(len(countries.columns))]  # fmt: skip
    sums = {line.key: tuple(compress(line.counts, known)) for line in countries.lines}
    places = Places(sums, publish.least)
    for scope, tables in exact.items():
        same = _COUNTRIES in tables and tables[_COUNTRIES].lines == countries.lines
        for table in tables.values():
            if table.root != "who" or table.by not in PLACES:
                continue
            if scope == SERIES or same:
                rows = _rows if table.by in LEVELS else _listed
                yield scope, rows(table, places, known)
    yield from _regions(exact, places, publish)


def _rows(table: Table, places: Places, known: Sequence[bool]) -> Table:
    """Return a row for each place; nobody is in the stages that are not known."""
    assert table.by is not None  # noqa: S101 the caller has chosen tables of places
    lines = []
    for row, counts in places.rows(table.by).items():
        left = iter(counts)
        values = tuple(next(left) if is_known else 0 for is_known in known)
        lines.append(Line(row_name(places, table.by, row), None, values))
    return table.with_lines(lines)


def _regions(
    exact: Mapping[Scope, Tables], places: Places, publish: Publish
) -> Iterator[tuple[Scope, Table]]:
    """Yield the regions of each webinar, if they are not all of those of the series."""
    family = {scope: tables[_COUNTRIES] for scope, tables in exact.items() if _COUNTRIES in tables}
    row_of = {
        line.key: row_name(places, By.REGION, places.row(By.REGION, line.key))
        for line in family[SERIES].lines
    }
    for scope, table in together(family, row_of, publish, stays=True).items():
        if scope and _REGIONS in exact[scope] and family[scope].lines != family[SERIES].lines:
            yield scope, replace(exact[scope][_REGIONS], columns=table.columns, lines=table.lines)


def _listed(table: Table, places: Places, known: Sequence[bool]) -> Table:
    """Return the people from countries on a list, and all others, in round numbers."""
    assert table.by is not None  # noqa: S101 the caller has chosen tables of places
    shown = (places.listed(table.by, stage) for stage in range(sum(known)))
    columns = [next(shown) if is_known else {} for is_known in known]
    lines = (
        Line(line.key, None, tuple(column.get(line.key, 0) for column in columns))
        for line in table.lines
        if line.key in (str(table.by), OTHERS)
    )
    return table.with_lines(lines)
