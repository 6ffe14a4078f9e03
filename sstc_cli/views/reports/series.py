"""The fields of `report.md.j2`: the evaluation report of the series."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from sstc_cli.model.report.figure import Figure
from sstc_cli.views.facts import SeriesFacts
from sstc_cli.views.reports.parts import (
    AskedSurvey,
    EvaluatorLine,
    Findings,
    IndicatorLine,
    MethodLine,
    QuoteLine,
    SourceFile,
    TableOfResults,
)


@dataclass(frozen=True, slots=True)
class ConclusionLine:
    """A conclusion."""

    number: Annotated[int, "1, 2, 3 …"]
    text: Annotated[str, "the conclusion"]


@dataclass(frozen=True, slots=True)
class RecommendationLine:
    """A recommendation, and what it rests on."""

    number: Annotated[int, "1, 2, 3 …"]
    text: Annotated[str, "the recommendation"]
    to: Annotated[str | None, "who should do it"]
    by: Annotated[str | None, "until when"]
    priority: Annotated[str | None, "`high`, `medium` or `low`"]
    conclusions: Annotated[tuple[str, ...], "numbers of the conclusions that it rests on"]
    figures: Annotated[tuple[str, ...], "captions of the figures that it rests on"]


@dataclass(frozen=True, slots=True)
class ReportView:
    """The evaluation report of the series in one language."""

    language: Annotated[str, "code of the document's language, for example `en`"]
    direction: Annotated[str, "direction of writing: `ltr` or `rtl`"]
    revised: Annotated[str, "when the plan last changed, in UTC"]
    figures: Annotated[Mapping[str, Figure], "the figures by their ids, for blocks `figure`"]
    series: Annotated[SeriesFacts, "the series"]
    title: Annotated[str, "title of the report"]
    office: Annotated[bool, "whether it is for the office only, with exact numbers"]
    starts: Annotated[str, "first day of the webinars that the report covers"]
    ends: Annotated[str, "last day of these webinars"]
    covered: Annotated[str, "how many webinars have results, for example `3 of 15`"]
    organisers: Annotated[tuple[str, ...], "names of the organisers"]
    evaluators: Annotated[tuple[EvaluatorLine, ...], "who evaluated the series"]
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
