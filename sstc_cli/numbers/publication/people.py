"""Counts of people who registered, attended and answered, without what reveals few of them."""

from collections.abc import Mapping
from dataclasses import replace

from sstc_cli.model.publish import Publish, nearest
from sstc_cli.numbers.breakdown import NOT_STATED, OTHERS, PLACES, By
from sstc_cli.numbers.hiding import hide
from sstc_cli.numbers.places import LIST_BASE, REST, Places
from sstc_cli.numbers.public_groups import row_name
from sstc_cli.numbers.public_shares import bound, public_shares
from sstc_cli.numbers.publication.matrix import WHOLE, Matrix
from sstc_cli.numbers.remainders import ROOT, Part, Tree
from sstc_cli.numbers.statistics import Share, Shown
from sstc_cli.numbers.tables.table import Line, Table, Value

Scope = tuple[int, ...]
Family = Mapping[Scope, Table]


def public_reach(family: Family, publish: Publish) -> dict[Scope, Table]:
    """Return the people of each stage, and the shares of those who went on."""
    return {
        scope: replace(table, lines=tuple(_stage(line, publish) for line in table.lines))
        for scope, table in family.items()
    }


def _stage(line: Line, publish: Publish) -> Line:
    people, share = line.values
    few = isinstance(people, int) and 0 < people < publish.least
    shown = None if few or not isinstance(people, int) else publish.rounded(people)
    return replace(line, n=shown, values=(shown, _part(share, publish)))


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
        matrix = Matrix(counts, (), publish.replaced(rate=publish.least))
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
    """Return the people of each group; of places, small ones are counted with their region."""
    return {scope: _participants(table, publish) for scope, table in family.items()}


def _participants(table: Table, publish: Publish) -> Table:
    by = table.by
    if by in (By.LDC, By.LLDC, By.SIDS):
        return _listed(table, publish)
    merged = _merged(table, publish) if by in PLACES else _without_small(table, publish)
    columns = []
    for place in range(len(table.columns)):
        counts = {key: values[place] for key, values in merged.items()}
        hidden = hide(counts, publish.least).cells
        columns.append({key: None if key in hidden else n for key, n in counts.items()})
    lines = tuple(Line(key, None, tuple(column[key] for column in columns)) for key in merged)
    return replace(table, lines=lines)


def _without_small(table: Table, publish: Publish) -> dict[str, tuple[int, ...]]:
    """Return the groups, with those that are small everywhere counted together."""
    found: dict[str, tuple[int, ...]] = {}
    for line in table.lines:
        values = tuple(value if isinstance(value, int) else 0 for value in line.values)
        is_small = max(values) < publish.least or line.key in (NOT_STATED, "other", "undisclosed")
        key = REST if is_small else line.key
        before = found.get(key, (0,) * len(values))
        found[key] = tuple(map(sum, zip(before, values, strict=True)))
    return dict(sorted(found.items(), key=lambda item: item[0] == REST))


def _merged(table: Table, publish: Publish) -> dict[str, tuple[int, ...]]:
    """Return places of enough people: countries in their sub-region, these in their region."""
    if table.by is not By.COUNTRY:
        return _without_small(table, publish)
    places = Places({line.key: _largest(line) for line in table.lines}, publish.least)
    found: dict[str, tuple[int, ...]] = {}
    for line in table.lines:
        key = row_name(places, By.COUNTRY, places.row(By.COUNTRY, line.key))
        values = tuple(value if isinstance(value, int) else 0 for value in line.values)
        before = found.get(key, (0,) * len(values))
        found[key] = tuple(map(sum, zip(before, values, strict=True)))
    return dict(sorted(found.items(), key=lambda item: (item[0] == REST, -max(item[1]), item[0])))


def _largest(line: Line) -> int:
    return max((value for value in line.values if isinstance(value, int)), default=0)


def _listed(table: Table, publish: Publish) -> Table:
    """Return the people from countries on a list in round numbers, because lists overlap."""
    lines = {line.key: line for line in table.lines}
    keys = [key for key in (str(table.by), OTHERS) if key in lines]
    values = [tuple(_rounded(value, publish) for value in lines[key].values) for key in keys]
    shown = tuple(Line(key, None, found) for key, found in zip(keys, values, strict=True))
    return replace(table, lines=shown)


def _rounded(value: Value, publish: Publish) -> int | None:
    count = value if isinstance(value, int) else 0
    rounded = nearest(count, LIST_BASE)
    return rounded if count >= publish.least and rounded else None


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
    found = public_shares(tree, None, [key for key in counts if key != NOT_STATED], publish)
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
