"""The names of tables, lines and columns in the language of a report."""

from collections.abc import Mapping

from sstc_cli.choices import By
from sstc_cli.model import Survey
from sstc_cli.model.countries import LISTS
from sstc_cli.numbers.labels import ReportLabel, SummaryLabel
from sstc_cli.numbers.summary import PLACES, Breakdown
from sstc_cli.numbers.tables.groups import COMPARED, DIFFERENCE
from sstc_cli.numbers.tables.partners import AFTER, OUTCOMES, REQUESTS
from sstc_cli.numbers.tables.table import Table
from sstc_cli.numbers.words import answer_name, dimension_name, group_names
from sstc_cli.report.setting import Setting

_FIXED: Mapping[str, str] = {
    "registered": ReportLabel.REGISTERED,
    "attended": ReportLabel.ATTENDED,
    "answered": ReportLabel.ANSWERED,
    "people": ReportLabel.PEOPLE,
    "share": ReportLabel.SHARE,
    "rate": ReportLabel.RATE,
    "all": ReportLabel.ALL,
    "before": ReportLabel.BEFORE,
    "after": ReportLabel.AFTER,
    "gain": ReportLabel.GAIN,
    "pairs": ReportLabel.PAIRS,
    "lost": ReportLabel.LOST,
    "identified": ReportLabel.IDENTIFIED,
    "anonymous": ReportLabel.ANONYMOUS,
    "two_best": ReportLabel.TWO_BEST,
    "correct": ReportLabel.RIGHT,
    "mean": ReportLabel.MEAN,
    "score": ReportLabel.SCORE,
    "came": ReportLabel.CAME,
    "told": ReportLabel.TOLD,
    "low": ReportLabel.LOW,
    "high": ReportLabel.HIGH,
    "comments": ReportLabel.COMMENTS,
    "first_time": SummaryLabel.FIRST_TIME,
    "returning": SummaryLabel.RETURNING,
    "not_stated": SummaryLabel.NOT_STATED,
    "value": ReportLabel.COUNT,
    "promoters": SummaryLabel.PROMOTERS,
    "passives": SummaryLabel.PASSIVES,
    "detractors": SummaryLabel.DETRACTORS,
    "requests": ReportLabel.REQUESTS_COLUMN,
    "asked": ReportLabel.BOTH_ASKED,
    "agreed": ReportLabel.BOTH_AGREED,
    "introduced": ReportLabel.INTRODUCED,
    "met": ReportLabel.MET,
    "cooperating": ReportLabel.COOPERATING,
    "agreement": ReportLabel.AGREEMENT,
    "nothing": ReportLabel.NOTHING_CAME,
    "no_answer": ReportLabel.NO_ANSWER,
    "not_recorded": ReportLabel.NOT_RECORDED,
}
_CAPTIONS: Mapping[str, str] = {
    "reach": ReportLabel.REACH,
    "answers": ReportLabel.ANSWERS,
    "funnel": ReportLabel.FUNNEL,
    "attendance": ReportLabel.ATTENDANCE,
    "response": ReportLabel.RESPONSE,
    "recommend": ReportLabel.RECOMMEND,
    "knowledge": ReportLabel.KNOWLEDGE,
    "gain": ReportLabel.GAIN_OF_PAIRS,
    "bounds": ReportLabel.BOUNDS,
    "themes": ReportLabel.THEMES,
    REQUESTS: ReportLabel.REQUESTS,
    OUTCOMES: ReportLabel.OUTCOMES,
}


def caption_of(setting: Setting, table: Table) -> str:
    """Return what a table is about, as it stands above it."""
    say = setting.words.say
    if table.id in _CAPTIONS:
        return say(_CAPTIONS[table.id])
    root = table.id.partition(".")[0]
    if root == "webinars":
        return say(ReportLabel.OVER_WEBINARS, indicator=_indicator(setting, table))
    if table.by is not None:
        dimension = dimension_name(setting.words, table.by)
        if root == "who":
            label = ReportLabel.WHO_OF_LIST if table.by in LISTS else ReportLabel.WHO
            return say(label, dimension=dimension)
        if root == "response":
            return say(ReportLabel.RESPONSE_BY, dimension=dimension)
        return say(ReportLabel.BY, question=question_name(setting, table), dimension=dimension)
    return question_name(setting, table)


def question_name(setting: Setting, table: Table) -> str:
    """Return the question of a table as it was asked, or the id of the table."""
    question = setting.question(table)
    return question.text.pick(setting.language) if question else table.id


def _indicator(setting: Setting, table: Table) -> str:
    kind = table.id.partition(".")[2]
    if kind in ("attendance", "response"):
        return setting.words.say(
            ReportLabel.RATE if kind == "response" else SummaryLabel.ATTENDANCES_HEAD
        )
    return question_name(setting, table)


def line_names(setting: Setting, table: Table) -> dict[str, str]:
    """Return the names of all lines of a table by their codes."""
    keys = [line.key for line in table.lines]
    if table.by is not None:
        return dict(zip(keys, _groups(setting, table.by, keys), strict=True))
    return {key: _line_name(setting, table, key) for key in keys}


def column_name(setting: Setting, column: str) -> str:
    """Return the name of a column."""
    if (days := column.removeprefix(AFTER)).isdigit():
        return setting.words.say(ReportLabel.AFTER_DAYS, days=days)
    return setting.words.say(_FIXED[column]) if column in _FIXED else column


def _groups(setting: Setting, by: By, keys: list[str]) -> list[str]:
    known = [key for key in keys if key not in ("all", DIFFERENCE)]
    groups = Breakdown(by, tuple(known), (None,) * len(known))
    names = dict(zip(known, group_names(setting.words, _asking(setting, by), groups), strict=True))
    if by in COMPARED:
        first, second = (names.get(group, group) for group in COMPARED[by])
        names[DIFFERENCE] = setting.words.say(ReportLabel.DIFFERENCE, first=first, second=second)
    return [names.get(key) or column_name(setting, key) for key in keys]


def _asking(setting: Setting, by: By) -> Survey | None:
    role = "country" if by in PLACES else str(by)
    asking = (
        survey
        for survey in setting.surveys.values()
        if any(question.role == role for question in survey.questions)
    )
    return next(asking, None)


def _line_name(setting: Setting, table: Table, key: str) -> str:
    if table.id in ("knowledge", "bounds"):
        survey = setting.surveys.get(table.survey)
        texts = {asked.id: asked.text for asked in survey.questions} if survey else {}
        return texts[key].pick(setting.language) if key in texts else key
    if key.isdigit() and (table.id == "attendance" or table.id.startswith("webinars.")):
        return webinar_name(setting, int(key))
    if table.id == "themes":
        names = {theme.id: theme.text for theme in setting.written.themes}
        return names[key].pick(setting.language) if key in names else key
    question = setting.question(table)
    is_answer = key not in ("two_best", "mean", "correct", "score")
    if question is not None and is_answer and table.id != "recommend":
        return answer_name(setting.words, question, key)
    return column_name(setting, key)


def webinar_name(setting: Setting, number: int) -> str:
    """Return the number and the title of a webinar."""
    found = (webinar for webinar in setting.series.webinars if webinar.number == number)
    webinar = next(found, None)
    if webinar is None:
        return str(number)
    title = webinar.title.pick(setting.language)
    return setting.words.say(ReportLabel.WEBINAR, number=number, title=title)
