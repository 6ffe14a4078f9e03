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
    """Return what the published summary covers, without what shows nothing but its n."""
    found = [
        Scope(evaluation.survey.id, tuple(evaluation.numbers.responses), evaluation.numbers.n)
        for evaluation in evidence.surveys
    ]
    attended = evidence.attendance
    found.append(Scope(ATTENDANCE_ID, tuple(attended.webinars), attended.persons))
    least = _least(evidence)
    return [scope for scope in found if scope.n >= least[scope.survey]]


def close_scopes(evidence: Evidence, before: Sequence[Scope]) -> Iterator[Diagnostic]:
    """Yield a warning for each part of a summary that differs by few people from another one."""
    least = _least(evidence)
    for scope in scopes_of(evidence):
        past = [other for other in before if other.survey == scope.survey]
        for here, other in dict.fromkeys(_nested(scope, past)):
            if 0 < abs(here.n - other.n) < least[scope.survey]:
                yield Diagnostic("W540", _message(here, other), hint=_HINT)


def _least(evidence: Evidence) -> dict[str, int]:
    """Return the least count of each survey, and of the attendance."""
    own = {evaluation.survey.id: evaluation.survey.publish.least for evaluation in evidence.surveys}
    return {ATTENDANCE_ID: strictest(evidence.surveys).least, **own}


def _nested(scope: Scope, before: Sequence[Scope]) -> Iterator[tuple[Scope, Scope]]:
    """Yield two scopes to compare: one of them is, or contains, the new one.

    Several that do not overlap count as one, because their figures can be added up.
    """
    here = set(scope.webinars)
    past = sorted(before, key=lambda other: (-len(other.webinars), other.webinars))
    parts = [other for other in past if here > {*other.webinars}]
    for other in past:
        if here == {*other.webinars}:
            yield scope, other
    for part in parts:
        yield scope, part
        yield scope, _together([part, *parts])
    for whole in past:
        if here < {*whole.webinars}:
            inside = [other for other in past if {*other.webinars} < {*whole.webinars}]
            yield scope, whole
            for part in inside:
                yield _together([scope, part, *inside]), whole


def _together(scopes: Sequence[Scope]) -> Scope:
    """Return the sum of the scopes that do not overlap with those before them."""
    webinars: set[int] = set()
    n = 0
    for scope in scopes:
        if webinars.isdisjoint(scope.webinars):
            webinars.update(scope.webinars)
            n += scope.n
    return Scope(scopes[0].survey, tuple(sorted(webinars)), n)


def _message(scope: Scope, other: Scope) -> str:
    """Return the warning: which two summaries differ by how much."""
    noun = ("person", "people") if scope.survey == ATTENDANCE_ID else ("response", "responses")
    more = abs(scope.n - other.n)
    count = quantity(scope.n, *noun)
    here, there = ENGLISH.webinars(scope.webinars), ENGLISH.webinars(other.webinars)
    earlier = "an earlier summary" if scope.webinars == other.webinars else f"the published {there}"
    what = (
        f"`{scope.survey}` of {here} has {count}, {more} {'more' if scope.n > other.n else 'fewer'}"
    )
    return f"{what} than {earlier}: the difference of their figures shows single people"
