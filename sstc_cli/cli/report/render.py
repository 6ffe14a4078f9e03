"""`sstc report render`: write the report of the series, or those of webinars."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.console.options import Numbers, Output, Replace, Today, flag
from sstc_cli.cli.console.render import (
    Languages,
    Open,
    Papers,
    Preview,
    RenderOptions,
    Strict,
    compose,
    write,
)
from sstc_cli.cli.console.session import chosen_webinars, session_of
from sstc_cli.cli.report.checked import checked, refuse_errors
from sstc_cli.cli.report.opened import open_evidence, words_of
from sstc_cli.cli.report.options import EditionName, Editions, Final, Formats

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sstc_cli.cli.console.session import Session
    from sstc_cli.model import Webinar
    from sstc_cli.report.evidence import ReportEvidence
    from sstc_cli.workspace import Workspace


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
        help=f"Only results by these properties: {', '.join(Property)}. Repeatable. [default: all]",
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
    strict: Strict = False,
    preview: Preview = False,
    open: Open = False,
    today: Today = None,
) -> None:
    """Write the evaluation report of the series, with N that of each of these webinars.

    Its numbers are those of the store: import registration, attendance and answers first. What
    people write is in `data/report.yaml`, and may name figures: `{content.two_best}`. The files go
    to `out/report/`, those of the office edition to the private folder `.sstc/report/`.

    Example: `sstc report render --format docx --language en+zh`
    """
    from sstc_cli.report.view import report_makes

    session = session_of(context, replaces=replace)
    workspace, series = session.opened(today)
    office = edition is EditionName.OFFICE
    evidence = open_evidence(workspace, series, by or (), office=office)
    chosen = evidence.webinars if every else numbers
    webinars = chosen_webinars(series, chosen) if chosen else []
    written = {*([None] if every or not numbers else []), *(webinar.number for webinar in webinars)}
    refuse_errors(session, workspace, checked(workspace, evidence, final=final, written=written))
    _warn_of_empty(session, evidence, webinars)
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
        session.say(
            f"warning: {which} no answers or attendance yet, so there are no results to report"
        )
        session.say("help: run `sstc surveys import FILE` first")


def _warn_of_exact_numbers(session: Session, output: str | None) -> None:
    """Say that files outside the private folder have what the public edition hides."""
    if output not in (None, "-"):
        session.say("keep these files in the office: they have exact numbers of few people")


def _folder(workspace: Workspace, *, office: bool) -> Path:
    """Return the folder of a report: for the office edition a private one, which is not a link."""
    from sstc_cli.cli.console.temporaries import refuse_outside

    if not office:
        return workspace.out / "report"
    folder = workspace.store.parent / "report"
    refuse_outside(folder.parent, folder / "report", "the private folder")
    return folder
