"""The requests between participants and what came of introductions, complete and public.

Each stage is a part of the one before, and the outcomes after so many days add up to the
introductions. So the differences must be empty or large too.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sstc_cli.model.survey import Publish
from sstc_cli.numbers.matrix import Matrix
from sstc_cli.numbers.tables.table import LEAST_PEOPLE, Line, Table, Tables
from sstc_cli.store.requests import IntroductionOutcome, Request, RequestState, Step

REQUESTS, OUTCOMES = "partners.requests", "partners.outcomes"
ASKED, AGREED, INTRODUCED = "asked", "agreed", "introduced"
AFTER = "after_"  # a number of days follows


def partner_tables(requests: Sequence[Request]) -> Iterator[Table]:
    made = [request for request in requests if request.event(Step.ASKED)]
    if not made:
        return
    states = Counter(request.state for request in made)
    introduced = states[RequestState.INTRODUCED]
    counts = {
        ASKED: len(made),
        AGREED: states[RequestState.AGREED] + introduced,
        INTRODUCED: introduced,
    }
    lines = tuple(Line(key, None, (count,)) for key, count in counts.items())
    yield Table(REQUESTS, ("requests",), lines, len(made), LEAST_PEOPLE)
    yield from _outcomes([request for request in made if request.state is RequestState.INTRODUCED])


def _outcomes(introduced: Sequence[Request]) -> Iterator[Table]:
    """Yield what came of each introduction after so many days, as far as it is recorded."""
    days = sorted({after for request in introduced for after in request.outcomes})
    found = {
        after: Counter(request.outcomes.get(after) for request in introduced) for after in days
    }
    lines = tuple(
        Line(
            outcome.replace("-", "_") if outcome else "not_recorded",
            None,
            tuple(found[after][outcome] for after in days),
        )
        for outcome in (*IntroductionOutcome, None)
    )
    columns = tuple(f"{AFTER}{after}" for after in days)
    if days:
        yield Table(OUTCOMES, columns, lines, len(introduced), LEAST_PEOPLE)


_BY_USE = (ASKED, INTRODUCED, AGREED)  # what readers miss most comes first


def public_partners(exact: Tables, publish: Publish) -> dict[str, Table]:
    """Return what of the requests and outcomes can be published."""
    found: dict[str, Table] = {}
    if REQUESTS in exact:
        found[REQUESTS] = _public_stages(exact[REQUESTS], publish)
    if OUTCOMES in exact:
        table = exact[OUTCOMES]
        if found[REQUESTS].value(INTRODUCED) is None:  # what adds up to it would reveal it
            nothing = (None,) * len(table.columns)
            lines = (replace(line, values=nothing) for line in table.lines)
            found[OUTCOMES] = replace(table.with_lines(lines), n=found[REQUESTS].n)
        else:
            found[OUTCOMES] = _public_outcomes(table, publish)
    return found


def _public_stages(table: Table, publish: Publish) -> Table:
    """Return the stages whose counts, and differences to each other, are empty or large."""
    counts = {line.key: line.counts[0] for line in table.lines}
    shown = {"": 0}
    for key in _BY_USE if counts[ASKED] >= publish.least else ():
        if not any(0 < abs(counts[key] - other) < publish.least for other in shown.values()):
            shown[key] = counts[key]
    n = table.n if ASKED in shown else None
    lines = (replace(line, values=(shown.get(line.key),)) for line in table.lines)
    return replace(table.with_lines(lines), n=n)


def _public_outcomes(table: Table, publish: Publish) -> Table:
    """Return the outcomes; those after one number of days and after another are apart."""
    limits = publish.replaced(rate=publish.least)
    columns = [
        Matrix({1: {line.key: line.counts[place] for line in table.lines}}, (), limits)
        for place in range(len(table.columns))
    ]
    return table.with_lines(
        Line(line.key, None, tuple(column.count(1, line.key) for column in columns))
        for line in table.lines
    )
