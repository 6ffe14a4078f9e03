"""`sstc knowledge render`: write notes about webinars, or the compendium of all notes."""

from __future__ import annotations

from typing import Annotated

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
from sstc_cli.cli.console.session import session_of
from sstc_cli.cli.report.knowledge.checked import checked_notes, refuse_errors
from sstc_cli.cli.report.knowledge.opened import Final, noted_webinars, open_public_evidence
from sstc_cli.cli.report.opened import words_of
from sstc_cli.cli.report.options import Formats

Every = Annotated[
    bool, flag("--all", text="Write the compendium, and the note about each webinar that has one.")
]


def render(
    context: typer.Context,
    numbers: Numbers = None,
    every: Every = False,
    format: Formats = None,
    language: Languages = None,
    final: Final = False,
    paper: Papers = None,
    output: Output = None,
    replace: Replace = False,
    strict: Strict = False,
    preview: Preview = False,
    open: Open = False,
    today: Today = None,
) -> None:
    """Write the compendium of all knowledge notes, with N the notes about these webinars.

    A note has two pages: messages, three figures of the report, questions, materials with QR codes.
    Its texts are in `data/knowledge/`. What tells about few people is hidden, as in the public
    report, and a material without permission is left out. The files go to `out/knowledge/`.

    Example: `sstc knowledge render --format docx`
    """
    from sstc_cli.report.compendium import knowledge_makes

    session = session_of(context, replaces=replace)
    workspace, series = session.opened(today)
    webinars = noted_webinars(workspace, series, None if every else numbers)
    evidence = open_public_evidence(workspace, series)
    refuse_errors(session, workspace, checked_notes(workspace, evidence, webinars, final=final))
    names = ["knowledge-note"] if numbers or every else []
    names += ["compendium"] if every or not numbers else []
    options = RenderOptions(format, language, output, strict, preview, open, paper)
    makes = knowledge_makes(evidence, workspace.notes, webinars, words_of(workspace))
    composed = compose(session, workspace, series, {name: makes[name] for name in names}, options)
    files = {file: make for name in names for file, make in composed.files[name].items()}
    write(session, files, workspace.out / "knowledge", options, composed)
