"""The annex of a report: its method and limits, all results, questions and sources."""

from collections.abc import Sequence
from datetime import date

from sstc_cli.model.countries import LISTS
from sstc_cli.model.languages import language_name
from sstc_cli.numbers.labels import ReportLabel, SummaryLabel
from sstc_cli.numbers.public_groups import LIST_BASE
from sstc_cli.numbers.statistics import Mean
from sstc_cli.numbers.tables.groups import DIFFERENCE
from sstc_cli.numbers.tables.table import Table, Value
from sstc_cli.report.figure_parts import source_of
from sstc_cli.report.figures import by_group, group_caption, group_heading
from sstc_cli.report.names import caption_of, column_name, line_names
from sstc_cli.report.setting import Setting
from sstc_cli.report.values import (
    interval_text,
    level_text,
    people_text,
    response_rate,
    unbroken,
    value_text,
)
from sstc_cli.store.history import Import
from sstc_cli.views.dates import plain_day_text
from sstc_cli.views.reports import (
    AskedQuestion,
    AskedSurvey,
    MethodLine,
    SourceFile,
    TableOfResults,
)


def limits_of(setting: Setting) -> tuple[str, ...]:
    """Return the limits of every report, then those that people wrote."""
    say, least = setting.words.say, least_of(setting)
    rate = response_rate(setting)
    said = [say(ReportLabel.LIMIT_CHOICE)]
    if rate is None:
        is_hidden = "response" in setting.tables
        unknown = ReportLabel.LIMIT_RATE_HIDDEN if is_hidden else ReportLabel.LIMIT_NO_ATTENDANCE
        said.append(say(unknown))
    else:
        share = value_text(setting.words, rate)
        label = ReportLabel.LIMIT_RATE if setting.webinar else ReportLabel.LIMIT_RATE_OF_VISITS
        said.append(say(label, share=share))
    if setting.webinar is None:
        said.append(say(ReportLabel.LIMIT_REPEATED))
    # what “first time” means if the attendance of some webinars is not known
    known = sorted(
        setting.series.numbers[id_]
        for id_, tables in setting.others.items()
        if "reach" in tables and any(line.key == "attended" for line in tables["reach"].lines)
    )
    if known and len(known) < known[-1]:
        said.append(say(ReportLabel.LIMIT_FIRST_TIME, webinars=setting.words.webinars(known)))
    said.append(say(ReportLabel.LIMIT_CAUSE))
    if not setting.office:
        said.append(say(ReportLabel.LIMIT_HIDDEN, least=least))
        said.append(say(SummaryLabel.NOTE_LEFT_OUT, least=least))
        if any(table.by in LISTS for table in setting.shown):
            said.append(say(SummaryLabel.NOTE_LIST, base=LIST_BASE))
    if setting.waits_since:
        said.append(say(ReportLabel.LIMIT_WAITING, name=setting.waits_since))
    return tuple(said)


def covered_by(setting: Setting) -> str:
    """Return how many webinars of the series have results, and which ones if some have none."""
    words, covered, count = setting.words, setting.covered, setting.series.count
    if not covered:
        return str(count)
    webinars = words.webinars(covered)
    return words.say(ReportLabel.COVERED, covered=len(covered), count=count, webinars=webinars)


def method_of(setting: Setting) -> tuple[MethodLine, ...]:
    """Return what the American Association for Public Opinion Research wants to be disclosed.

    Source: its Code of Professional Ethics and Practices, section III, items of disclosure.
    """
    say, series = setting.words.say, setting.series
    organisers = (office.name.pick(setting.language) for office in series.organisers)
    titles = (survey.title.by_language for survey in setting.surveys.values())
    codes = dict.fromkeys(code or series.languages[0] for title in titles for code in title)
    languages = setting.words.listed(language_name(code, setting.language) for code in codes)
    webinars = setting.words.webinars(setting.covered)
    population = say(ReportLabel.METHOD_POPULATION_TEXT, webinars=webinars)
    hiding = say(ReportLabel.METHOD_HIDING_TEXT, least=least_of(setting))
    days = days_of(setting)
    dates = ReportLabel.METHOD_DATE if len({*days}) == 1 else ReportLabel.METHOD_DATES
    items = [
        (ReportLabel.METHOD_SPONSOR, say("; ").join(organisers)),
        (ReportLabel.METHOD_POPULATION, population),
        (ReportLabel.METHOD_RECRUITMENT, say(ReportLabel.METHOD_RECRUITMENT_TEXT)),
        (ReportLabel.METHOD_MODE, say(ReportLabel.METHOD_MODE_TEXT, languages=languages)),
        (dates, _dates(setting, days)),
        (ReportLabel.METHOD_PRECISION, say(ReportLabel.METHOD_PRECISION_TEXT)),
        (ReportLabel.METHOD_WEIGHTS, say(ReportLabel.METHOD_WEIGHTS_TEXT)),
        (ReportLabel.METHOD_PROCESSING, say(ReportLabel.METHOD_PROCESSING_TEXT)),
        (ReportLabel.METHOD_HIDING, "" if setting.office else hiding),
        (ReportLabel.METHOD_QUESTIONS, say(ReportLabel.METHOD_QUESTIONS_TEXT)),
    ]
    return tuple(MethodLine(say(name), text) for name, text in items if text)


def least_of(setting: Setting) -> int:
    return max((survey.publish.least for survey in setting.surveys.values()), default=5)


def _dates(setting: Setting, days: Sequence[date]) -> str:
    if not days:
        return ""
    starts, ends = (unbroken(plain_day_text(day, setting.language)) for day in (days[0], days[-1]))
    if starts == ends:
        return starts
    return setting.words.say(ReportLabel.METHOD_DATES_TEXT, starts=starts, ends=ends)


def days_of(setting: Setting) -> Sequence[date]:
    covered, webinars = setting.covered, setting.series.webinars
    return sorted(
        webinar.starts.date() for webinar in webinars if not covered or webinar.number in covered
    )


def tables_of(setting: Setting) -> tuple[TableOfResults, ...]:
    """Return all tables that are shown, those of groups question by question."""
    grouped = by_group(setting)
    compared = [table for same in grouped.values() for table in same]
    alone = [table for table in setting.shown if table not in compared]
    return (
        *(table_of_results(setting, caption_of(setting, table), [table]) for table in alone),
        *(
            table_of_results(setting, group_caption(setting, id_, same), same, headed=True)
            for id_, same in grouped.items()
        ),
    )


def table_of_results(
    setting: Setting, caption: str, tables: Sequence[Table], *, headed: bool = False
) -> TableOfResults:
    """Return the lines of tables, which are `headed` by the property that they group people by."""
    rows = []
    for table in tables:
        rows += [[group_heading(setting, table)]] if headed else []
        names = line_names(setting, table)
        for line in table.lines:
            cells = [_cell(setting, table, line.key, value) for value in line.values]
            rows.append([names[line.key], *cells, people_text(setting.words, line)])
    head = ["", *(column_name(setting, column) for column in tables[0].columns), "n"]
    if not any(row[-1] for row in rows if len(row) > 1) or tables[0].id == "reach":
        head, rows = head[:-1], [row[: len(head) - 1] for row in rows]
    note = next((source_of(setting, table) for table in tables if table.id in setting.late), "")
    return TableOfResults(caption, tuple(head), tuple(map(tuple, rows)), note)


def _cell(setting: Setting, table: Table, key: str, value: Value) -> str:
    if table.id == "bounds":
        return setting.words.say(ReportLabel.PERCENT, percent=value)
    if isinstance(value, Mean) and key in ("gain", DIFFERENCE):
        return setting.words.difference(value)
    if table.id == "gain" and isinstance(value, Mean):
        return level_text(setting.words, value)
    text, interval = value_text(setting.words, value), interval_text(setting.words, value)
    if not interval:
        return text
    return setting.words.say("{name} ({short})", name=text, short=interval)


_TIMES = {"before": 0, "after": 1, "later": 2}
_HASH = 12  # characters of a hash that are enough to recognise a file


def questions_of(setting: Setting) -> tuple[AskedSurvey, ...]:
    return tuple(
        AskedSurvey(
            survey.title.pick(setting.language),
            tuple(
                AskedQuestion(asked.id, tuple(asked.text.by_language.values()))
                for asked in survey.questions
            ),
        )
        for survey in sorted(setting.surveys.values(), key=lambda survey: _TIMES[survey.when])
    )


def sources_of(setting: Setting, files: Sequence[Import]) -> tuple[SourceFile, ...]:
    return tuple(_source(setting, file) for file in files)


def _source(setting: Setting, file: Import) -> SourceFile:
    survey = setting.surveys.get(file.survey)
    attendance = setting.words.say(ReportLabel.ATTENDANCE_FILE)
    what = survey.title.pick(setting.language) if survey else attendance
    day = unbroken(plain_day_text(date.fromisoformat(file.imported), setting.language))
    rows = str(file.rows) if setting.office else ""  # rows that do not count are about few people
    return SourceFile(file.file, file.sha256[:_HASH], what, rows, day)
