"""The findings of a report: which figures stand in which part, and what is said about them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

from sstc_cli.model import Role
from sstc_cli.model.report.figure import Figure
from sstc_cli.numbers.breakdown import By
from sstc_cli.numbers.statistics import Mean
from sstc_cli.numbers.tables.labels import ReportLabel
from sstc_cli.numbers.tables.table import Table
from sstc_cli.report.figures.make import figure_id
from sstc_cli.report.names import caption_of, column_name
from sstc_cli.report.setting import Setting
from sstc_cli.report.values import level_text, response_rate, value_text
from sstc_cli.views.reports.parts import Findings, Part

_OF_WEBINAR = (By.GENDER, By.SUBREGION)
_SAID = (Role.NEWNESS, Role.INTENTION, Role.RELEVANCE)
_COMPARED = (Role.SATISFACTION, Role.KNOWLEDGE)
_OF_SERIES = (*_OF_WEBINAR, By.AUDIENCE, By.LANGUAGE, By.LDC)


def findings_of(setting: Setting, figures: Mapping[str, Figure]) -> Findings:
    """Return all findings of a report."""

    def part(belongs: Callable[[Table], bool], sentences: Iterable[str] = ()) -> Part | None:
        tables = [table for table in setting.tables.values() if belongs(table)]
        drawn = [figure_id(setting, table) for table in tables]
        shown = tuple(id_ for id_ in dict.fromkeys(drawn) if id_ in figures)
        told, remarks = tuple(sentences), tuple(_too_few(setting, tables))
        return Part(told, shown, remarks) if told or shown or remarks else None

    return Findings(
        reach=part(_in_reach(setting), _reach(setting)),
        respondents=part(_is_of(*_about_respondents(setting)), _rate(setting)),
        reaction=part(lambda table: _is_reaction(setting, table)),
        learning=part(lambda table: _is_learning(setting, table), _gain(setting)),
        groups=part(lambda table: _is_compared(setting, table)),
        webinars=part(_is_of("webinars")),
        comments=part(_is_of("themes")),
        later=part(lambda table: _is_later(setting, table), _later(setting)),
    )


def _is_of(*roots: str) -> Callable[[Table], bool]:
    return lambda table: table.id.partition(".")[0] in roots and ".by_" not in table.id


def _in_reach(setting: Setting) -> Callable[[Table], bool]:
    """Return what belongs to the reach; a webinar's short report has fewer properties."""
    properties = _OF_WEBINAR if setting.webinar else _OF_SERIES

    def belongs(table: Table) -> bool:
        root = table.id.partition(".")[0]
        return root in ("reach", "funnel", "attendance") or (
            root == "who" and table.by in properties
        )

    return belongs


def _is_reaction(setting: Setting, table: Table) -> bool:
    """Return whether a table is about an answer after the webinar which is not about knowledge."""
    question = setting.question(table)
    if table.id == "recommend":
        return True
    told = question is not None and not question.correct and question.role not in _SAID
    return told and _is_reported(setting, table)


def _is_reported(setting: Setting, table: Table) -> bool:
    """Return whether a table has the answers of all to a question after the webinar."""
    survey = setting.surveys.get(table.survey)
    special = _is_of(
        "webinars", "who", "response", "bounds", "knowledge", "gain", "themes", "funnel"
    )
    return survey is not None and survey.when == "after" and not special(table) and not table.by


def _is_learning(setting: Setting, table: Table) -> bool:
    """Return whether a table is about knowledge, or about what people say of it."""
    question = setting.question(table)
    if table.id in ("knowledge", "gain"):
        return True
    return question is not None and question.role in _SAID and _is_reported(setting, table)


def _is_compared(setting: Setting, table: Table) -> bool:
    """Return whether the groups of a table are shown, and not only in the annex."""
    question = setting.question(table)
    return ".by_" in table.id and question is not None and question.role in _COMPARED


def _about_respondents(setting: Setting) -> tuple[str, ...]:
    return ("bounds",) if setting.webinar else ("response", "bounds")


def _is_later(setting: Setting, table: Table) -> bool:
    survey = setting.surveys.get(table.survey)
    return survey is not None and survey.when == "later"


def _too_few(setting: Setting, tables: Iterable[Table]) -> Iterator[str]:
    """Yield the tables that are not shown, those with the same least number in one sentence."""
    say = setting.words.say
    few = sorted((t for t in tables if t.too_few and t.id != "gain"), key=lambda t: t.least)
    for least, same in groupby(few, key=lambda table: table.least):
        captions = dict.fromkeys(caption_of(setting, table) for table in same)
        yield say(ReportLabel.TOO_FEW, least=least, captions=say("; ").join(captions))


def _reach(setting: Setting) -> Iterator[str]:
    table = setting.tables.get("reach")
    if table is None or table.too_few:
        return
    words = setting.words
    told = [
        words.say(
            ReportLabel.STAGE,
            stage=column_name(setting, line.key),
            people=value_text(words, line.values[0]),
        )
        for line in table.lines
        if line.values[0] is not None
    ]
    if told:
        yield words.say(ReportLabel.REACH_IN_WORDS, stages=words.say(", ").join(told))


def _rate(setting: Setting) -> Iterator[str]:
    share = response_rate(setting)
    if share is not None and share.low is not None and share.high is not None:
        ends = {"low": round(share.low), "high": round(share.high)}
        text = value_text(setting.words, share)
        yield setting.words.say(ReportLabel.RATE_IN_WORDS, share=text, **ends)
        yield setting.words.say(ReportLabel.SELF_SELECTED)


def _gain(setting: Setting) -> Iterator[str]:
    table, words = setting.tables.get("gain"), setting.words
    if table is None:
        return
    if table.too_few:
        if setting.office and table.n is not None:
            yield words.say(ReportLabel.NO_GAIN, count=table.n)
        else:
            yield words.say(ReportLabel.NO_GAIN_HIDDEN, least=table.least)
        return
    values = {line.key: line.values[0] for line in table.lines}
    gain = values.get("gain")
    if isinstance(gain, Mean):
        pairs = value_text(words, values.get("pairs"))
        difference = words.difference(gain)
        yield words.say(ReportLabel.GAIN_IN_WORDS, pairs=pairs, difference=difference)
        ends = {key: level_text(words, values.get(key)) for key in ("before", "after")}
        if values.get("before") is not None:
            yield words.say(ReportLabel.LEVELS_IN_WORDS, **ends)
        if lost := values.get("lost"):
            yield words.say(ReportLabel.LOST_IN_WORDS, lost=value_text(words, lost))


def _later(setting: Setting) -> Iterator[str]:
    if any(_is_later(setting, table) and not table.too_few for table in setting.tables.values()):
        yield setting.words.say(ReportLabel.LATER_IN_WORDS)
