"""All tables of all reports, complete and public. All that is published passes `public_tables`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt

from sstc_cli.choices import By
from sstc_cli.model import QuestionType, Role, Survey
from sstc_cli.model.survey import Publish
from sstc_cli.numbers.cube import Cube
from sstc_cli.numbers.evaluation import breakdown
from sstc_cli.numbers.gain import Gain, knowledge_gain
from sstc_cli.numbers.hiding import strictest
from sstc_cli.numbers.rounding import rounded_table
from sstc_cli.numbers.statistics import Share
from sstc_cli.numbers.summary import PLACES, Breakdown
from sstc_cli.numbers.tables import questions, reach
from sstc_cli.numbers.tables.groups import group_tables, public_group_tables
from sstc_cli.numbers.tables.learning import (
    bounds_table,
    gain_table,
    knowledge_tables,
    public_bounds,
    public_gains,
    public_knowledge,
)
from sstc_cli.numbers.tables.partners import partner_tables, public_partners
from sstc_cli.numbers.tables.people import public_places
from sstc_cli.numbers.tables.questions import (
    UNCODED,
    Coded,
    public_answers_to,
    public_choices,
    question_tables,
    themes_table,
)
from sstc_cli.numbers.tables.reach import public_rates, reach_tables
from sstc_cli.numbers.tables.table import (
    LEAST_IN_GROUP,
    LEAST_PEOPLE,
    SERIES,
    Line,
    Rule,
    Scope,
    Table,
    Tables,
    Value,
)
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
    p = whole.count / whole.n
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


_HIDING: Mapping[str, Rule] = {**reach.HIDING, **questions.HIDING}
_DERIVED = ("knowledge", "gain", "bounds", "webinars")


def public_tables(exact: ExactTables) -> dict[Scope, dict[str, Table]]:
    """Return the tables of each report without what is about few people, or would reveal it."""
    publish = strictest(exact.surveys.values())
    found: dict[Scope, dict[str, Table]] = {scope: {} for scope in exact.tables}
    for id_ in dict.fromkeys(id_ for tables in exact.tables.values() for id_ in tables):
        family = {scope: found[id_] for scope, found in exact.tables.items() if id_ in found}
        rule = _rule(exact, next(iter(family.values())))
        for scope, table in rule(family, publish).items() if rule else ():
            found[scope][id_] = table
    _add_derived(exact, found, publish)
    return {
        scope: {id_: _without_few(found[scope][id_]) for id_ in tables if id_ in found[scope]}
        for scope, tables in exact.tables.items()
    }


def _rule(exact: ExactTables, table: Table) -> Rule | None:
    """Return what hides a kind of table; None for those that are made of public ones."""
    root = table.root
    if (root == "who" and table.by in PLACES) or (root == "response" and table.by):
        return None
    if root in _HIDING or root in _DERIVED:
        return _HIDING.get(root)
    if table.by is not None or not table.question:
        return None
    asked = exact.surveys[table.survey].questions
    question = next(question for question in asked if question.id == table.question)
    return public_choices if question.type is QuestionType.CHOICES else public_answers_to


def _add_derived(
    exact: ExactTables, found: dict[Scope, dict[str, Table]], publish: Publish
) -> None:
    for scope, table in public_places(exact.tables, publish):
        found[scope][table.id] = table
    for scope, tables in exact.tables.items():
        found[scope] |= _rates(exact, found, scope, publish)
        if "knowledge" in tables:
            found[scope]["knowledge"] = public_knowledge(tables["knowledge"], found[scope])
    for scope, table in public_gains(exact.gains, found, publish):
        found[scope][table.id] = table
    if main := exact.surveys.get(exact.main):
        groups = public_group_tables(main, exact.breakdowns, found[SERIES], publish)
        found[SERIES] |= {table.id: table for table in groups}
    found[SERIES] |= public_partners(exact.tables[SERIES], publish)
    _round_or_bound(exact, found, publish)
    for table in exact.tables[SERIES].values():
        if table.root == "webinars":
            shown = _of_public(table, found)
            found[SERIES] |= {other.id: other for other in shown}


def _round_or_bound(
    exact: ExactTables, found: dict[Scope, dict[str, Table]], publish: Publish
) -> None:
    """Round all public tables if the survey wants that; exact ones can have bounds."""
    for scope, tables in found.items():
        if publish.round:
            tables |= {id_: rounded_table(table, publish) for id_, table in tables.items()}
        elif "bounds" in exact.tables[scope]:
            tables["bounds"] = public_bounds(exact.tables[scope]["bounds"], tables)


def _rates(
    exact: ExactTables, found: Mapping[Scope, Tables], scope: Scope, publish: Publish
) -> dict[str, Table]:
    whole = found[SERIES]["funnel"].value("told") if "funnel" in found[SERIES] else None
    tables, series = exact.tables[scope].values(), exact.tables[SERIES]
    return {
        table.id: public_rates(whole, table, publish)
        for table in tables
        if table.root == "response" and table.by and table.lines == series[table.id].lines
    }


def _of_public(table: Table, found: Mapping[Scope, Tables]) -> Iterator[Table]:
    """Yield an indicator over the webinars, from what is public of each."""
    indicator = table.id.partition(".")[2]
    if indicator == "attendance":
        known = {str(scope[0]): tables["reach"].value("attended") for scope, tables in found.items()
                 if scope and "reach" in tables and not tables["reach"].too_few}  # fmt: skip
        shown = (line for line in table.lines if known.get(line.key) is not None)
        yield table.with_lines(replace(line, values=(known[line.key],)) for line in shown)
        return
    asked = found[SERIES].get(table.question)
    is_rating = asked is not None and any(line.key == "two_best" for line in asked.lines)
    key = "all" if indicator == "response" else "two_best" if is_rating else "correct"
    for public in over_webinars(found, indicator, key, (table.survey, table.question)):
        told = {line.key: line for line in public.lines}
        yield public.with_lines(
            told.get(line.key, Line(line.key, None, (None,))) for line in table.lines
        )


def _without_few(table: Table) -> Table:
    """Return a table of too few people without anything, not even how many they are."""
    return replace(table, lines=(), n=None) if table.too_few else table
