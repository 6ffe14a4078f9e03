"""The requests to introduce two participants to each other, and what came of introductions."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sstc_cli.numbers.tables.table import LEAST_PEOPLE, Line, Table
from sstc_cli.store.partners.request import Outcome, Request, State, Step

REQUESTS, OUTCOMES = "partners.requests", "partners.outcomes"
ASKED, AGREED, INTRODUCED = "asked", "agreed", "introduced"
NOT_RECORDED = "not_recorded"
AFTER = "after_"  # a number of days follows
_RESULTS = {outcome: outcome.replace("-", "_") for outcome in Outcome}


def partner_tables(requests: Sequence[Request]) -> Iterator[Table]:
    """Yield how far requests came that both sides got, and the outcomes of introductions."""
    made = [request for request in requests if request.event(Step.ASKED)]
    if not made:
        return
    states = Counter(request.state for request in made)
    introduced = states[State.INTRODUCED]
    counts = {ASKED: len(made), AGREED: states[State.AGREED] + introduced, INTRODUCED: introduced}
    lines = tuple(Line(key, None, (count,)) for key, count in counts.items())
    yield Table(REQUESTS, ("requests",), lines, len(made), LEAST_PEOPLE)
    yield from _outcomes([request for request in made if request.state is State.INTRODUCED])


def _outcomes(introduced: Sequence[Request]) -> Iterator[Table]:
    """Yield what came of each introduction after so many days, as far as it is recorded."""
    days = sorted({after for request in introduced for after in request.outcomes})
    found = {after: Counter(_result(request, after) for request in introduced) for after in days}
    lines = tuple(
        Line(result, None, tuple(found[after][result] for after in days))
        for result in (*_RESULTS.values(), NOT_RECORDED)
    )
    columns = tuple(f"{AFTER}{after}" for after in days)
    if days:
        yield Table(OUTCOMES, columns, lines, len(introduced), LEAST_PEOPLE)


def _result(request: Request, after: int) -> str:
    outcome = request.outcomes.get(after)
    return NOT_RECORDED if outcome is None else _RESULTS[outcome]
