"""The options, the evidence and the checks that commands for reports share."""

from collections.abc import Callable, Collection, Container, Sequence
from enum import StrEnum
from typing import Annotated

import typer

from sstc_cli.choices import By, FileFormat
from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.options import read_number
from sstc_cli.cli.console.session import Session
from sstc_cli.cli.console.store import name_lost_rows, store_of
from sstc_cli.diagnostics import Diagnostic, Severity
from sstc_cli.documents.translations import labels_of
from sstc_cli.errors import ExitCode, SstcError, nothing_imported
from sstc_cli.model import Series
from sstc_cli.model.languages import decimal_mark
from sstc_cli.numbers.differences import close_to_earlier, counts_in
from sstc_cli.numbers.hiding import strictest
from sstc_cli.numbers.words import ENGLISH, Words
from sstc_cli.quantity import quantity
from sstc_cli.report.annex import least_of
from sstc_cli.report.evidence import Edition, ReportEvidence, read_evidence
from sstc_cli.report.figure_checks import weighed
from sstc_cli.report.record import coarser_since, waiting_by_survey
from sstc_cli.report.report_checks import check_report
from sstc_cli.report.values import UnbrokenWords
from sstc_cli.source import locate
from sstc_cli.store.people import names_and_addresses
from sstc_cli.workspace import Workspace
from sstc_cli.workspace.published import published_reports


class EditionName(StrEnum):
    """The readers of a report: everybody, or the office alone."""

    PUBLIC = "public"
    OFFICE = "office"


class ReportFormat(FileFormat):
    """The kinds of file that a report can be written as."""

    MD = "md"
    TXT = "txt"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"


Formats = Annotated[
    list[ReportFormat] | None,
    typer.Option(
        "--format",
        help="Kind of file. Repeatable; xlsx has the tables with charts. [default: "
        "the series' `documents`, or md]",
        show_default=False,
    ),
]
Editions = Annotated[
    EditionName,
    typer.Option(
        "--edition",
        help="`public` hides small counts; `office` has all, in the private folder.",
    ),
]
Final = Annotated[
    bool, flag("--final", text="Refuse a report without a part that you have to write.")
]
OneWebinar = Annotated[
    int | None,
    typer.Argument(
        parser=read_number,
        metavar="N",
        help="Number of a webinar. [default: the series]",
        show_default=False,
    ),
]


def open_evidence(
    workspace: Workspace, series: Series, dimensions: Collection[str] = (), *, office: bool = False
) -> ReportEvidence:
    """Return what the store says about the series; refuse a store without responses."""
    store = store_of(workspace)
    if not store.begun:
        raise nothing_imported()
    reports = () if office else published_reports(workspace.root)
    kind = Edition(office, [By(name) for name in dimensions], reports)
    return read_evidence(store, series, workspace.surveys, workspace.report_texts, kind)


def tell_waiting(session: Session, evidence: ReportEvidence) -> None:
    """Say which answers have come since the last report and cannot be told yet."""
    for (survey, scope), waiting in waiting_by_survey(evidence).items():
        where = f"`{survey}` at webinar {scope[0]}" if scope else f"`{survey}`"
        if not (people := max(waiting.values())):
            session.say(
                f"note: {where}: its results stay as in the report `{evidence.last}`, because"
                " answers that it counts have been erased or changed"
            )
            continue
        before = evidence.before.get(scope, {})
        some_count = any(
            id_ in before and (table.n or 0) > (before[id_].n or 0)
            for id_, table in evidence.tables[scope].items()
            if table.survey == survey and table.question == id_
        )
        to = f" to {', '.join(f'`{id_}`' for id_ in waiting)}" if some_count else ""
        rate = strictest(evidence.surveys.values()).rate
        session.say(
            f"note: {where}: {quantity(people, 'new answer')}{to} since the report"
            f" `{evidence.last}` not counted yet: beside it, they can be counted once there are"
            f" {rate} or more"
        )
    if coarser := coarser_since(evidence):
        session.say(
            "note: hidden now, or only between bounds, because they would reveal single people"
            f" beside the report `{evidence.last}`: {quantity(coarser, 'figure')} of it"
        )


def words_of(workspace: Workspace) -> Callable[[str], Words]:
    """Return a function from a language to the words of a report in it."""

    def words(language: str) -> Words:
        return UnbrokenWords(language, labels_of(workspace, language), decimal_mark(language))

    return words


def checked(
    workspace: Workspace,
    evidence: ReportEvidence,
    *,
    final: bool = False,
    written: Container[str | None] | None = None,
) -> Sequence[Diagnostic]:
    """Return the diagnostics on what people wrote, with their places, and on earlier summaries.

    `written` are the webinars whose reports are written now, and None for that of the series. A
    figure without a value is an error in their texts alone. [default: all]
    """
    setting = evidence.setting(ENGLISH)
    store = store_of(workspace)
    found = check_report(setting, names_and_addresses(store), final=final)
    if written is not None:
        found = [weighed(problem, evidence.written, written) for problem in found]
    if workspace.report_file is not None:
        found = locate(workspace.report_file.tree, found)
    tables = {} if evidence.edition.office else evidence.tables
    shown = counts_in(tables, store.ids, evidence.counted)
    return [*found, *close_to_earlier(shown, store, least_of(setting))]


def refuse_errors(session: Session, workspace: Workspace, found: Sequence[Diagnostic]) -> None:
    """Show what is wrong with the texts and the store, and stop if there is an error."""
    name_lost_rows(session, store_of(workspace))
    session.show(found, workspace)
    if any(problem.severity is Severity.ERROR for problem in found):
        message = "data/report.yaml has errors, so no report was written"
        raise SstcError(message, "correct them, then run this again", ExitCode.DATA)
