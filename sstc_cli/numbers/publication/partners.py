"""Requests between participants and their outcomes, without what reveals few of them.

Each stage is a part of the one before, and the outcomes after so many days add up to the
introductions. So the differences must be empty or large too.
"""

from collections.abc import Mapping
from dataclasses import replace

from sstc_cli.model.publish import Publish
from sstc_cli.numbers.publication.matrix import Matrix
from sstc_cli.numbers.tables.partners import AGREED, ASKED, INTRODUCED, OUTCOMES, REQUESTS
from sstc_cli.numbers.tables.table import Line, Table, Value

_BY_USE = (ASKED, INTRODUCED, AGREED)  # what readers miss most comes first


def public_partners(exact: Mapping[str, Table], publish: Publish) -> dict[str, Table]:
    """Return what of the requests and outcomes can be published."""
    found: dict[str, Table] = {}
    if REQUESTS in exact:
        found[REQUESTS] = _stages(exact[REQUESTS], publish)
    if OUTCOMES in exact:
        if found[REQUESTS].value(INTRODUCED) is None:  # what adds up to it would reveal it
            found[OUTCOMES] = _hidden(exact[OUTCOMES], found[REQUESTS])
        else:
            found[OUTCOMES] = _outcomes(exact[OUTCOMES], publish)
    return found


def _stages(table: Table, publish: Publish) -> Table:
    """Return the stages whose counts, and differences to each other, are empty or large."""
    counts = {line.key: _count(line.values[0]) for line in table.lines}
    shown = {"": 0}
    for key in _BY_USE if counts[ASKED] >= publish.least else ():
        if not any(0 < abs(counts[key] - other) < publish.least for other in shown.values()):
            shown[key] = counts[key]
    lines = (replace(line, values=(shown.get(line.key),)) for line in table.lines)
    n = table.n if ASKED in shown else None
    return replace(table, lines=tuple(lines), n=n)


def _outcomes(table: Table, publish: Publish) -> Table:
    """Return the outcomes; those after one number of days and after another are apart."""
    limits = publish.replaced(rate=publish.least)
    columns = [
        Matrix({1: {line.key: _count(line.values[place]) for line in table.lines}}, (), limits)
        for place in range(len(table.columns))
    ]
    lines = (
        Line(line.key, None, tuple(column.count(1, line.key) for column in columns))
        for line in table.lines
    )
    return replace(table, lines=tuple(lines))


def _hidden(table: Table, requests: Table) -> Table:
    """Return a table without any value, and with the number of requests instead of its own."""
    nothing = (None,) * len(table.columns)
    lines = (replace(line, values=nothing) for line in table.lines)
    return replace(table, lines=tuple(lines), n=requests.n)


def _count(value: Value) -> int:
    return value if isinstance(value, int) else 0
