"""The limits of a report, and what it discloses of its method."""

from collections.abc import Iterator, Sequence
from datetime import date

from sstc_cli.model.languages import language_name
from sstc_cli.numbers.tables.labels import ReportLabel
from sstc_cli.report.setting import Setting
from sstc_cli.report.unbroken import unbroken
from sstc_cli.report.values import response_rate, value_text
from sstc_cli.views.dates import plain_day_text
from sstc_cli.views.reports.parts import MethodLine


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
    said += _first_times(setting)
    said.append(say(ReportLabel.LIMIT_CAUSE))
    if not setting.office:
        said.append(say(ReportLabel.LIMIT_HIDDEN, least=least))
    return tuple(said)


def _first_times(setting: Setting) -> Iterator[str]:
    """Yield what “first time” means if the attendance of some webinars is not known."""
    words = setting.words
    known = sorted(
        number
        for number, tables in setting.others.items()
        if "reach" in tables and any(line.key == "attended" for line in tables["reach"].lines)
    )
    if known and len(known) < known[-1]:
        yield words.say(ReportLabel.LIMIT_FIRST_TIME, webinars=words.webinars(known))


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
    languages = say(", ").join(language_name(code, setting.language) for code in codes)
    webinars = setting.words.webinars(setting.covered)
    items = [
        (ReportLabel.METHOD_SPONSOR, say("; ").join(organisers)),
        (
            ReportLabel.METHOD_POPULATION,
            say(ReportLabel.METHOD_POPULATION_TEXT, webinars=webinars),
        ),
        (ReportLabel.METHOD_RECRUITMENT, say(ReportLabel.METHOD_RECRUITMENT_TEXT)),
        (ReportLabel.METHOD_MODE, say(ReportLabel.METHOD_MODE_TEXT, languages=languages)),
        (_dates_label(setting), _dates(setting)),
        (ReportLabel.METHOD_PRECISION, say(ReportLabel.METHOD_PRECISION_TEXT)),
        (ReportLabel.METHOD_WEIGHTS, say(ReportLabel.METHOD_WEIGHTS_TEXT)),
        (ReportLabel.METHOD_PROCESSING, say(ReportLabel.METHOD_PROCESSING_TEXT)),
        (ReportLabel.METHOD_HIDING, _hiding(setting)),
        (ReportLabel.METHOD_QUESTIONS, say(ReportLabel.METHOD_QUESTIONS_TEXT)),
    ]
    return tuple(MethodLine(say(name), text) for name, text in items if text)


def _hiding(setting: Setting) -> str:
    """Return what is hidden; nothing is in the edition for the office."""
    if setting.office:
        return ""
    return setting.words.say(ReportLabel.METHOD_HIDING_TEXT, least=least_of(setting))


def least_of(setting: Setting) -> int:
    """Return the strictest least count of the surveys."""
    return max((survey.publish.least for survey in setting.surveys.values()), default=5)


def _dates_label(setting: Setting) -> ReportLabel:
    days = {*days_of(setting)}
    return ReportLabel.METHOD_DATE if len(days) == 1 else ReportLabel.METHOD_DATES


def _dates(setting: Setting) -> str:
    if not (days := days_of(setting)):
        return ""
    starts, ends = (unbroken(plain_day_text(day, setting.language)) for day in (days[0], days[-1]))
    if starts == ends:
        return starts
    return setting.words.say(ReportLabel.METHOD_DATES_TEXT, starts=starts, ends=ends)


def days_of(setting: Setting) -> Sequence[date]:
    """Return the days of the webinars that the report covers, in order."""
    covered, webinars = setting.covered, setting.series.webinars
    return sorted(
        webinar.starts.date() for webinar in webinars if not covered or webinar.number in covered
    )
