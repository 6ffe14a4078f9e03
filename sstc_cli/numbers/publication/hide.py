"""The public form of all tables of all reports. Everything published passes it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from sstc_cli.model import QuestionType, Survey
from sstc_cli.model.publish import Publish
from sstc_cli.numbers.breakdown import PLACES
from sstc_cli.numbers.publication.groups import public_group_tables
from sstc_cli.numbers.publication.learning import (
    public_bounds,
    public_gains,
    public_knowledge,
)
from sstc_cli.numbers.publication.partners import public_partners
from sstc_cli.numbers.publication.people import (
    public_answers,
    public_attendance,
    public_participants,
    public_reach,
)
from sstc_cli.numbers.publication.places import public_places
from sstc_cli.numbers.publication.questions import public_choices, public_question
from sstc_cli.numbers.publication.rates import public_rates, public_stages
from sstc_cli.numbers.publication.themes import public_themes
from sstc_cli.numbers.rounding import rounded_table
from sstc_cli.numbers.tables.exact import ExactTables, Scope, Tables
from sstc_cli.numbers.tables.table import SERIES, Line, Table
from sstc_cli.numbers.tables.webinars import over_webinars

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
    """Yield the tables with the same id of all reports together."""
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
    return public_choices if question.type is QuestionType.CHOICES else public_question


def _add_derived(
    exact: ExactTables, found: dict[Scope, dict[str, Table]], publish: Publish
) -> None:
    """Add the tables that are made of public ones."""
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
