"""The fields of `report.md.j2` and `webinar-report.md.j2`, and an example to try them on."""

from collections.abc import Mapping
from typing import Annotated, Any

from sstc_cli.model import Series, Webinar
from sstc_cli.model.view import Facts, Figure, Form, Mark, Row, Segment
from sstc_cli.views.dates import day_text, direction_of
from sstc_cli.views.facts import DocumentView, WebinarFacts, document_fields, webinar_facts

FIGURES = "ids of its figures, in order"


class IndicatorLine(Facts):
    """A row of the results at a glance."""

    name: Annotated[str, "what is measured"]
    value: Annotated[str, "the result, for example `77 %`"]
    n: Annotated[str, "how many people are behind it"]
    interval: Annotated[str, "its 95 % interval, or empty"]
    target: Annotated[str, "what should have been reached, or empty"]
    reached: Annotated[bool | None, "whether the target was reached"]


class Part(Facts):
    """A part of the findings: sentences, then figures, then sentences on what is not shown."""

    sentences: Annotated[tuple[str, ...], "what the numbers say"]
    figures: Annotated[tuple[str, ...], FIGURES]
    remarks: Annotated[tuple[str, ...], "what is not shown, and why"]


class Findings(Facts):
    """All findings; a part without contents is none."""

    reach: Annotated[Part | None, "who registered, came and answered"]
    respondents: Annotated[Part | None, "who answered, and what that means for the results"]
    reaction: Annotated[Part | None, "ratings, recommendation and other answers"]
    learning: Annotated[Part | None, "knowledge before and after"]
    groups: Annotated[Part | None, "results of groups"]
    webinars: Annotated[Part | None, "results of one webinar after another"]
    comments: Annotated[Part | None, "themes of comments"]
    later: Annotated[Part | None, "what people say months later"]
    partners: Annotated[Part | None, "participants introduced to each other, and outcomes"]


class EvaluatorLine(Facts):
    """A person or an office that answers for the report."""

    name: Annotated[str, "name"]
    role: Annotated[str | None, "role"]


class QuoteLine(Facts):
    """The words of a person who agreed to be quoted."""

    text: Annotated[str, "what the person wrote"]
    theme: Annotated[str, "the theme under which it was coded"]


class MethodLine(Facts):
    """An item that a report must disclose."""

    name: Annotated[str, "what is disclosed"]
    text: Annotated[str, "what holds for this series"]


class TableOfResults(Facts):
    """A table of the annex."""

    title: Annotated[str, "what it is about"]
    head: Annotated[tuple[str, ...], "heads of its columns"]
    rows: Annotated[tuple[tuple[str, ...], ...], "its cells, row by row; a heading is alone"]
    note: Annotated[str, "what readers must know of it, or empty"] = ""


class AskedQuestion(Facts):
    """A question with its wording in each language."""

    id: Annotated[str, "its id"]
    wordings: Annotated[tuple[str, ...], "its text in each language of the survey"]


class AskedSurvey(Facts):
    """A survey with its questions."""

    title: Annotated[str, "its title"]
    questions: Annotated[tuple[AskedQuestion, ...], "its questions, in order"]


class SourceFile(Facts):
    """A file from which answers or attendances were imported."""

    file: Annotated[str, "its name"]
    sha256: Annotated[str, "the beginning of its SHA-256 hash"]
    what: Annotated[str, "the survey, or attendance"]
    rows: Annotated[str, "rows that it had, for the office only"]
    imported: Annotated[str, "day of the import"]


class ConclusionLine(Facts):
    """A conclusion."""

    number: Annotated[int, "1, 2, 3 …"]
    text: Annotated[str, "the conclusion"]


class RecommendationLine(Facts):
    """A recommendation, and what it rests on."""

    number: Annotated[int, "1, 2, 3 …"]
    text: Annotated[str, "the recommendation"]
    to: Annotated[str | None, "who should do it"]
    by: Annotated[str | None, "until when"]
    priority: Annotated[str | None, "`high`, `medium` or `low`"]
    conclusions: Annotated[tuple[str, ...], "numbers of the conclusions that it rests on"]
    figures: Annotated[tuple[str, ...], "captions of the figures that it rests on"]


class ReportView(DocumentView):
    """The evaluation report of the series in one language."""

    figures: Annotated[Mapping[str, Figure], "the figures by their ids, for blocks `figure`"]
    title: Annotated[str, "title of the report"]
    office: Annotated[bool, "whether it is for the office only, with exact numbers"]
    starts: Annotated[str, "first day of the webinars that the report covers"]
    ends: Annotated[str, "last day of these webinars"]
    covered: Annotated[str, "how many webinars have results, for example `3 of 15`"]
    organisers: Annotated[tuple[str, ...], "names of the organisers"]
    evaluators: Annotated[tuple[EvaluatorLine, ...], "people who evaluated the series"]
    purpose: Annotated[str | None, "why the series was evaluated"]
    summary: Annotated[str | None, "the summary that people wrote"]
    glance: Annotated[tuple[IndicatorLine, ...], "results at a glance"]
    has_targets: Annotated[bool, "whether any of them has a target"]
    findings: Annotated[Findings, "the findings"]
    quotes: Annotated[tuple[QuoteLine, ...], "words of people who agreed to be quoted"]
    conclusions: Annotated[tuple[ConclusionLine, ...], "conclusions"]
    recommendations: Annotated[tuple[RecommendationLine, ...], "recommendations"]
    lessons: Annotated[tuple[str, ...], "lessons"]
    limits: Annotated[tuple[str, ...], "limits of the evaluation"]
    method: Annotated[tuple[MethodLine, ...], "what a report must disclose"]
    surveys: Annotated[tuple[AskedSurvey, ...], "the questions in all languages"]
    tables: Annotated[tuple[TableOfResults, ...], "the results as tables"]
    sources: Annotated[tuple[SourceFile, ...], "files that were imported"]
    least: Annotated[int, "counts below it are hidden"]


class WebinarReportView(DocumentView):
    """The report of a webinar in one language."""

    figures: Annotated[Mapping[str, Figure], "the figures by their ids, for blocks `figure`"]
    webinar: Annotated[WebinarFacts, "the webinar"]
    office: Annotated[bool, "whether it is for the office only, with exact numbers"]
    summary: Annotated[str | None, "the summary that people wrote"]
    glance: Annotated[tuple[IndicatorLine, ...], "results at a glance"]
    has_targets: Annotated[bool, "whether any of them has a target"]
    findings: Annotated[Findings, "the findings"]
    quotes: Annotated[tuple[QuoteLine, ...], "words of people who agreed to be quoted"]
    conclusions: Annotated[tuple[str, ...], "conclusions"]
    lessons: Annotated[tuple[str, ...], "lessons"]
    limits: Annotated[tuple[str, ...], "what to keep in mind when reading the results"]
    sources: Annotated[tuple[SourceFile, ...], "files that were imported"]
    least: Annotated[int, "counts below it are hidden"]


_FIGURE = "example"
_TEXT = "A sentence."
_PART = Part((_TEXT,), (_FIGURE,), (_TEXT,))
_FINDINGS = Findings(*[_PART] * 9)
_GLANCE = (IndicatorLine("An indicator", "77 %", "47", "63 to 87 %", "at least 80 %", False),)
_QUOTES = (QuoteLine(_TEXT, "a theme"),)
_SOURCES = (SourceFile("example.xlsx", "0123456789ab", "A survey", "60", "1 January 2020"),)


def report_example(series: Series, language: str) -> ReportView:
    days = sorted(webinar.starts.date() for webinar in series.webinars)
    starts, ends = [day_text(day, language) for day in (*days[:1], *days[-1:])] or ["", ""]
    return ReportView(
        **_shared(series, language),
        title="An evaluation",
        starts=starts,
        ends=ends,
        covered="3 of 15 (webinars 5, 6, 7)",
        organisers=tuple(office.name.pick_name(language) for office in series.organisers),
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
    webinar = series.webinars[0]
    return WebinarReportView(
        **_shared(series, language, webinar),
        webinar=webinar_facts(series, webinar, language),
        conclusions=(_TEXT,),
    )


def _shared(series: Series, language: str, webinar: Webinar | None = None) -> dict[str, Any]:
    return {
        **document_fields(series, language, webinar),
        "figures": {_FIGURE: example_figure(language)},
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
