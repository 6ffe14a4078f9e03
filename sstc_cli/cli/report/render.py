"""`sstc report render|check`: write reports, and check what people wrote for them."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.options import Numbers, Output, Replace
from sstc_cli.cli.console.outcome import (
    FormatOption,
    Ignore,
    Select,
    Strict,
    exit_status,
    write_diagnostics,
)
from sstc_cli.cli.console.render import (
    Complete,
    Languages,
    Open,
    Papers,
    Preview,
    RenderOptions,
    compose,
    write,
)
from sstc_cli.cli.console.session import Session, chosen_webinars, session_of
from sstc_cli.cli.report.evidence import (
    EditionName,
    Editions,
    Final,
    Formats,
    checked,
    open_evidence,
    refuse_errors,
    tell_waiting,
    words_of,
)
from sstc_cli.diagnostics import select_codes
from sstc_cli.model import Webinar
from sstc_cli.numbers.hiding import strictest
from sstc_cli.report.evidence import ReportEvidence
from sstc_cli.report.view import report_makes
from sstc_cli.workspace import Workspace
from sstc_cli.workspace.data_files import refuse_outside


def check(
    context: typer.Context,
    edition: Editions = EditionName.PUBLIC,
    final: Final = False,
    format: FormatOption = None,
    strict: Strict = False,
    select: Select = None,
    ignore: Ignore = None,
) -> None:
    """Compare the texts in `data/report.yaml` with the figures.

    It finds unknown and hidden figures, typed numbers that contradict a figure, recommendations
    that rest on nothing, causes that no figure shows, and names of people in the store.

    Example: `sstc report check --final`
    """
    session = session_of(context)
    workspace, series = session.opened()
    evidence = open_evidence(workspace, series, office=edition is EditionName.OFFICE)
    found = select_codes(checked(workspace, evidence, final=final), select, ignore)
    tell_waiting(session, evidence)
    if write_diagnostics(session, workspace, found, format):
        session.say("" if found else _agrees(workspace))
    raise typer.Exit(exit_status(found, strict=strict))


def _agrees(workspace: Workspace) -> str:
    if workspace.report_file is None:
        return "nothing was compared: data/report.yaml is missing or empty"
    return "data/report.yaml agrees with the figures"


class Property(StrEnum):
    """A property by which a report breaks results down."""

    GENDER = "gender"
    AUDIENCE = "audience"
    LANGUAGE = "language"
    REGION = "region"
    SUBREGION = "subregion"
    COUNTRY = "country"
    LDC = "ldc"
    LLDC = "lldc"
    SIDS = "sids"
    PARTICIPATION = "participation"


Every = Annotated[
    bool, flag("--all", text="Write the report of the series, and that of each webinar with data.")
]
Properties = Annotated[
    list[Property] | None,
    typer.Option(
        "--by",
        metavar="PROPERTY",
        help=f"Break down only by this. Repeatable. [default: all] One of {', '.join(Property)}.",
        show_default=False,
    ),
]


def render(
    context: typer.Context,
    numbers: Numbers = None,
    every: Every = False,
    format: Formats = None,
    language: Languages = None,
    edition: Editions = EditionName.PUBLIC,
    by: Properties = None,
    final: Final = False,
    paper: Papers = None,
    output: Output = None,
    replace: Replace = False,
    strict: Complete = False,
    preview: Preview = False,
    open: Open = False,
) -> None:
    """Write the evaluation report of the series, or of webinars.

    The numbers come from the store: import registrations, attendance and answers first. Your texts
    are in `data/report.yaml`, and can name figures: `{content.two_best}`. The files go to
    `out/report/`, those of the office edition to the private folder `.sstc/report/`.

    Example: `sstc report render --format docx --language en+zh`
    """
    session = session_of(context, replaces=replace)
    workspace, series = session.opened()
    office = edition is EditionName.OFFICE
    evidence = open_evidence(workspace, series, by or (), office=office)
    chosen = evidence.webinars if every else numbers
    webinars = chosen_webinars(series, chosen) if chosen else []
    written = {*([None] if every or not numbers else []), *(webinar.id for webinar in webinars)}
    refuse_errors(session, workspace, checked(workspace, evidence, final=final, written=written))
    _warn_of_empty(session, evidence, webinars)
    tell_waiting(session, evidence)
    notice = "for internal use only" if office else ""
    options = RenderOptions(format, language, output, strict, preview, open, paper, notice=notice)
    makes = report_makes(evidence, webinars, words_of(workspace))
    names = [*(["report"] if every or not numbers else []), *(["webinar-report"] if chosen else [])]
    composed = compose(session, workspace, series, {name: makes[name] for name in names}, options)
    files = {file: make for name in names for file, make in composed.files[name].items()}
    write(session, files, _folder(workspace, office=office), options, composed, private=office)
    _warn_of_exact_numbers(session, output if office else None)


def _warn_of_empty(session: Session, evidence: ReportEvidence, webinars: Sequence[Webinar]) -> None:
    """Say for which webinars the store has neither answers nor attendance."""
    empty = [str(webinar.number) for webinar in webinars if webinar.number not in evidence.webinars]
    if empty:
        which = (
            f"webinar {empty[0]} has" if len(empty) == 1 else f"webinars {', '.join(empty)} have"
        )
        least = strictest(evidence.surveys.values()).least
        few = "" if evidence.edition.office else f" of {least} people or more"
        session.say(
            f"warning: {which} no answers or attendance{few} yet, so there are no results to report"
        )
        session.say("help: run `sstc surveys import FILE` first")


def _warn_of_exact_numbers(session: Session, output: str | None) -> None:
    """Say that files outside the private folder have what the public edition hides."""
    if output not in (None, "-"):
        session.say("keep these files in the office: they have exact numbers of few people")


def _folder(workspace: Workspace, *, office: bool) -> Path:
    """Return the folder of a report: for the office edition a private one, which is not a link."""
    if not office:
        return workspace.out / "report"
    folder = workspace.store.parent / "report"
    refuse_outside(folder.parent, folder / "report", "the private folder")
    return folder
