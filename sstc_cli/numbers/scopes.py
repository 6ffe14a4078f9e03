"""Compare what is to be published with what has been published.

If one summary covers all responses of another one and a few more, the difference of their figures
is about these few: between webinars, or after late responses.
"""

from collections.abc import Iterator, Sequence

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.numbers.evaluation import Evidence
from sstc_cli.numbers.public import strictest
from sstc_cli.numbers.words import ENGLISH
from sstc_cli.quantity import quantity
from sstc_cli.store import ATTENDANCE_ID
from sstc_cli.store.published import Scope

_HINT = "publish only one of the two, or wait for more responses"


def scopes_of(evidence: Evidence) -> list[Scope]:
    """Return what the published summary covers."""
    found = [
        Scope(evaluation.survey.id, tuple(evaluation.numbers.responses), evaluation.numbers.n)
        for evaluation in evidence.surveys
        if evaluation.numbers.n
    ]
    attended = evidence.attendance
    if attended.persons:
        found.append(Scope(ATTENDANCE_ID, tuple(attended.webinars), attended.persons))
    return found


def close_scopes(evidence: Evidence, before: Sequence[Scope]) -> Iterator[Diagnostic]:
    """Yield a warning for each part of a summary that differs by few people from another one."""
    least = {evaluation.survey.id: evaluation.survey.publish.least
             for evaluation in evidence.surveys}  # fmt: skip
    for scope in scopes_of(evidence):
        limit = least.get(scope.survey, strictest(evidence.surveys).least)
        for other, n in _nested(scope, [past for past in before if past.survey == scope.survey]):
            if 0 < abs(scope.n - n) < limit:
                yield Diagnostic("W540", _message(scope, other, n), hint=_HINT)


def _nested(scope: Scope, before: Sequence[Scope]) -> Iterator[tuple[tuple[int, ...], int]]:
    """Yield the webinars and the responses of summaries inside this one, and of those around it.

    Several that do not overlap count as one, because their figures can be added up.
    """
    here = set(scope.webinars)
    together: dict[int, Scope] = {}
    for past in sorted(before, key=lambda past: (-len(past.webinars), past.webinars)):
        there = set(past.webinars)
        if there <= here or there >= here:
            yield past.webinars, past.n
        if there < here and together.keys().isdisjoint(there):
            together |= dict.fromkeys(there, past)
    parts = {*together.values()}
    if len(parts) > 1:
        yield tuple(sorted(together)), sum(part.n for part in parts)


def _message(scope: Scope, other: tuple[int, ...], n: int) -> str:
    """Return the warning: which two summaries differ by how much."""
    noun = ("person", "people") if scope.survey == ATTENDANCE_ID else ("response", "responses")
    more = abs(scope.n - n)
    count = quantity(scope.n, *noun)
    here, there = ENGLISH.webinars(scope.webinars), ENGLISH.webinars(other)
    earlier = "an earlier summary" if scope.webinars == other else f"the published {there}"
    what = f"`{scope.survey}` of {here} has {count}, {more} {'more' if scope.n > n else 'fewer'}"
    return f"{what} than {earlier}: the difference of their figures shows single people"
