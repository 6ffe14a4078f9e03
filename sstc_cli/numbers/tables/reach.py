"""The people who registered, attended and answered, by their properties."""

from collections.abc import Iterator, Mapping

from sstc_cli.numbers.breakdown import (
    NOT_STATED,
    ORDER,
    By,
    breakdown_of_sizes,
    role_of,
)
from sstc_cli.numbers.cube import Cube
from sstc_cli.numbers.statistics import Share
from sstc_cli.numbers.tables.table import LEAST_IN_GROUP, LEAST_PEOPLE, Line, Table

RATES = (By.GENDER, By.AUDIENCE, By.LANGUAGE, By.SUBREGION)
STAGES = ("registered", "attended", "answered")


def reach_tables(cube: Cube, scope: tuple[int, ...]) -> Iterator[Table]:
    """Yield the way from registration to answers, attendance, participants and response rates."""
    funnel = cube.funnel(scope)
    people = (funnel.registered, funnel.attended, funnel.answered)
    stages = zip(STAGES, people, strict=True)
    lines = tuple(Line(stage, count, (count,)) for stage, count in stages if count)
    yield Table("reach", ("people",), lines, max(people), LEAST_PEOPLE, webinars=scope)
    if funnel.anonymous:
        yield _answers(funnel.answered, funnel.anonymous, scope)
    went_on = (("came", funnel.came), ("told", funnel.told))
    lines = tuple(Line(key, share.n, (share,)) for key, share in went_on if share)
    if lines:
        n = max(line.n or 0 for line in lines)
        yield Table("funnel", ("share",), lines, n, LEAST_IN_GROUP, webinars=scope)
    if not scope:
        yield from _attendance(cube)
    for by in By:
        if by is not By.PARTICIPATION:
            yield from _participants(cube, by, scope)
    yield from _response(cube, scope)


def _answers(answered: int, anonymous: int, scope: tuple[int, ...]) -> Table:
    """Return the people who gave an address when they answered, and the other answers."""
    known = answered - anonymous
    lines = (Line("identified", known, (known,)), Line("anonymous", anonymous, (anonymous,)))
    return Table("answers", ("value",), lines, answered, LEAST_PEOPLE, webinars=scope)


def _attendance(cube: Cube) -> Iterator[Table]:
    """Yield the newcomers and those who came back, webinar by webinar."""
    columns = tuple(group for group in (*ORDER, NOT_STATED) if cube.visits()[group])
    lines = []
    for webinar in cube.attended:
        visits = cube.visits((webinar,))
        counts = tuple(visits[group] for group in columns)
        lines.append(Line(str(webinar), sum(counts), counts))
    if lines:
        n = sum(line.n or 0 for line in lines)
        yield Table("attendance", columns, tuple(lines), n, LEAST_PEOPLE)


def _participants(cube: Cube, by: By, scope: tuple[int, ...]) -> Iterator[Table]:
    """Yield the people of each group who registered, attended and answered."""
    found = (count(by, scope) for count in (cube.registered, cube.attendees, cube.answered))
    known = {stage: people for stage, people in zip(STAGES, found, strict=True) if people}
    stages = tuple(known.values())
    stated = [group for people in stages for group in people if group != NOT_STATED]
    if not stated:
        return
    sizes = {group: max(people.get(group, 0) for people in stages) for people in stages
             for group in people}  # fmt: skip
    groups = breakdown_of_sizes(by, sizes, _order(cube, by)).groups
    lines = tuple(
        Line(group, sizes[group], tuple(people.get(group, 0) for people in stages))
        for group in groups
    )
    n = max(sum(people.values()) for people in stages)
    yield Table(f"who.{by}", tuple(known), lines, n, LEAST_PEOPLE, by=by, webinars=scope)


def _order(cube: Cube, by: By) -> list[str]:
    """Return the groups in the order of the options of a survey that asks for them."""
    role = role_of(by)
    asked = (survey.question(role) for survey in cube.surveys.values())
    question = next((found for found in asked if found is not None), None)
    return [option.code for option in question.options] if question else []


def _response(cube: Cube, scope: tuple[int, ...]) -> Iterator[Table]:
    """Yield how many of those who attended answered, in all and in each group."""
    whole, _ = cube.response_rate(cube.main, scope) if cube.main else (None, 0)
    if whole is None:
        return
    lines = (Line("all", whole.n, (whole,)),)
    yield Table("response", ("rate",), lines, whole.n, LEAST_IN_GROUP, webinars=scope)
    for by in RATES:
        rates = {group: rate for group, rate in cube.response(by, scope).items() if rate.n}
        if {*rates} - {NOT_STATED}:
            yield _rates(cube, by, rates, scope)


def _rates(cube: Cube, by: By, rates: Mapping[str, Share], scope: tuple[int, ...]) -> Table:
    sizes = {group: rate.n for group, rate in rates.items()}
    groups = breakdown_of_sizes(by, sizes, _order(cube, by)).groups
    lines = tuple(Line(group, sizes[group], (rates[group],)) for group in groups)
    n = sum(sizes.values())
    return Table(f"response.{by}", ("rate",), lines, n, LEAST_IN_GROUP, by=by, webinars=scope)
