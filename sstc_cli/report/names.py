"""The names of tables, lines and columns in the language of a report."""

from sstc_cli.choices import By
from sstc_cli.model import Webinar
from sstc_cli.model.countries import LISTS
from sstc_cli.numbers.labels import Caption, LineLabel, ReportLabel, SummaryLabel
from sstc_cli.numbers.summary import PLACES, Breakdown
from sstc_cli.numbers.tables.groups import COMPARED, DIFFERENCE
from sstc_cli.numbers.tables.partners import AFTER
from sstc_cli.numbers.tables.questions import RECOMMEND, SUMS
from sstc_cli.numbers.tables.table import Table
from sstc_cli.numbers.words import answer_name, dimension_name, group_names
from sstc_cli.report.setting import Setting


def caption_of(setting: Setting, table: Table) -> str:
    """Return what a table is about, as its caption."""
    say = setting.words.say
    caption = Caption.__members__.get(table.id.replace(".", "_").upper())
    if caption and (not table.question or table.id == RECOMMEND):
        return say(caption)
    if table.root == "webinars":
        return say(Caption.OVER_WEBINARS, indicator=_indicator(setting, table))
    if table.by is None:
        return _question_apart(setting, table)
    dimension = dimension_name(setting.words, table.by)
    if table.root == "who":
        return say(Caption.WHO_OF_LIST if table.by in LISTS else Caption.WHO, dimension=dimension)
    if table.root == "response":
        return say(Caption.RESPONSE_BY, dimension=dimension)
    return say(Caption.BY, question=question_name(setting, table), dimension=dimension)


def question_name(setting: Setting, table: Table) -> str:
    question = setting.question(table)
    return question.text.pick(setting.language) if question else table.id


def _question_apart(setting: Setting, table: Table) -> str:
    """Return a question, after the title of its survey if another survey asks the same."""
    name, surveys = question_name(setting, table), setting.surveys
    asked = [
        survey.id
        for survey in surveys.values()
        if any(question.text.pick(setting.language) == name for question in survey.questions)
    ]
    if len(asked) < 2 or table.survey not in asked:
        return name
    title = surveys[table.survey].title.pick(setting.language)
    return setting.words.say(ReportLabel.SHOWS_ROW, name=title, values=name)


def _indicator(setting: Setting, table: Table) -> str:
    kind = table.id.partition(".")[2]
    if kind in ("attendance", "response"):
        is_rate = kind == "response"
        return setting.words.say(LineLabel.RATE if is_rate else SummaryLabel.ATTENDANCES_HEAD)
    return question_name(setting, table)


def line_names(setting: Setting, table: Table) -> dict[str, str]:
    keys = [line.key for line in table.lines]
    if table.by is not None:
        return dict(zip(keys, _groups(setting, table.by, keys), strict=True))
    return {key: _line_name(setting, table, key) for key in keys}


def column_name(setting: Setting, column: str) -> str:
    """Return the name of a column, or of a line that is not an answer."""
    if (days := column.removeprefix(AFTER)).isdigit():
        return setting.words.say(LineLabel.AFTER_DAYS, days=int(days))
    code = column.upper()
    label = LineLabel.__members__.get(code) or SummaryLabel.__members__.get(code)
    return setting.words.say(label) if label else column


def _groups(setting: Setting, by: By, keys: list[str]) -> list[str]:
    known = [key for key in keys if key not in ("all", DIFFERENCE)]
    groups = Breakdown(by, tuple(known), (None,) * len(known))
    role = "country" if by in PLACES else str(by)
    surveys = setting.surveys.values()
    asking = next((s for s in surveys if any(q.role == role for q in s.questions)), None)
    names = dict(zip(known, group_names(setting.words, asking, groups), strict=True))
    if by in COMPARED:
        first, second = (names.get(group, group) for group in COMPARED[by])
        names[DIFFERENCE] = setting.words.say(LineLabel.DIFFERENCE, first=first, second=second)
    return [names.get(key) or column_name(setting, key) for key in keys]


def _line_name(setting: Setting, table: Table, key: str) -> str:
    if table.id in ("knowledge", "bounds"):
        survey = setting.surveys.get(table.survey)
        texts = {asked.id: asked.text for asked in survey.questions} if survey else {}
        return texts[key].pick(setting.language) if key in texts else key
    if table.root in ("attendance", "webinars") and (webinar := setting.series.webinar_of(key)):
        return webinar_name(setting, webinar)
    if table.id == "themes":
        names = {theme.id: theme.text for theme in setting.written.themes}
        return names[key].pick(setting.language) if key in names else key
    question = setting.question(table)
    if question is not None and key not in SUMS and table.id != RECOMMEND:
        return answer_name(setting.words, question, key)
    return column_name(setting, key)


def webinar_name(setting: Setting, webinar: Webinar) -> str:
    title = webinar.title.pick(setting.language)
    return setting.words.say(ReportLabel.WEBINAR, number=webinar.number, title=title)
