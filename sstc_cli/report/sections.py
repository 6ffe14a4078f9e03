"""The tables of each section of a report."""

from collections.abc import Callable

from sstc_cli.model import Role
from sstc_cli.numbers.breakdown import By
from sstc_cli.numbers.tables.partners import OUTCOMES, REQUESTS
from sstc_cli.numbers.tables.table import Table
from sstc_cli.report.setting import Setting

_OF_WEBINAR = (By.GENDER, By.SUBREGION)
_SAID = (Role.NEWNESS, Role.INTENTION, Role.RELEVANCE)
_COMPARED = (Role.SATISFACTION, Role.KNOWLEDGE)
_OF_SERIES = (*_OF_WEBINAR, By.AUDIENCE, By.LANGUAGE, By.LDC)


def is_of(*roots: str) -> Callable[[Table], bool]:
    """Return a function that says whether the id of a table begins with one of these."""
    return lambda table: table.id.partition(".")[0] in roots and ".by_" not in table.id


def in_reach(setting: Setting) -> Callable[[Table], bool]:
    """Return what belongs to the reach; a webinar's short report has fewer properties."""
    properties = _OF_WEBINAR if setting.webinar else _OF_SERIES

    def belongs(table: Table) -> bool:
        root = table.id.partition(".")[0]
        return root in ("reach", "funnel", "attendance") or (
            root == "who" and table.by in properties
        )

    return belongs


def is_reaction(setting: Setting, table: Table) -> bool:
    """Return whether a table is about an answer after the webinar which is not about knowledge."""
    question = setting.question(table)
    if table.id == "recommend":
        return True
    told = question is not None and not question.correct and question.role not in _SAID
    return told and _is_reported(setting, table)


def _is_reported(setting: Setting, table: Table) -> bool:
    """Return whether a table has the answers of all to a question after the webinar."""
    survey = setting.surveys.get(table.survey)
    special = is_of(
        "webinars", "who", "response", "bounds", "knowledge", "gain", "themes", "funnel"
    )
    return survey is not None and survey.when == "after" and not special(table) and not table.by


def is_learning(setting: Setting, table: Table) -> bool:
    """Return whether a table is about knowledge, or about what people say of it."""
    question = setting.question(table)
    if table.id in ("knowledge", "gain"):
        return True
    return question is not None and question.role in _SAID and _is_reported(setting, table)


def is_compared(setting: Setting, table: Table) -> bool:
    """Return whether the groups of a table are shown, and not only in the annex."""
    question = setting.question(table)
    return ".by_" in table.id and question is not None and question.role in _COMPARED


def is_of_partners(table: Table) -> bool:
    """Return whether a table is about introductions."""
    return table.id in (REQUESTS, OUTCOMES)


def about_respondents(setting: Setting) -> tuple[str, ...]:
    """Return what the ids of tables about those who answered begin with."""
    return ("bounds",) if setting.webinar else ("response", "bounds")


def is_later(setting: Setting, table: Table) -> bool:
    """Return whether a table is about answers months later."""
    survey = setting.surveys.get(table.survey)
    return survey is not None and survey.when == "later"
