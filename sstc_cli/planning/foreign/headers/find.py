"""The table in a sheet: the row of its headers, its columns and rows."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from sstc_cli.model.wording import fold
from sstc_cli.planning.foreign.column import How
from sstc_cli.planning.foreign.facts import WHAT, WHEN, Fact
from sstc_cli.planning.foreign.headers.columns import columns_of, is_wording
from sstc_cli.planning.foreign.headers.inferred import inferred, with_one_date
from sstc_cli.planning.foreign.table import Table
from sstc_cli.sheets.limits import MOST_COLUMNS, too_many_columns
from sstc_cli.sheets.sheet import HEADER_WITHIN, Sheet
from sstc_cli.survey.header_rows import joined_header, texts_of

_LOOKED_AT = 40  # rows below the headers
_MOST = 0.8  # of the cells


def find_table(sheet: Sheet, decided: Mapping[str, Fact], file: str) -> Table | None:
    """Return the table of a sheet: its headers are the row, or two rows, with most known names."""
    headers = [texts_of(row) for row in sheet.rows[:HEADER_WITHIN]]
    if max(map(len, headers), default=0) > MOST_COLUMNS:
        raise too_many_columns(file)
    candidates = _tables(sheet, headers, decided)
    tables = [table for table in candidates if _facts(table, decided) >= 2 and _names_what(table)]
    best = max(tables, key=lambda table: _score(table, decided), default=None)
    if best is not None:
        return inferred(with_one_date(best))
    if decided:
        columns = columns_of([""] * max(map(len, headers), default=0), decided)
        named = {column.fact for column in columns if column.how is How.MAPPED}
        return Table(sheet, -1, 0, columns) if named & WHAT else None
    return None


def _tables(
    sheet: Sheet, headers: Sequence[Sequence[str]], decided: Mapping[str, Fact]
) -> Iterator[Table]:
    """Yield the tables that a sheet may have."""
    for index, header in enumerate(headers):
        yield Table(sheet, index, index + 1, columns_of(header, decided))
    for index, (above, below) in enumerate(pairwise(headers)):
        titles = joined_header(above, below, is_wording) if above and below else None
        if titles:
            yield Table(sheet, index, index + 2, columns_of(titles, decided))


def _score(table: Table, decided: Mapping[str, Fact]) -> float:
    """Return how good a header is: the facts that it names, of which a time counts more."""
    unknown = sum(column.fact is None for column in table.columns)
    bonus = 0.5 if table.has(*WHEN) else 0
    return _facts(table, decided) + bonus - unknown / 20


def _names_what(table: Table) -> bool:
    """Return whether a header names titles or speakers."""
    return any(column.fact in WHAT for column in table.columns)


def _facts(table: Table, decided: Mapping[str, Fact]) -> int:
    """Return how many different facts a header names; a column may be named by its letter."""
    named = (c for c in table.columns if c.how is not How.MAPPED or fold(c.header) in decided)
    return len({(c.fact, c.language, c.group) for c in named if c.fact})
