"""Counts of people who registered, attended and answered, without what reveals few of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import compress

from sstc_cli.model.publish import Publish, nearest
from sstc_cli.numbers.breakdown import NOT_STATED, OTHERS, By
from sstc_cli.numbers.hiding import hide
from sstc_cli.numbers.places import LEVELS, LIST_BASE, REST, Places
from sstc_cli.numbers.public_groups import row_name
from sstc_cli.numbers.public_shares import bound, public_shares
from sstc_cli.numbers.publication.matrix import WHOLE, Matrix
from sstc_cli.numbers.remainders import ROOT, Counts, Part, Tree, added
from sstc_cli.numbers.statistics import Share, Shown
from sstc_cli.numbers.tables.table import Line, Table, Value

Scope = tuple[int, ...]
Family = Mapping[Scope, Table]
_NO_GROUP = (NOT_STATED, "other", "undisclosed")


def public_reach(family: Family, publish: Publish) -> dict[Scope, Table]:
    """Return the people of each stage."""
    return {
        scope: replace(table, lines=tuple(_stage(line, publish) for line in table.lines))
        for scope, table in family.items()
    }


def _stage(line: Line, publish: Publish) -> Line:
    (people,) = _counts(line)
    shown = None if 0 < people < publish.least else publish.rounded(people)
    return replace(line, n=shown, values=(shown,))


def public_funnel(family: Family, publish: Publish) -> dict[Scope, Table]:
    """Return the shares of those who went on to the next stage."""
    return {
        scope: replace(
            table,
            lines=tuple(
                replace(line, values=(_part(line.values[0], publish),)) for line in table.lines
            ),
        )
        for scope, table in family.items()
    }


def _part(value: Value, publish: Publish) -> Value:
    """Return a share if both of its sides are large, or else a bound."""
    if not isinstance(value, Share):
        return value
    if min(value.count, value.n - value.count) >= publish.least and value.n >= publish.rate:
        return value
    return bound(value.count, value.n, publish) if value.n >= publish.rate else None


def public_attendance(family: Family, publish: Publish) -> dict[Scope, Table]:
    """Return newcomers and others at each webinar; everybody is a newcomer once in the series."""
    found = {}
    for scope, table in family.items():
        counts = {
            int(line.key): {
                column: value
                for column, value in zip(table.columns, line.values, strict=True)
                if isinstance(value, int)
            }
            for line in table.lines
        }
        matrix = Matrix(counts, (), publish.replaced(rate=publish.least), of_opinions=False)
        lines = tuple(
            replace(
                line,
                values=tuple(matrix.count(int(line.key), column) for column in table.columns),
            )
            for line in table.lines
        )
        found[scope] = replace(table, lines=lines)
    return found


def public_participants(family: Family, publish: Publish) -> dict[Scope, Table]:
    """Return the people of each group; small groups are counted together."""
    return {scope: _participants(table, publish) for scope, table in family.items()}


def public_places(countries: Table, tables: Iterable[Table], publish: Publish) -> Iterator[Table]:
    """Yield the people from each place: small ones are counted with the place around them.

    The tables share one tree, so that nobody can subtract one from another. Those of countries on
    lists overlap with it, and are in round numbers.
    """
    known = [any(line.values[place] for line in countries.lines)
             for place in range(len(countries.columns))]  # fmt: skip
    sums = {line.key: tuple(compress(_counts(line), known)) for line in countries.lines}
    places = Places(sums, publish.least)
    for table in tables:
        if table.by in LEVELS:
            rows = places.rows(table.by).items()
            lines = (Line(row_name(places, table.by, row), None, _spread(counts, known))
                     for row, counts in rows)  # fmt: skip
            yield replace(table, lines=tuple(lines))
        elif table.by in (By.LDC, By.LLDC, By.SIDS):
            yield _listed(table, publish)


def _participants(table: Table, publish: Publish) -> Table:
    merged = _without_small(table, publish)
    columns = []
    for place in range(len(table.columns)):
        counts = {key: values[place] for key, values in merged.items()}
        hidden = hide(counts, publish.least).cells
        columns.append({key: None if key in hidden else n for key, n in counts.items()})
    lines = tuple(Line(key, None, tuple(column[key] for column in columns)) for key in merged)
    return replace(table, lines=lines)


def _without_small(table: Table, publish: Publish) -> dict[str, Counts]:
    """Return the groups, with those that are small everywhere counted together."""
    found: dict[str, Counts] = {}
    for line in table.lines:
        values = _counts(line)
        is_small = max(values) < publish.least or line.key in _NO_GROUP
        key = REST if is_small else line.key
        found[key] = added([values, *([found[key]] if key in found else [])])
    return dict(sorted(found.items(), key=lambda item: item[0] == REST))


def _counts(line: Line) -> Counts:
    return tuple(value if isinstance(value, int) else 0 for value in line.values)


def _spread(counts: Counts, known: Sequence[bool]) -> tuple[int, ...]:
    """Return counts at their places among the columns; nobody is in the others."""
    left = iter(counts)
    return tuple(next(left) if is_known else 0 for is_known in known)


def _listed(table: Table, publish: Publish) -> Table:
    """Return the people from countries on a list, and all others, in round numbers."""
    lines = [line for line in table.lines if line.key in (str(table.by), OTHERS)]
    shown = (
        Line(line.key, None, tuple(_rounded(count, publish) for count in _counts(line)))
        for line in lines
    )
    return replace(table, lines=tuple(shown))


def _rounded(count: int, publish: Publish) -> int | None:
    rounded = nearest(count, LIST_BASE)
    return rounded if not count or (count >= publish.least and rounded) else None


def public_rates(family: Family, publish: Publish) -> dict[Scope, Table]:
    """Return response rates, of groups together with that of all."""
    if any(table.by for table in family.values()):
        return {scope: _group_rates(table, publish) for scope, table in family.items()}
    shares = {scope: table.lines[0].values[0] for scope, table in family.items()}
    counts = {
        scope[0]: {"yes": share.count, "no": share.n - share.count}
        for scope, share in shares.items()
        if scope and isinstance(share, Share) and share.count <= share.n
    }
    matrix = Matrix(counts, ("yes",), publish) if counts else None
    found = {}
    for scope, table in family.items():
        exact = shares[scope]
        number = scope[0] if scope else WHOLE
        shown = matrix.best(number) if matrix and (number in counts or not scope) else None
        value = exact if isinstance(shown, Share) and isinstance(exact, Share) else shown
        found[scope] = replace(table, lines=(replace(table.lines[0], values=(value,)),))
    return found


def _group_rates(table: Table, publish: Publish) -> Table:
    """Return the response rates of groups, as far as none reveals another one."""
    shares = {line.key: line.values[0] for line in table.lines}
    counts = {
        key: (share.count, share.n - share.count)
        for key, share in shares.items()
        if isinstance(share, Share) and share.count <= share.n
    }
    if not counts:
        return replace(table, lines=())
    whole = tuple(map(sum, zip(*counts.values(), strict=True)))
    tree = Tree(whole, {key: Part(ROOT, found) for key, found in counts.items()}, publish.least)
    tree.publish(sorted(counts, key=lambda key: (-sum(counts[key]), key)))
    named = [key for key in counts if key != NOT_STATED]
    effects = {key: share.effect for key, share in shares.items() if isinstance(share, Share)}
    found = public_shares(tree, None, named, publish, effects)
    lines = tuple(
        replace(line, n=_n(found[line.key]), values=(_as(line.values[0], found[line.key]),))
        for line in table.lines
        if found.get(line.key) is not None
    )
    return replace(table, lines=lines)


def _n(shown: Shown) -> int | None:
    return shown.n if shown else None


def _as(exact: Value, shown: Shown) -> Shown:
    """Return the complete share, with its interval, if the public one is the same."""
    same = isinstance(shown, Share) and isinstance(exact, Share) and exact.count == shown.count
    return exact if same and isinstance(exact, Share) else shown
