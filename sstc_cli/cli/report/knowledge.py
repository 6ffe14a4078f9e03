"""`sstc knowledge start|check|render`: notes about webinars, and the compendium."""

from typing import Annotated

import typer

from sstc_cli.cli.console.files import from_here, write_new
from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.options import Numbers, Output, Replace, read_number
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
from sstc_cli.cli.console.session import chosen_webinars, session_of
from sstc_cli.cli.report.evidence import Formats, words_of
from sstc_cli.cli.report.notes import (
    Final,
    checked_notes,
    noted_webinars,
    open_public_evidence,
    refuse_errors,
)
from sstc_cli.diagnostics import select_codes
from sstc_cli.errors import SstcError
from sstc_cli.report.compendium import knowledge_makes
from sstc_cli.workspace.data_files import knowledge_file
from sstc_cli.workspace.knowledge_notes import new_note


def check(
    context: typer.Context,
    numbers: Numbers = None,
    final: Final = False,
    format: FormatOption = None,
    strict: Strict = False,
    select: Select = None,
    ignore: Ignore = None,
) -> None:
    """Check knowledge files, and the figures that they name.

    It finds messages without evidence, materials without licence or permission, texts that do not
    fit on two pages, unknown and hidden figures, and names of people in the store.

    Example: `sstc knowledge check`
    """
    session = session_of(context)
    workspace, series = session.opened()
    webinars = noted_webinars(workspace, series, numbers) if numbers or workspace.notes else []
    if not webinars:
        session.say("nothing was checked: data/knowledge/ is missing or empty")
        return
    evidence = open_public_evidence(workspace, series)
    problems = checked_notes(workspace, evidence, webinars, final=final)
    found = select_codes(problems, select, ignore)
    if write_diagnostics(session, workspace, found, format):
        session.say("" if found else "no problems in the knowledge files")
    raise typer.Exit(exit_status(found, strict=strict))


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
    strict: Complete = False,
    preview: Preview = False,
    open: Open = False,
) -> None:
    """Write the compendium of knowledge notes, or the notes of webinars.

    A note has two pages: messages, three figures of the report, questions, materials with QR codes.
    Its texts are in `data/knowledge/`. Figures about few people are hidden, as in the
    public report, and materials without permission are left out. The files go to `out/knowledge/`.

    Example: `sstc knowledge render --format docx`
    """
    session = session_of(context, replaces=replace)
    workspace, series = session.opened()
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


Number = Annotated[
    int, typer.Argument(parser=read_number, metavar="N", help="Number of the webinar.")
]


def start(context: typer.Context, number: Number) -> None:
    """Start the knowledge file of a webinar, with facts from the plan.

    It has the talks and the materials, and texts to be replaced. Existing files are never
    overwritten.

    Example: `sstc knowledge start 7`
    """
    session = session_of(context)
    workspace, series = session.opened()
    (webinar,) = chosen_webinars(series, [number])
    file = workspace.root / knowledge_file(webinar.id)
    if not write_new(file, new_note(series, webinar).encode(), root=workspace.root):
        message = f"{from_here(file)} already exists, so nothing was written"
        raise SstcError(message, f"open it, or run `sstc knowledge check {number}`")
    session.result(from_here(file))
    if webinar.materials or webinar.recording:
        session.say("ask the authors of the materials for their permission to pass them on")
    session.say(f"next: write your texts, then run `sstc knowledge check {number}`")
