"""The findings of a report: which figures stand in which part, and what is said about them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

from sstc_cli.choices import By
from sstc_cli.model import Role
from sstc_cli.model.view import Figure
from sstc_cli.numbers.labels import ReportLabel
from sstc_cli.numbers.statistics import Mean, Share
from sstc_cli.numbers.tables.partners import OUTCOMES, REQUESTS
from sstc_cli.numbers.tables.table import Line, Table
from sstc_cli.report.figures import TOLD, figure_id
from sstc_cli.report.names import caption_of, column_name
from sstc_cli.report.setting import Setting
from sstc_cli.report.values import as_item, level_text, response_rate, value_text
from sstc_cli.views.reports import Findings, Part

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
    return table.id in (REQUESTS, OUTCOMES)


def about_respondents(setting: Setting) -> tuple[str, ...]:
    """Return what the ids of tables about those who answered begin with."""
    return ("bounds",) if setting.webinar else ("response", "bounds")


def is_later(setting: Setting, table: Table) -> bool:
    """Return whether a table is about answers months later."""
    survey = setting.surveys.get(table.survey)
    return survey is not None and survey.when == "later"


def tell_reach(setting: Setting) -> Iterator[str]:
    """Yield how many people registered, attended and answered."""
    table = setting.tables.get("reach")
    if table is None or table.too_few:
        return
    words = setting.words
    told = [_stage(setting, line) for line in table.lines if line.values[0] is not None]
    if told:
        yield words.say(ReportLabel.REACH_IN_WORDS, stages=words.say(", ").join(told))


def _stage(setting: Setting, line: Line) -> str:
    """Return how many people came so far; anonymous answers may be of the same people."""
    say, people = setting.words.say, value_text(setting.words, line.values[0])
    told = say(ReportLabel.STAGE, stage=column_name(setting, line.key), people=people)
    answers = setting.tables.get("answers") if line.key == "answered" else None
    if answers is None:
        return told
    if answers.too_few:
        return say(ReportLabel.STAGE_WITH_ANONYMOUS, stage=told)
    known, anonymous = (answers.value(key) for key in ("identified", "anonymous"))
    return say(ReportLabel.STAGE_OF_ANSWERS, stage=told, people=known, anonymous=anonymous)


def tell_rate(setting: Setting) -> Iterator[str]:
    """Yield the response rate, and what it leaves open."""
    share = response_rate(setting)
    if isinstance(share, Share) and share.low is not None and share.high is not None:
        ends = {"low": round(share.low), "high": round(share.high)}
        text = value_text(setting.words, share)
        label = ReportLabel.RATE_IN_WORDS if setting.webinar else ReportLabel.RATE_OF_VISITS
        yield setting.words.say(label, share=text, **ends)
        known = setting.tables.get("funnel")
        told = known.value("told") if known and not known.too_few else None
        if told is not None and told != share and not setting.webinar:
            text = value_text(setting.words, told)
            yield setting.words.say(ReportLabel.RATE_OF_KNOWN, share=text)
        yield setting.words.say(ReportLabel.SELF_SELECTED)


def tell_gain(setting: Setting) -> Iterator[str]:
    """Yield what those learnt who answered before and after."""
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
    if gain is None:
        yield words.say(ReportLabel.GAIN_HIDDEN, pairs=value_text(words, values.get("pairs")))
    if isinstance(gain, Mean):
        pairs = value_text(words, values.get("pairs"))
        difference = words.difference(gain)
        yield words.say(ReportLabel.GAIN_IN_WORDS, pairs=pairs, difference=difference)
        ends = {key: level_text(words, values.get(key)) for key in ("before", "after")}
        if values.get("before") is not None:
            yield words.say(ReportLabel.LEVELS_IN_WORDS, **ends)
        if lost := values.get("lost"):
            yield words.say(ReportLabel.LOST_IN_WORDS, lost=value_text(words, lost))


def tell_later(setting: Setting) -> Iterator[str]:
    """Yield whose word the answers months later are."""
    if any(is_later(setting, table) and not table.too_few for table in setting.tables.values()):
        yield setting.words.say(ReportLabel.LATER_IN_WORDS)


def tell_partners(setting: Setting) -> Iterator[str]:
    if any(is_of_partners(table) for table in setting.tables.values()):
        yield setting.words.say(ReportLabel.INTRODUCED_IN_WORDS)


def findings_of(setting: Setting, figures: Mapping[str, Figure]) -> Findings:
    """Return all findings of a report."""

    def part(belongs: Callable[[Table], bool], sentences: Iterable[str] = ()) -> Part | None:
        tables = [table for table in setting.tables.values() if belongs(table)]
        drawn = [figure_id(setting, table) for table in tables]
        shown = tuple(id_ for id_ in dict.fromkeys(drawn) if id_ in figures)
        told = tuple(sentences)
        remarks = (*_too_few(setting, tables), *_hidden(setting, tables, figures))
        return Part(told, shown, remarks) if told or shown or remarks else None

    return Findings(
        reach=part(in_reach(setting), tell_reach(setting)),
        respondents=part(is_of(*about_respondents(setting)), tell_rate(setting)),
        reaction=part(lambda table: is_reaction(setting, table)),
        learning=part(lambda table: is_learning(setting, table), tell_gain(setting)),
        groups=part(lambda table: is_compared(setting, table)),
        webinars=part(is_of("webinars")),
        comments=part(is_of("themes")),
        later=part(lambda table: is_later(setting, table), tell_later(setting)),
        partners=part(is_of_partners, tell_partners(setting)),
    )


def _too_few(setting: Setting, tables: Iterable[Table]) -> Iterator[str]:
    """Yield the tables that are not shown, those with the same least number in one sentence."""
    say = setting.words.say
    few = sorted((t for t in tables if t.too_few and t.id != "gain"), key=_least)
    for (least, of_partners), same in groupby(few, key=_least):
        captions = dict.fromkeys(caption_of(setting, table) for table in same)
        label = ReportLabel.TOO_FEW_REQUESTS if of_partners else ReportLabel.TOO_FEW
        yield say(label, least=least, captions=as_item(say("; ").join(captions)))


def _least(table: Table) -> tuple[int, bool]:
    return table.least, is_of_partners(table)


def _hidden(
    setting: Setting, tables: Iterable[Table], figures: Mapping[str, Figure]
) -> Iterator[str]:
    """Yield the tables of enough people without a figure: all of their values are hidden."""
    alone = (table for table in tables if not table.too_few and table.id not in TOLD)
    hidden = [table for table in alone if figure_id(setting, table) not in figures]
    if hidden:
        captions = dict.fromkeys(caption_of(setting, table) for table in hidden)
        say = setting.words.say
        yield say(ReportLabel.ALL_HIDDEN, captions=say("; ").join(captions))
