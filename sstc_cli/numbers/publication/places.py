"""The people from each place: of the series in detail, of single webinars by region."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import compress

from sstc_cli.model.publish import Publish
from sstc_cli.numbers.breakdown import OTHERS, PLACES, By
from sstc_cli.numbers.places import LEVELS, Places
from sstc_cli.numbers.public_groups import row_name
from sstc_cli.numbers.publication.people import counts_of, together
from sstc_cli.numbers.tables.table import SERIES, Line, Table

Scope = tuple[int, ...]
Tables = Mapping[Scope, Mapping[str, Table]]
_COUNTRIES, _REGIONS = f"who.{By.COUNTRY}", f"who.{By.REGION}"


def public_places(exact: Tables, publish: Publish) -> Iterator[tuple[Scope, Table]]:
    """Yield the people from each place: small ones are counted with the place around them.

    The tables of the series share one tree, so that nobody can subtract one from another. Those of
    single webinars have its regions alone, because smaller places could be subtracted too. Those of
    countries on lists overlap with regions, and are in round numbers.
    """
    if _COUNTRIES not in exact[SERIES]:
        return
    countries, known, places = _tree_of(exact[SERIES][_COUNTRIES], publish)
    for scope, tables in exact.items():
        same = _COUNTRIES in tables and tables[_COUNTRIES].lines == countries.lines
        for table in tables.values():
            if not table.id.startswith("who.") or table.by not in PLACES:
                continue
            if scope == SERIES or same:
                rows = _rows if table.by in LEVELS else _listed
                yield scope, rows(table, places, known)
    yield from _regions(exact, places, publish)


def _tree_of(countries: Table, publish: Publish) -> tuple[Table, Sequence[bool], Places]:
    """Return the places of the series, and which stages anybody is known to be in."""
    known = [any(line.values[place] for line in countries.lines)
             for place in range(len(countries.columns))]  # fmt: skip
    sums = {line.key: tuple(compress(counts_of(line), known)) for line in countries.lines}
    return countries, known, Places(sums, publish.least)


def _rows(table: Table, places: Places, known: Sequence[bool]) -> Table:
    assert table.by is not None  # noqa: S101 the caller has chosen tables of places
    rows = places.rows(table.by).items()
    lines = (Line(row_name(places, table.by, row), None, _spread(counts, known))
             for row, counts in rows)  # fmt: skip
    return replace(table, lines=tuple(lines))


def _regions(exact: Tables, places: Places, publish: Publish) -> Iterator[tuple[Scope, Table]]:
    """Yield the regions of each webinar, if they are not all of those of the series."""
    family = {scope: tables[_COUNTRIES] for scope, tables in exact.items() if _COUNTRIES in tables}
    row_of = {
        line.key: row_name(places, By.REGION, places.row(By.REGION, line.key))
        for line in family[SERIES].lines
    }
    for scope, table in together(family, row_of, publish, stays=True).items():
        if scope and _REGIONS in exact[scope] and family[scope].lines != family[SERIES].lines:
            yield scope, replace(exact[scope][_REGIONS], columns=table.columns, lines=table.lines)


def _spread(counts: Sequence[int], known: Sequence[bool]) -> tuple[int, ...]:
    """Return counts at their places among the columns; nobody is in the others."""
    left = iter(counts)
    return tuple(next(left) if is_known else 0 for is_known in known)


def _listed(table: Table, places: Places, known: Sequence[bool]) -> Table:
    """Return the people from countries on a list, and all others, in round numbers."""
    assert table.by is not None  # noqa: S101 the caller has chosen tables of places
    shown = iter([
        places.listed(table.by, stage) for stage in range(sum(known))
    ])  # fmt: skip
    columns = [next(shown) if is_known else {} for is_known in known]
    lines = (
        Line(line.key, None, tuple(column.get(line.key, 0) for column in columns))
        for line in table.lines
        if line.key in (str(table.by), OTHERS)
    )
    return replace(table, lines=tuple(lines))
