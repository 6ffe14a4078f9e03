"""What columns have by their cells: dates below no header, and weekdays below *Day*."""

from dataclasses import replace

from sstc_cli.planning.foreign.column import Column, How
from sstc_cli.planning.foreign.facts import WHEN, Fact
from sstc_cli.planning.foreign.headers.columns import columns_of, with_suggestion
from sstc_cli.planning.foreign.spelling.parts import Parts, parts_of
from sstc_cli.planning.foreign.table import Table

_LOOKED_AT = 40  # rows below the headers
_MOST = 0.8  # of the cells


def with_one_date(table: Table) -> Table:
    """Return a table in which a column such as *Day* is no date if another one has the dates.

    It has weekdays, or something else.
    """
    dates = [column for column in table.columns if column.fact is Fact.DATE or _is_day(column)]
    if len(dates) < 2:
        return table
    best = max(dates, key=lambda column: _dated(table, column))
    changed = []
    for column in table.columns:
        if column is best:
            changed.append(replace(column, fact=Fact.DATE, how=How.EXACT))
        elif column in dates:
            fact = Fact.WEEKDAY if _has_weekdays(table, column) else None
            changed.append(replace(column, fact=fact, how=How.EXACT if fact else How.REPEATED))
        else:
            changed.append(column)
    return replace(table, columns=tuple(changed))


def inferred(table: Table) -> Table:
    """Return a table with suggestions, and with a column of dates or times found by its cells.

    That is one without a header that is known, if no other column has the fact.
    """
    columns = [with_suggestion(column) for column in table.columns]
    known = {column.index for column in columns}
    width = max(map(len, table.rows[table.first : table.first + _LOOKED_AT]), default=0)
    columns += [Column(at, "", None, How.UNKNOWN) for at in range(width) if at not in known]
    table = replace(table, columns=tuple(sorted(columns, key=lambda column: column.index)))
    for fact, wanted in ((Fact.DATE, _dated), (Fact.TIME, _timed)):
        if table.has(*WHEN) if fact is Fact.DATE else table.has(Fact.TIME, Fact.STARTS):
            continue
        unknown = [column for column in table.columns if column.fact is None]
        for column in unknown:
            filled = len(_parts(table, column))
            if filled >= 2 and wanted(table, column) >= filled * _MOST:
                found = replace(column, fact=fact, how=How.SUGGESTED)
                table = replace(
                    table, columns=tuple(found if c is column else c for c in table.columns)
                )
                break
    return replace(table, columns=tuple(c for c in table.columns if c.header or c.fact))


def _timed(table: Table, column: Column) -> int:
    return sum(parts.slot.starts is not None and not parts.rest for parts in _parts(table, column))


def _is_day(column: Column) -> bool:
    """Return whether a column that was set aside would be a date if it were the only one."""
    return column.how is How.REPEATED and columns_of([column.header], {})[0].fact is Fact.DATE


def _parts(table: Table, column: Column) -> list[Parts]:
    rows = table.rows[table.first : table.first + _LOOKED_AT]
    cells = [row[column.index] for row in rows if column.index < len(row)]
    return [parts_of(cell) for cell in cells if cell != ""]


def _dated(table: Table, column: Column) -> int:
    return sum(parts.day is not None for parts in _parts(table, column))


def _has_weekdays(table: Table, column: Column) -> bool:
    parts = _parts(table, column)
    return bool(parts) and all(part.weekday is not None and part.day is None for part in parts)
