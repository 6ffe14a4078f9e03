"""The views of both reports, and the reports as documents that can be composed."""

from collections.abc import Callable, Sequence
from functools import partial

from sstc_cli.model import Webinar
from sstc_cli.numbers.words import Words
from sstc_cli.report.annex import (
    covered_by,
    days_of,
    least_of,
    limits_of,
    method_of,
    questions_of,
    sources_of,
    tables_of,
)
from sstc_cli.report.evidence import ReportEvidence
from sstc_cli.report.figures import figures_of
from sstc_cli.report.findings import findings_of
from sstc_cli.report.glance import glance_of
from sstc_cli.report.quotes import quotes_of
from sstc_cli.report.setting import Setting
from sstc_cli.report.written import (
    conclusions_of,
    evaluators_of,
    filled,
    filled_all,
    filled_or_none,
    recommendations_of,
    words_about,
)
from sstc_cli.store.history import Import
from sstc_cli.views.dates import day_text
from sstc_cli.views.facts import revised_text, series_facts, webinar_facts
from sstc_cli.views.file_names import Made, stem_of
from sstc_cli.views.reports import QuoteLine, ReportView, WebinarReportView


def report_view(
    setting: Setting, files: Sequence[Import], quotes: tuple[QuoteLine, ...] = ()
) -> ReportView:
    series, language, written = setting.series, setting.language, setting.written
    figures, glance = figures_of(setting), glance_of(setting)
    days = days_of(setting)
    starts, ends = (day_text(day, language) for day in (days[0], days[-1])) if days else ("", "")
    return ReportView(
        language=language,
        direction=setting.direction,
        revised=revised_text(series),
        figures=figures,
        series=series_facts(series, language),
        title=filled(setting, written.title) if written.title else series.title.pick(language),
        office=setting.office,
        starts=starts,
        ends=ends,
        covered=covered_by(setting),
        organisers=tuple(office.name.pick_name(language) for office in series.organisers),
        evaluators=evaluators_of(setting),
        purpose=filled_or_none(setting, written.purpose),
        summary=filled_or_none(setting, written.summary),
        glance=glance,
        has_targets=any(line.target for line in glance),
        findings=findings_of(setting, figures),
        quotes=quotes,
        conclusions=conclusions_of(setting),
        recommendations=recommendations_of(setting),
        lessons=filled_all(setting, written.lessons),
        limits=(*limits_of(setting), *filled_all(setting, written.limits)),
        method=method_of(setting),
        surveys=questions_of(setting),
        tables=tables_of(setting),
        sources=sources_of(setting, files),
        least=least_of(setting),
    )


def webinar_report_view(
    setting: Setting, files: Sequence[Import], quotes: tuple[QuoteLine, ...] = ()
) -> WebinarReportView:
    assert setting.webinar is not None  # noqa: S101 the caller has chosen one
    series, webinar, language = setting.series, setting.webinar, setting.language
    figures, glance, about = figures_of(setting), glance_of(setting), words_about(setting)
    return WebinarReportView(
        language=language,
        direction=setting.direction,
        revised=revised_text(series, webinar),
        figures=figures,
        series=series_facts(series, language),
        webinar=webinar_facts(series, webinar, language),
        office=setting.office,
        summary=filled_or_none(setting, about.summary),
        glance=glance,
        has_targets=any(line.target for line in glance),
        findings=findings_of(setting, figures),
        quotes=quotes,
        conclusions=filled_all(setting, about.conclusions),
        lessons=filled_all(setting, about.lessons),
        limits=limits_of(setting),
        sources=sources_of(setting, files),
        least=least_of(setting),
    )


SERIES_STEM = "report"


def report_makes(
    evidence: ReportEvidence, webinars: Sequence[Webinar], words_of: Callable[[str], Words]
) -> dict[str, Callable[[str], Made]]:

    def of_series(language: str) -> Made:
        yield SERIES_STEM, partial(_view, evidence, words_of(language), None)

    def of_webinars(language: str) -> Made:
        words = words_of(language)
        for webinar in webinars:
            yield stem_of(webinar), partial(_view, evidence, words, webinar)

    return {"report": of_series, "webinar-report": of_webinars}


def _view(
    evidence: ReportEvidence, words: Words, webinar: Webinar | None
) -> ReportView | WebinarReportView:
    setting = evidence.setting(words, webinar)
    make = webinar_report_view if webinar else report_view
    return make(setting, evidence.files_of(webinar), quotes_of(setting, evidence.quotes))
