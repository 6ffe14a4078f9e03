"""The people who registered, attended and answered, and how many went on, complete and public."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sstc_cli.choices import By
from sstc_cli.model.survey import Publish
from sstc_cli.numbers.cube import Cube
from sstc_cli.numbers.hiding import ROOT, Part, Tree, added, public_shares
from sstc_cli.numbers.matrix import WHOLE, Matrix
from sstc_cli.numbers.statistics import Rough, Share, Shown
from sstc_cli.numbers.summary import NOT_STATED, ORDER, breakdown_of_sizes, role_of
from sstc_cli.numbers.tables.people import (
    public_answers,
    public_attendance,
    public_participants,
)
from sstc_cli.numbers.tables.table import (
    LEAST_IN_GROUP,
    LEAST_PEOPLE,
    SERIES,
    Family,
    Line,
    Rule,
    Scope,
    Table,
    Value,
    with_interval,
)
from sstc_cli.numbers.tables.visits import STAGES

RATES = (By.GENDER, By.AUDIENCE, By.LANGUAGE, By.SUBREGION)


def reach_tables(cube: Cube, scope: Scope) -> Iterator[Table]:
    funnel = cube.funnel(scope)
    people = (funnel.registered, funnel.attended, funnel.answered)
    stages = zip(STAGES, people, strict=True)
    lines = tuple(Line(stage, count, (count,)) for stage, count in stages if count)
    yield Table("reach", ("people",), lines, max(people), LEAST_PEOPLE, webinars=scope)
    if funnel.anonymous:
        counts = {"identified": funnel.answered - funnel.anonymous, "anonymous": funnel.anonymous}
        lines = tuple(Line(key, count, (count,)) for key, count in counts.items())
        yield Table("answers", ("value",), lines, funnel.answered, LEAST_PEOPLE, webinars=scope)
    rate, _ = cube.response_rate(cube.main, scope) if cube.main else (None, 0)
    registered, attended, answered, anonymous = _known_visits(cube, scope)
    wholes = [answered, rate.count if rate else 0]
    if anonymous >= LEAST_PEOPLE:  # then the others follow, too
        wholes.append(answered - anonymous)
    known = funnel.told.n if funnel.told else attended
    there = (attended, known) if attended - known >= LEAST_PEOPLE else (attended,)
    went_on = (("came", funnel.came, registered, there), ("told", funnel.told, attended, wholes))
    lines = tuple(
        Line(key, share.n, (share,), left=_left(share, could, wholes))
        for key, share, could, wholes in went_on if share
    )  # fmt: skip
    if lines:
        n = max(line.n or 0 for line in lines)
        yield Table("funnel", ("share",), lines, n, LEAST_IN_GROUP, webinars=scope)
    if not scope:
        yield from _attendance(cube)
    for by in By:
        if by is not By.PARTICIPATION:
            yield from _participants(cube, by, scope)
    yield from _response(cube, scope)


def _known_visits(cube: Cube, scope: Scope) -> Sequence[int]:
    """Return who registered, attended, answered and had no address, where attendance is known."""
    found = [cube.funnel((at,)) for at in cube.attended if at in (scope or (at,))]
    kinds = ([one.registered, one.attended, one.answered, one.anonymous] for one in found)
    return [*map(sum, zip((0,) * 4, *kinds, strict=True))]


def _left(share: Share, could: int, wholes: Iterable[int]) -> tuple[int, ...]:
    """Return how many people who could have done something its n lacks, and of others its count."""
    return tuple(max(0, n) for n in (could - share.n, *(n - share.count for n in wholes)))


def _attendance(cube: Cube) -> Iterator[Table]:
    columns = tuple(group for group in (*ORDER, NOT_STATED) if cube.visits()[group])
    lines = []
    for webinar in cube.attended:
        visits = cube.visits((webinar,))
        counts = tuple(visits[group] for group in columns)
        lines.append(Line(str(webinar), sum(counts), counts))
    if lines:
        n = sum(line.n or 0 for line in lines)
        yield Table("attendance", columns, tuple(lines), n, LEAST_PEOPLE)


def _participants(cube: Cube, by: By, scope: Scope) -> Iterator[Table]:
    found = (count(by, scope) for count in (cube.registered, cube.attendees, cube.answered))
    known = {stage: people for stage, people in zip(STAGES, found, strict=True) if people}
    stages = tuple(known.values())
    stated = [group for people in stages for group in people if group != NOT_STATED]
    if not stated:
        return
    sizes = {group: max(people.get(group, 0) for people in stages) for people in stages
             for group in people}  # fmt: skip
    groups = breakdown_of_sizes(by, sizes, _order(cube, by)).groups
    visits = cube.visits(scope) if scope else cube.visits()
    nameless = {"attended": visits[NOT_STATED], "answered": cube.funnel(scope).anonymous}
    lines = tuple(
        Line(group, sizes[group], tuple(people.get(group, 0) for people in stages),
             left=tuple(min(nameless.get(stage, 0), people.get(group, 0))
                        for stage, people in known.items()) if group == NOT_STATED else ())
        for group in groups
    )  # fmt: skip
    n = max(sum(people.values()) for people in stages)
    yield Table(f"who.{by}", tuple(known), lines, n, LEAST_PEOPLE, by=by, webinars=scope)


def _order(cube: Cube, by: By) -> list[str]:
    role = role_of(by)
    asked = (survey.question(role) for survey in cube.surveys.values())
    question = next((found for found in asked if found is not None), None)
    return [option.code for option in question.options] if question else []


def _response(cube: Cube, scope: Scope) -> Iterator[Table]:
    whole, _ = cube.response_rate(cube.main, scope) if cube.main else (None, 0)
    if whole is None:
        return
    left = _left(whole, whole.n, _known_visits(cube, scope)[2:3])
    lines: tuple[Line, ...] = (Line("all", whole.n, (whole,), left=left),)
    yield Table("response", ("rate",), lines, whole.n, LEAST_IN_GROUP, webinars=scope)
    for by in RATES:
        rates = {group: rate for group, rate in cube.response(by, scope).items() if rate.n}
        if {*rates} - {NOT_STATED}:
            sizes = {group: rate.n for group, rate in rates.items()}
            groups = breakdown_of_sizes(by, sizes, _order(cube, by)).groups
            lines = tuple(Line(group, sizes[group], (rates[group],)) for group in groups)
            n, id_ = sum(sizes.values()), f"response.{by}"
            yield Table(id_, ("rate",), lines, n, LEAST_IN_GROUP, by=by, webinars=scope)


def public_stages(family: Family, publish: Publish) -> dict[Scope, Table]:
    """Return shares of people, of which those of the series are the sums of all webinars."""
    keys = dict.fromkeys(line.key for table in family.values() for line in table.lines)
    shown = {key: _of_stage(family, key, publish) for key in keys}
    return {
        scope: table.with_lines(_line(line, shown[line.key][scope]) for line in table.lines)
        for scope, table in family.items()
    }


def public_rates(whole: Value, table: Table, publish: Publish) -> Table:
    """Return the response rates of groups, as far as none reveals another one.

    `whole` is what is public of all people with an address together.
    """
    shares = {line.key: line.values[0] for line in table.lines}
    counts = {
        key: (share.count, share.n - share.count)
        for key, share in shares.items()
        if isinstance(share, Share) and share.count <= share.n
    }
    if not counts:
        return table.with_lines(())
    sums = added(counts.values())
    tree = Tree(sums, {key: Part(ROOT, found) for key, found in counts.items()}, publish.least)
    told = whole if isinstance(whole, Share | Rough) and whole.n == sum(sums) else None
    if isinstance(told, Share):
        tree.publish(sorted(counts, key=lambda key: (-sum(counts[key]), key)))
    keys = [key for key in counts if key != NOT_STATED]
    effect = next(share.effect for share in shares.values() if isinstance(share, Share))
    found = public_shares(tree, told, keys, publish, effect)
    return table.with_lines(
        _line(line, found[line.key]) for line in table.lines if found.get(line.key) is not None
    )


def _of_stage(family: Family, key: str, publish: Publish) -> Mapping[Scope, Shown]:
    shares = {scope: table.value(key) for scope, table in family.items()}
    counts = {
        scope[0]: {"yes": share.count, "no": share.n - share.count}
        for scope, share in shares.items()
        if scope and isinstance(share, Share) and share.count <= share.n
    }
    numbers = {scope: scope[0] if scope else WHOLE for scope in family}
    left = {numbers[scope]: line.left for scope, table in family.items() for line in table.lines
            if line.key == key and line.left}  # fmt: skip
    few = [at for at, people in left.items() if any(0 < n < publish.least for n in people[1:])]
    # with its n, a share tells how many people have no address
    untold = {at for at, people in left.items() if 0 < people[0] < publish.least}
    untold |= {WHOLE} if untold else untold
    totals = {at: sides["yes"] for at, sides in counts.items()}
    totals[WHOLE] = sum(totals.values())
    sizes = {at: sum(sides.values()) for at, sides in counts.items()}
    told = {WHOLE, *(at for at, n in sizes.items() if n >= publish.least)}  # who has answered
    known: dict[tuple[int, str | bool], tuple[int, int]] = {
        (at, "yes"): (0, totals[at] + min(left[at][1:]))
        for at in left
        if at in told & totals.keys()
    }
    is_rate = key == "all"  # beside it, no other share may tell the same in other round numbers
    matrix = (
        Matrix(counts, ("yes",), publish, also=few, known=known, round=is_rate) if counts else None
    )
    return {
        scope: matrix.best(number)
        if matrix and number not in untold and (number in counts or scope == SERIES)
        else None
        for scope, number in numbers.items()
    }


def _line(line: Line, shown: Shown) -> Line:
    values = (with_interval(line.values[0], shown),)
    return replace(line, n=shown.n if shown else None, values=values)


HIDING: Mapping[str, Rule] = {
    "reach": lambda family, _: {**family},  # webinars with few people are left out before
    "answers": public_answers,
    "funnel": public_stages,
    "attendance": public_attendance,
    "who": public_participants,
    "response": public_stages,
}
