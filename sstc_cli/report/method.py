"""The limits of a report, and what it discloses of its method."""

from collections.abc import Sequence
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
    said.append(say(ReportLabel.LIMIT_CAUSE))
    if not setting.office:
        said.append(say(ReportLabel.LIMIT_HIDDEN, least=least))
    return tuple(said)


def covered_by(setting: Setting) -> str:
    """Return how many webinars of the series have results, and which ones if some have none."""
    numbers, count = sorted(setting.others), setting.series.count
    if not numbers or len(numbers) == count:
        return str(count)
    webinars = setting.words.webinars(numbers)
    label = ReportLabel.COVERED
    return setting.words.say(label, covered=len(numbers), count=count, webinars=webinars)


def method_of(setting: Setting) -> tuple[MethodLine, ...]:
    """Return what the American Association for Public Opinion Research wants to be disclosed.

    Source: its Code of Professional Ethics and Practices, section III, items of disclosure.
    """
    say, series = setting.words.say, setting.series
    organisers = (office.name.pick(setting.language) for office in series.organisers)
    days = sorted(webinar.starts.date() for webinar in series.webinars)
    titles = (survey.title.by_language for survey in setting.surveys.values())
    codes = dict.fromkeys(code or series.languages[0] for title in titles for code in title)
    languages = say(", ").join(language_name(code, setting.language) for code in codes)
    webinars = setting.words.webinars(setting.numbers)
    items = [
        (ReportLabel.METHOD_SPONSOR, say("; ").join(organisers)),
        (
            ReportLabel.METHOD_POPULATION,
            say(ReportLabel.METHOD_POPULATION_TEXT, webinars=webinars),
        ),
        (ReportLabel.METHOD_RECRUITMENT, say(ReportLabel.METHOD_RECRUITMENT_TEXT)),
        (ReportLabel.METHOD_MODE, say(ReportLabel.METHOD_MODE_TEXT, languages=languages)),
        (ReportLabel.METHOD_DATES, _dates(setting, days)),
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


def _dates(setting: Setting, days: Sequence[date]) -> str:
    if not days:
        return ""
    starts, ends = (unbroken(plain_day_text(day, setting.language)) for day in (days[0], days[-1]))
    return setting.words.say(ReportLabel.METHOD_DATES_TEXT, starts=starts, ends=ends)
