"""What a summary or report would reveal together with those that have been published.

If one covers the people of another one and a few more, the difference of their counts is about
these few: after late answers, between webinars, or between the series before and after a webinar.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.numbers.evaluation import SurveyResults
from sstc_cli.numbers.hiding import strictest
from sstc_cli.quantity import quantity, webinars_in_words
from sstc_cli.store import ATTENDANCE_ID
from sstc_cli.store.history import PublishedScope


@dataclass(frozen=True, slots=True)
class PublishedCount:
    """A count of a report: its name, the ids of its webinars, and whether these add up."""

    name: str
    webinars: tuple[str, ...]
    count: int
    adds_up: bool = True


def revealing(
    new: Iterable[PublishedCount], before: Iterable[PublishedCount], least: int
) -> Iterator[tuple[PublishedCount, PublishedCount]]:
    """Yield the counts whose difference is about fewer than `least` people, but about somebody.

    Those of one report differ by design: it has been made for that. Of an earlier one, a count of
    the same webinars, of a part of them, or of more can be subtracted.
    """
    by_name: dict[str, list[PublishedCount]] = {}
    for shown in before:
        by_name.setdefault(shown.name, []).append(shown)
    for here in new:
        for other in by_name.get(here.name, ()):
            mine, theirs = {*here.webinars}, {*other.webinars}
            nested = here.adds_up and (mine < theirs or theirs < mine)
            if (mine == theirs or nested) and 0 < abs(here.count - other.count) < least:
                yield here, other


def revealing_sums(
    new: Iterable[PublishedCount], before: Iterable[PublishedCount], least: int
) -> Iterator[tuple[PublishedCount, PublishedCount]]:
    """Yield the counts of several webinars that differ as little from the sum of some of these.

    One may be known from an earlier report, and another one from the new report.
    """
    current = [*new]
    single: dict[str, dict[str, int]] = {}
    for shown in (*before, *current):
        if len(shown.webinars) == 1 and shown.adds_up:
            single.setdefault(shown.name, {})[shown.webinars[0]] = shown.count
    for here in (shown for shown in current if shown.adds_up):
        known = {at: n for at, n in single.get(here.name, {}).items() if at in here.webinars}
        others = PublishedCount(here.name, tuple(sorted(known)), sum(known.values()))
        if 1 < len(known) < len(here.webinars) and 0 < abs(here.count - others.count) < least:
            yield here, others


_HINT = "publish only one of the two, or wait for more responses"


def scopes_of(evidence: SurveyResults, of_plan: Mapping[str, int]) -> list[PublishedScope]:
    """Return what a summary covers, with the ids of webinars, whose numbers are `of_plan`."""
    surveys = (evaluation.numbers for evaluation in evidence.surveys)
    counts: list[tuple[str, Mapping[int, int], int]] = [
        (each.survey, each.responses, each.n) for each in surveys
    ]
    counts.append((ATTENDANCE_ID, evidence.attendance.webinars, evidence.attendance.persons))
    found = [
        PublishedScope(survey, tuple(sorted(id_ for id_, at in of_plan.items() if at in there)), n)
        for survey, there, n in counts
    ]
    least = _least(evidence)
    return [scope for scope in found if scope.n >= least[scope.survey]]


def close_scopes(
    evidence: SurveyResults, before: Sequence[PublishedScope], of_plan: Mapping[str, int]
) -> Iterator[Diagnostic]:
    """Yield a warning for each part of a summary that differs by few people from another one."""
    least = _least(evidence)
    for scope in scopes_of(evidence, of_plan):
        past = [other for other in before if other.survey == scope.survey]
        for here, other in dict.fromkeys(_nested(scope, past)):
            if 0 < abs(here.n - other.n) < least[scope.survey]:
                yield Diagnostic("W540", _message(here, other, of_plan), hint=_HINT)


def _least(evidence: SurveyResults) -> dict[str, int]:
    own = {evaluation.survey.id: evaluation.survey.publish.least for evaluation in evidence.surveys}
    return {ATTENDANCE_ID: strictest(found.survey for found in evidence.surveys).least, **own}


def _nested(
    scope: PublishedScope, before: Sequence[PublishedScope]
) -> Iterator[tuple[PublishedScope, PublishedScope]]:
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


def _together(scopes: Sequence[PublishedScope]) -> PublishedScope:
    """Return the sum of the scopes that do not overlap with those before them."""
    webinars: set[str] = set()
    n = 0
    for scope in scopes:
        if webinars.isdisjoint(scope.webinars):
            webinars.update(scope.webinars)
            n += scope.n
    return PublishedScope(scopes[0].survey, tuple(sorted(webinars)), n)


def _message(scope: PublishedScope, other: PublishedScope, of_plan: Mapping[str, int]) -> str:
    noun = ("person", "people") if scope.survey == ATTENDANCE_ID else ("response", "responses")
    more = abs(scope.n - other.n)
    count = quantity(scope.n, *noun)
    here, there = (webinars_in_words(found.webinars, of_plan) for found in (scope, other))
    earlier = "an earlier summary" if scope.webinars == other.webinars else f"the published {there}"
    than = "more" if scope.n > other.n else "fewer"
    what = f"`{scope.survey}` of {here} has {count}, {more} {than}"
    return f"{what} than {earlier}: the difference of their figures shows single people"
