"""The views of both reports."""

from collections.abc import Sequence

from sstc_cli.report.figures.make import figures_of
from sstc_cli.report.findings import findings_of
from sstc_cli.report.glance import glance_of
from sstc_cli.report.method import covered_by, days_of, least_of, limits_of, method_of
from sstc_cli.report.results import tables_of
from sstc_cli.report.setting import Setting
from sstc_cli.report.sources import questions_of, sources_of
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
from sstc_cli.views.reports.parts import QuoteLine
from sstc_cli.views.reports.series import ReportView
from sstc_cli.views.reports.webinar import WebinarReportView


def report_view(
    setting: Setting, files: Sequence[Import], quotes: tuple[QuoteLine, ...] = ()
) -> ReportView:
    """Return the report of the series."""
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
        organisers=tuple(office.name.pick(language) for office in series.organisers),
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
    """Return the report of a webinar."""
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
