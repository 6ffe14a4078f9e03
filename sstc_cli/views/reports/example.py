"""Examples of both reports with made-up words, to try their templates before there is a result."""

from typing import Any

from sstc_cli.model import Series
from sstc_cli.model.report.figure import Figure, Form, Mark, Row, Segment
from sstc_cli.views.dates import day_text, direction_of
from sstc_cli.views.facts import revised_text, series_facts, webinar_facts
from sstc_cli.views.reports.parts import (
    AskedQuestion,
    AskedSurvey,
    EvaluatorLine,
    Findings,
    IndicatorLine,
    MethodLine,
    Part,
    QuoteLine,
    SourceFile,
    TableOfResults,
)
from sstc_cli.views.reports.series import ConclusionLine, RecommendationLine, ReportView
from sstc_cli.views.reports.webinar import WebinarReportView

_FIGURE = "example"
_TEXT = "A sentence."
_PART = Part((_TEXT,), (_FIGURE,), (_TEXT,))
_FINDINGS = Findings(*[_PART] * 9)
_GLANCE = (IndicatorLine("An indicator", "77 %", "47", "63 to 87 %", "at least 80 %", False),)
_QUOTES = (QuoteLine(_TEXT, "a theme"),)
_SOURCES = (SourceFile("example.xlsx", "0123456789ab", "A survey", "60", "1 January 2020"),)


def report_example(series: Series, language: str) -> ReportView:
    """Return a report of the series with every part."""
    days = sorted(webinar.starts.date() for webinar in series.webinars)
    starts, ends = [day_text(day, language) for day in (*days[:1], *days[-1:])] or ["", ""]
    return ReportView(
        **_shared(series, language),
        revised=revised_text(series),
        title="An evaluation",
        starts=starts,
        ends=ends,
        covered="3 of 15 (webinars 5, 6, 7)",
        organisers=tuple(office.name.pick(language) for office in series.organisers),
        evaluators=(EvaluatorLine("An office", "a role"),),
        purpose=_TEXT,
        conclusions=(ConclusionLine(1, _TEXT),),
        recommendations=(
            RecommendationLine(1, _TEXT, "somebody", "1 January 2020", "high", ("1",), (_TEXT,)),
        ),
        method=(MethodLine("An item", _TEXT),),
        surveys=(AskedSurvey("A survey", (AskedQuestion("question", ("A question?",)),)),),
        tables=(TableOfResults("A table", ("", "share", "n"), (("An answer", "77 %", "47"),)),),
    )


def webinar_report_example(series: Series, language: str) -> WebinarReportView:
    """Return a report of the first webinar with every part."""
    webinar = series.webinars[0]
    return WebinarReportView(
        **_shared(series, language),
        revised=revised_text(series, webinar),
        webinar=webinar_facts(series, webinar, language),
        conclusions=(_TEXT,),
    )


def _shared(series: Series, language: str) -> dict[str, Any]:
    """Return what both reports have."""
    return {
        "language": language,
        "direction": direction_of(language),
        "figures": {_FIGURE: example_figure(language)},
        "series": series_facts(series, language),
        "office": False,
        "summary": _TEXT,
        "glance": _GLANCE,
        "has_targets": True,
        "findings": _FINDINGS,
        "quotes": _QUOTES,
        "lessons": (_TEXT,),
        "limits": (_TEXT,),
        "sources": _SOURCES,
        "least": 5,
    }


def example_figure(language: str) -> Figure:
    """Return a figure with one row."""
    return Figure(
        id=_FIGURE,
        form=Form.BARS,
        caption="A figure",
        rows=(Row("A row", (Mark(77, "77 %"),), "47"),),
        segments=(Segment("share"),),
        head=("", "share", "n"),
        alternative="A figure. A row: 77 %",
        language=language,
        direction=direction_of(language),
    )
