"""Counts of people who registered, attended and answered, without what reveals few of them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from sstc_cli.model.publish import Publish
from sstc_cli.numbers.breakdown import NOT_STATED
from sstc_cli.numbers.places import REST
from sstc_cli.numbers.publication.matrix import WHOLE, Matrix
from sstc_cli.numbers.publication.visits import Visits
from sstc_cli.numbers.remainders import Counts
from sstc_cli.numbers.tables.table import SERIES, Line, Table

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
    (people,) = counts_of(line)
    shown = _shown(people, publish)
    return replace(line, n=shown, values=(shown,))


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
                n=_shown(line.n or 0, publish),
                values=tuple(matrix.count(int(line.key), column) for column in table.columns),
            )
            for line in table.lines
        )
        found[scope] = replace(table, lines=lines)
    return found


def public_participants(family: Family, publish: Publish) -> dict[Scope, Table]:
    """Return the people of each group; small groups are counted together."""
    return together(family, _without_small(family[SERIES], publish), publish)


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
        scope: replace(table, lines=tuple(
            Line(row, None, tuple(shown[column].count(scope[0] if scope else WHOLE, row)
                                  for column in table.columns))
            for row in rows if any(sums[scope].get((column, row)) for column in table.columns)
        ))
        for scope, table in family.items()
    }  # fmt: skip


def _sums(table: Table, row_of: Mapping[str, str]) -> Mapping[tuple[str, str], int]:
    """Return the people of each column and row."""
    found: Counter[tuple[str, str]] = Counter()
    for line in table.lines:
        for column, count in zip(table.columns, counts_of(line), strict=True):
            found[column, row_of[line.key]] += count
    return found


def _without_small(table: Table, publish: Publish) -> dict[str, str]:
    """Return the row of each group: those that are small everywhere are counted together."""
    return {
        line.key: REST
        if line.key in _NO_GROUP or max(counts_of(line)) < publish.least
        else line.key
        for line in table.lines
    }


def counts_of(line: Line) -> Counts:
    """Return the people in each column of a line."""
    return tuple(value if isinstance(value, int) else 0 for value in line.values)
