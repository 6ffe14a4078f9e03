"""The public counts of people by stage, group and place, at every webinar and in the series."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import compress

from sstc_cli.choices import By
from sstc_cli.model.survey import Publish
from sstc_cli.numbers.matrix import WHOLE, Matrix
from sstc_cli.numbers.public_groups import LEVELS, REST, Places, row_name
from sstc_cli.numbers.summary import FIRST_TIME, NOT_STATED, OTHERS, PLACES, RETURNING
from sstc_cli.numbers.tables.table import SERIES, Family, Line, Scope, Table, Tables
from sstc_cli.numbers.tables.visits import REGIONS, GroupCounts, Visits, tells_few

_NO_GROUP = (NOT_STATED, "other", "undisclosed")


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
        limits, also = publish.replaced(rate=publish.least), {*_telling(counts, publish.least)}
        new, known = (FIRST_TIME, NOT_STATED), _told_visits(counts)
        matrix = Matrix(counts, new, limits, of_opinions=False, also=also, known=known)
        lines = []
        for line in table.lines:
            values = tuple(matrix.count(int(line.key), column) for column in table.columns)
            lines.append(replace(line, values=values))
        found[scope] = table.with_lines(lines)
    return found


def _told_visits(
    counts: Mapping[int, GroupCounts],
) -> Mapping[tuple[int, str | bool], tuple[int, int]]:
    """Return what readers know of those who were new at each webinar and in all, and of others.

    The reach has all people of the series, and so all who came again. Nobody can come again to the
    first webinar.
    """
    sums = {at: sum(found.values()) for at, found in counts.items()}
    again = sum(found.get(RETURNING, 0) for found in counts.values())
    people = sum(sums.values()) - again
    found: dict[tuple[int, str | bool], tuple[int, int]] = {
        (at, is_new): (0, n) for at, n in sums.items() for is_new in (True, False)
    }
    found[WHOLE, True] = people, people
    found[WHOLE, False] = again, again
    found |= {(at, RETURNING): (0, 0) for at in [*counts][:1] if counts[at].get(RETURNING) == 0}
    return found


def _telling(counts: Mapping[int, GroupCounts], least: int) -> Iterator[int]:
    """Yield the webinars up to which the newcomers, who are all people so far, tell of few.

    The people so far also follow from those who came later.
    """
    for also in (NOT_STATED, ""):
        people, visits, is_told = 0, list[int](), False
        for webinar, found in counts.items():
            people += found.get(FIRST_TIME, 0) + found.get(also, 0)
            visits.append(sum(found.get(group, 0) for group in (FIRST_TIME, RETURNING, also)))
            was_told, is_told = is_told, tells_few(people, visits, least)
            if is_told or was_told:
                yield webinar


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
            publish.least, stays, _nameless(family, column, publish.least),
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


def _nameless(family: Family, column: str, least: int) -> dict[int, int]:
    """Return how many people without a name are in the last row, at each webinar and in all.

    They follow from other tables, unless few are hidden there.
    """
    found = {}
    for scope, table in family.items():
        left = next((line.left for line in table.lines if line.key == NOT_STATED), ())
        of = dict(zip(table.columns, left, strict=False))
        found[scope[0] if scope else WHOLE] = of.get(column, 0)
    return {} if any(0 < people < least for people in found.values()) else found


def _sums(table: Table, row_of: Mapping[str, str]) -> Mapping[tuple[str, str], int]:
    found: Counter[tuple[str, str]] = Counter()
    for line in table.lines:
        for column, count in zip(table.columns, line.counts, strict=True):
            found[column, row_of.get(line.key, REST)] += count
    return found


_COUNTRIES = f"who.{By.COUNTRY}"


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
        if scope and REGIONS in exact[scope] and family[scope].lines != family[SERIES].lines:
            yield scope, replace(exact[scope][REGIONS], columns=table.columns, lines=table.lines)


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
