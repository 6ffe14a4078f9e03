"""The fields of `webinar-report.md.j2`: the report of one webinar, on four pages at most."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from sstc_cli.model.report.figure import Figure
from sstc_cli.views.facts import SeriesFacts, WebinarFacts
from sstc_cli.views.reports.parts import Findings, IndicatorLine, QuoteLine, SourceFile


@dataclass(frozen=True, slots=True)
class WebinarReportView:
    """The report of a webinar in one language."""

    language: Annotated[str, "code of the document's language, for example `en`"]
    direction: Annotated[str, "direction of writing: `ltr` or `rtl`"]
    revised: Annotated[str, "when the webinar last changed, in UTC"]
    figures: Annotated[Mapping[str, Figure], "the figures by their ids, for blocks `figure`"]
    series: Annotated[SeriesFacts, "the series"]
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
