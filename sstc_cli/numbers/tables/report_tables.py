"""All tables of all reports, with complete results. They stay in the office."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from sstc_cli.choices import By
from sstc_cli.model import Role, Survey
from sstc_cli.numbers.cube import Cube
from sstc_cli.numbers.evaluation import breakdown
from sstc_cli.numbers.gain import Gain, knowledge_gain
from sstc_cli.numbers.statistics import Share
from sstc_cli.numbers.summary import Breakdown
from sstc_cli.numbers.tables.groups import group_tables
from sstc_cli.numbers.tables.learning import (
    bounds_table,
    gain_table,
    knowledge_tables,
)
from sstc_cli.numbers.tables.partners import partner_tables
from sstc_cli.numbers.tables.questions import (
    UNCODED,
    Coded,
    question_tables,
    themes_table,
)
from sstc_cli.numbers.tables.reach import reach_tables
from sstc_cli.numbers.tables.table import (
    LEAST_IN_GROUP,
    LEAST_PEOPLE,
    SERIES,
    Line,
    Scope,
    Table,
    Tables,
    Value,
)
from sstc_cli.numbers.tables.visits import with_again
from sstc_cli.store.requests import Request

_LEAST_EXPECTED = 5
_LIMITS = 3  # standard errors
_FEWEST = 2  # webinars that can be compared


def webinar_tables(cube: Cube, tables: Mapping[Scope, Tables]) -> Iterator[Table]:
    survey = cube.surveys.get(cube.main)
    for question in survey.questions if survey else ():
        if question.role in (Role.SATISFACTION, Role.KNOWLEDGE):
            key = "two_best" if question.scale else "correct"
            yield from over_webinars(tables, question.id, key, (cube.main, question.id))
    yield from over_webinars(tables, "response", "all", ("", ""))
    reached = {scope[0]: found["reach"].value("attended")
               for scope, found in tables.items() if scope and "reach" in found}  # fmt: skip
    lines = tuple(Line(str(at), None, (value,)) for at, value in sorted(reached.items()) if value)
    if len(lines) >= _FEWEST:
        yield Table("webinars.attendance", ("people",), lines, LEAST_PEOPLE, LEAST_PEOPLE)


def over_webinars(
    tables: Mapping[Scope, Tables], id_: str, key: str, asked: tuple[str, str]
) -> Iterator[Table]:
    """Yield the value of one line of a table at each webinar, if it is known at several."""
    values = {
        scope[0]: found[id_].value(key)
        for scope, found in tables.items()
        if scope and id_ in found and not found[id_].too_few
    }
    shown = {webinar: value for webinar, value in values.items() if value is not None}
    whole = tables[SERIES].get(id_)
    if len(shown) < _FEWEST or whole is None:
        return
    usual = whole.value(key)
    lines = tuple(
        Line(str(webinar), value.n if isinstance(value, Share) else None, (value,),
             outlying=_is_outlying(value, usual))
        for webinar, value in sorted(shown.items())
    )  # fmt: skip
    shares = [value for value in shown.values() if isinstance(value, Share)]
    yield Table(
        f"webinars.{id_}", ("share",), lines,
        max(sum(line.n or 0 for line in lines), LEAST_IN_GROUP), LEAST_IN_GROUP, *asked,
        band=_band(shares, usual) if isinstance(usual, Share) else None,
    )  # fmt: skip


def _is_outlying(value: Value, whole: Value) -> bool:
    """Return whether a share is more than three standard errors from that of all webinars."""
    if not isinstance(value, Share) or not isinstance(whole, Share) or not whole.n:
        return False
    p = whole.count / whole.n
    if min(value.n * p, value.n * (1 - p)) < _LEAST_EXPECTED:
        return False
    return abs(value.count / value.n - p) > _LIMITS * sqrt(p * (1 - p) / value.n)


def _band(shares: list[Share], whole: Share) -> tuple[float, float] | None:
    if not shares or not whole.n:
        return None
    n = sorted(share.n for share in shares)[len(shares) // 2]
    p = min(1.0, whole.count / whole.n)  # more people may have answered than attended
    half = _LIMITS * sqrt(p * (1 - p) / n)
    return round(100 * max(0.0, p - half), 1), round(100 * min(1.0, p + half), 1)


DIMENSIONS = (
    *(By.GENDER, By.AUDIENCE, By.LANGUAGE, By.REGION, By.SUBREGION, By.COUNTRY),
    *(By.LDC, By.LLDC, By.SIDS, By.PARTICIPATION),
)


@dataclass(frozen=True, slots=True)
class ExactTables:
    """The tables of each report by their ids, and the results that some of them are made of."""

    surveys: Mapping[str, Survey]
    main: str
    tables: Mapping[Scope, Tables]
    gains: Mapping[Scope, Gain]
    breakdowns: Mapping[By, Breakdown]


def exact_tables(
    cube: Cube, coded: Coded = UNCODED, requests: Sequence[Request] = ()
) -> ExactTables:
    scopes: list[Scope] = [SERIES, *((webinar,) for webinar in cube.webinars)]
    pairs = cube.pairs(cube.main) if cube.main else None
    gains = {scope: knowledge_gain(pairs, scope) for scope in scopes} if pairs else {}
    found = {by: breakdown(cube.survey(cube.main), by) for by in DIMENSIONS if cube.main}
    groups = {by: groups for by, groups in found.items() if groups is not None}
    tables = {scope: _of_scope(cube, scope, gains.get(scope), groups) for scope in scopes}
    tables[SERIES] |= {table.id: table for table in with_again(tables)}
    tables[SERIES] |= {table.id: table for table in webinar_tables(cube, tables)}
    for scope in scopes:
        tables[scope] |= {table.id: table for table in themes_table(coded, scope)}
    tables[SERIES] |= {table.id: table for table in partner_tables(requests)}
    return ExactTables(cube.surveys, cube.main, tables, gains, groups)


def _of_scope(
    cube: Cube, scope: Scope, gain: Gain | None, groups: Mapping[By, Breakdown]
) -> dict[str, Table]:
    found = [*reach_tables(cube, scope), *question_tables(cube, scope)]
    found += knowledge_tables(cube, scope)
    if gain is not None:
        found.append(gain_table(gain, scope))
    found += bounds_table(cube, scope)
    if not scope and cube.main:
        found += group_tables(cube.surveys[cube.main], groups)
    return {table.id: table for table in found}
