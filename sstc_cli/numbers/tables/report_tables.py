"""All tables of all reports, complete and public. All that is published passes `public_tables`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt

from sstc_cli.choices import By
from sstc_cli.model import QuestionType, Role, Survey
from sstc_cli.model.survey import Publish
from sstc_cli.numbers.cube import Cube
from sstc_cli.numbers.evaluation import breakdown
from sstc_cli.numbers.gain import Gain, knowledge_gain
from sstc_cli.numbers.rounding import rounded_table
from sstc_cli.numbers.statistics import Share
from sstc_cli.numbers.summary import PLACES, Breakdown
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
from sstc_cli.numbers.tables.people import (
    public_answers,
    public_attendance,
    public_participants,
    public_places,
    public_reach,
)
from sstc_cli.numbers.tables.questions import (
    UNCODED,
    Coded,
    public_answers_to,
    public_choices,
    public_themes,
    question_tables,
    themes_table,
)
from sstc_cli.numbers.tables.reach import public_rates, public_stages, reach_tables
from sstc_cli.numbers.tables.table import LEAST_IN_GROUP, LEAST_PEOPLE, SERIES, Line, Table, Value
from sstc_cli.store.requests import Request

_LEAST_EXPECTED = 5
_LIMITS = 3  # standard errors
_FEWEST = 2  # webinars that can be compared


def webinar_tables(
    cube: Cube, tables: Mapping[tuple[int, ...], Mapping[str, Table]]
) -> Iterator[Table]:
    """Yield a table for each rating and knowledge question, for attendance and response."""
    survey = cube.surveys.get(cube.main)
    for question in survey.questions if survey else ():
        if question.role in (Role.SATISFACTION, Role.KNOWLEDGE):
            key = "two_best" if question.scale else "correct"
            yield from over_webinars(tables, question.id, key, (cube.main, question.id))
    yield from over_webinars(tables, "response", "all", ("", ""))
    yield from _attendance(tables)


def over_webinars(
    tables: Mapping[tuple[int, ...], Mapping[str, Table]], id_: str, key: str,
    asked: tuple[str, str],
) -> Iterator[Table]:  # fmt: skip
    """Yield the value of one line of a table at each webinar, if it is known at several."""
    values = {
        scope[0]: _value(found[id_], key)
        for scope, found in tables.items()
        if scope and id_ in found and not found[id_].too_few
    }
    shown = {webinar: value for webinar, value in values.items() if value is not None}
    whole = tables[SERIES].get(id_)
    if len(shown) < _FEWEST or whole is None:
        return
    yield _compared(f"webinars.{id_}", shown, _value(whole, key), asked)


def _compared(id_: str, values: Mapping[int, Value], whole: Value, asked: tuple[str, str]) -> Table:
    lines = tuple(
        Line(str(webinar), value.n if isinstance(value, Share) else None, (value,),
             outlying=_is_outlying(value, whole))
        for webinar, value in sorted(values.items())
    )  # fmt: skip
    n = sum(line.n or 0 for line in lines)
    shares = [value for value in values.values() if isinstance(value, Share)]
    band = _band(shares, whole) if isinstance(whole, Share) else None
    return Table(id_, ("share",), lines, max(n, LEAST_IN_GROUP), LEAST_IN_GROUP, *asked, band=band)


def _value(table: Table, key: str) -> Value:
    return next((line.values[0] for line in table.lines if line.key == key), None)


def _is_outlying(value: Value, whole: Value) -> bool:
    """Return whether a share is more than three standard errors from that of all webinars."""
    if not isinstance(value, Share) or not isinstance(whole, Share) or not whole.n:
        return False
    p = whole.count / whole.n
    if min(value.n * p, value.n * (1 - p)) < _LEAST_EXPECTED:
        return False
    return abs(value.count / value.n - p) > _LIMITS * sqrt(p * (1 - p) / value.n)


def _band(shares: list[Share], whole: Share) -> tuple[float, float] | None:
    """Return the range around the share of all webinars for one of middle size."""
    if not shares or not whole.n:
        return None
    n = sorted(share.n for share in shares)[len(shares) // 2]
    p = whole.count / whole.n
    half = _LIMITS * sqrt(p * (1 - p) / n)
    return round(100 * max(0.0, p - half), 1), round(100 * min(1.0, p + half), 1)


def _attendance(tables: Mapping[tuple[int, ...], Mapping[str, Table]]) -> Iterator[Table]:
    attended = {}
    for scope, found in tables.items():
        if scope and "reach" in found:
            value = found["reach"].value("attended")
            if value:
                attended[scope[0]] = value
    if len(attended) >= _FEWEST:
        lines = tuple(Line(str(number), None, (value,)) for number, value in attended.items())
        table = Table("webinars.attendance", ("people",), lines, LEAST_PEOPLE, LEAST_PEOPLE)
        yield replace(table, lines=tuple(sorted(lines, key=lambda line: int(line.key))))


Scope = tuple[int, ...]  # a webinar, or none for the series
Tables = Mapping[str, Table]  # by id

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
    """Return the tables of the series and of every webinar with data."""
    scopes: list[Scope] = [SERIES, *((webinar,) for webinar in cube.webinars)]
    pairs = cube.pairs(cube.main) if cube.main else None
    gains = {scope: knowledge_gain(pairs, scope) for scope in scopes} if pairs else {}
    groups = dict(_breakdowns(cube))
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


def _breakdowns(cube: Cube) -> Iterator[tuple[By, Breakdown]]:
    for by in DIMENSIONS if cube.main else ():
        found = breakdown(cube.survey(cube.main), by)
        if found is not None:
            yield by, found


Family = Mapping[Scope, Table]  # the tables with one id
Rule = Callable[[Family, Publish], Mapping[Scope, Table]]

_PEOPLE: Mapping[str, Rule] = {
    "reach": public_reach,
    "answers": public_answers,
    "funnel": public_stages,
    "attendance": public_attendance,
    "who": public_participants,
    "response": public_stages,
    "themes": public_themes,
}
_DERIVED = ("knowledge", "gain", "bounds", "webinars")
_KEYS = {"response": "all"}  # the line that is shown over the webinars


def public_tables(exact: ExactTables) -> dict[Scope, dict[str, Table]]:
    """Return the tables of each report without what is about few people, or would reveal it."""
    publish = strictest_of(exact.surveys)
    found: dict[Scope, dict[str, Table]] = {scope: {} for scope in exact.tables}
    for id_, family in _families(exact.tables):
        rule = _rule(exact, next(iter(family.values())))
        for scope, table in rule(family, publish).items() if rule else ():
            found[scope][id_] = table
    _add_derived(exact, found, publish)
    return {scope: _in_order(exact.tables[scope], tables) for scope, tables in found.items()}


def strictest_of(surveys: Mapping[str, Survey]) -> Publish:
    """Return thresholds that satisfy all surveys."""
    own = [survey.publish for survey in surveys.values()] or [Publish()]
    return own[0].replaced(
        least=max(publish.least for publish in own),
        rate=max(publish.rate for publish in own),
        round=max(publish.round for publish in own),
    )


def _families(tables: Mapping[Scope, Tables]) -> Iterator[tuple[str, Family]]:
    ids = dict.fromkeys(id_ for found in tables.values() for id_ in found)
    for id_ in ids:
        yield id_, {scope: found[id_] for scope, found in tables.items() if id_ in found}


def _rule(exact: ExactTables, table: Table) -> Rule | None:
    """Return what hides a kind of table; None for those that are made of public ones."""
    root = table.id.partition(".")[0]
    if (root == "who" and table.by in PLACES) or (root == "response" and table.by):
        return None
    if root in _PEOPLE or root in _DERIVED:
        return _PEOPLE.get(root)
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
    for id_, table in exact.tables[SERIES].items():
        if id_.startswith("webinars."):
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
    """Return the response rates of groups: in the series, whose webinars could be subtracted."""
    whole = found[SERIES]["funnel"].value("told") if "funnel" in found[SERIES] else None
    tables, series = exact.tables[scope].values(), exact.tables[SERIES]
    return {
        table.id: public_rates(whole, table, publish)
        for table in tables
        if table.id.startswith("response.") and table.lines == series[table.id].lines
    }


def _of_public(table: Table, found: Mapping[Scope, Tables]) -> Iterator[Table]:
    """Yield an indicator over the webinars, from what is public of each."""
    indicator = table.id.partition(".")[2]
    if indicator == "attendance":
        known = {str(scope[0]): tables["reach"].value("attended") for scope, tables in found.items()
                 if scope and "reach" in tables and not tables["reach"].too_few}  # fmt: skip
        shown = (line for line in table.lines if known.get(line.key) is not None)
        lines = tuple(replace(line, values=(known[line.key],)) for line in shown)
        yield replace(table, lines=lines)
        return
    key = _KEYS.get(indicator) or ("two_best" if _is_rating(table, found) else "correct")
    for public in over_webinars(found, indicator, key, (table.survey, table.question)):
        told = {line.key: line for line in public.lines}
        every = (told.get(line.key, Line(line.key, None, (None,))) for line in table.lines)
        yield replace(public, lines=tuple(every))


def _is_rating(table: Table, found: Mapping[Scope, Tables]) -> bool:
    whole = found[SERIES].get(table.question)
    return whole is not None and any(line.key == "two_best" for line in whole.lines)


def _in_order(exact: Tables, found: Mapping[str, Table]) -> dict[str, Table]:
    """Return public tables in the order of the complete ones, without what nobody may know."""
    return {id_: _without_n(found[id_]) for id_ in exact if id_ in found}


def _without_n(table: Table) -> Table:
    """Return a table of too few people without anything, not even how many they are."""
    return replace(table, lines=(), n=None) if table.too_few else table
