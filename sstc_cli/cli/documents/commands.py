"""`sstc documents`: list and write the documents of the series."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.console.group import new_group
from sstc_cli.cli.console.options import Json, Output, Replace, Today, flag, read_number
from sstc_cli.cli.console.render import (
    Formats,
    Languages,
    Open,
    Papers,
    Preview,
    RenderOptions,
    Strict,
    compose,
    report_earlier_files,
    with_their_libraries,
    write,
)
from sstc_cli.cli.console.session import chosen_webinars, session_of
from sstc_cli.cli.documents.early import early_letters, warn_of_early_letters
from sstc_cli.cli.documents.invitations import Audiences, read_audiences
from sstc_cli.cli.documents.notices import render as render_notices
from sstc_cli.errors import ExitCode, SstcError

if TYPE_CHECKING:
    from sstc_cli.documents import Composed
    from sstc_cli.model import Series

app = new_group("documents")

Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="NAME|N",
        help="Names of documents, then numbers of webinars. [default: all webinars]",
        show_default=False,
    ),
]


@app.command("list")
def list_documents(context: typer.Context, json: Json = False) -> None:
    """List the documents: names, what each is written for, and contents.

    Example: `sstc documents list`
    """
    from sstc_cli.cli.console.json import write_results
    from sstc_cli.documents import formats_of
    from sstc_cli.views.documents import VIEWS

    session = session_of(context)
    if json:
        documents = [
            {"name": name, "per": kind.per, "what": kind.what, "formats": formats_of(name)}
            for name, kind in VIEWS.items()
        ]
        session.result(write_results(documents=documents))
        return
    from rich.table import Table

    grid = Table.grid(padding=(0, 2))
    for name, kind in VIEWS.items():
        grid.add_row(name, kind.per, kind.what)
    session.out.print(grid)


@app.command()
def render(
    context: typer.Context,
    words: Words = None,
    every: Annotated[bool, flag("--all", text="Write all documents.")] = False,
    audience: Audiences = None,
    format: Formats = None,
    language: Languages = None,
    paper: Papers = None,
    output: Output = None,
    replace: Replace = False,
    strict: Strict = False,
    preview: Preview = False,
    open: Open = False,
    today: Today = None,
) -> None:
    """Write documents of the series or of some webinars, each into a folder of `out/`.

    `--all` leaves out formats that a document lacks, letters that would come too early, and
    messages to participants. `notice` is `sstc notices render`.

    Example: `sstc documents render concept-note programme --format docx`
    """
    from sstc_cli.documents import make_views

    if words == ["notice"] and not (every or audience):
        settings = (format, language, paper, output, replace, strict, preview, open, today)
        render_notices(context, None, *settings)
        return
    names, numbers = _read(words or [], every)
    session = session_of(context, replaces=replace)
    if every and not (format or preview or output):
        names = with_their_libraries(session, names)
    workspace, series = session.opened(today)
    webinars, only = chosen_webinars(series, numbers), _read_audiences(audience, series, names)
    options = RenderOptions(format, language, output, strict, preview, open, paper, every)
    early = early_letters(series, webinars, names, workspace.today)
    if not every:
        early = warn_of_early_letters(session, early)
    makes = {name: make_views(name, series, webinars, only, early[name]) for name in names}
    composed = compose(session, workspace, series, makes, options)
    if not any(composed.files.values()):
        raise _nothing_to_write(only)
    write(session, _in_folders(composed, output), workspace.out, options, composed)
    report_earlier_files(session, workspace, series, options, names)


def _in_folders(composed: Composed, output: str | None) -> dict[str, Callable[[], bytes]]:
    """Return the makers of all files by their paths in `out/`."""
    from sstc_cli.views.documents import folder_of

    return {
        f"{folder_of(name)}/{_file_name(file, name, output)}": make
        for name, makers in composed.files.items()
        for file, make in makers.items()
    }


def _nothing_to_write(audiences: list[str]) -> SstcError:
    """Return why there is no document: no speaker yet, or no webinar for these audiences."""
    why, hint = "no talk has a speaker yet", "add a `speaker` to the talks"
    if audiences:
        why = f"no webinar is for {', '.join(f'`{name}`' for name in audiences)}"
        hint = "add the audience to `audiences` of a webinar"
    message = f"no document to write: {why}"
    return SstcError(message, f"{hint} in data/webinars.yaml", ExitCode.DATA)


def _read(words: list[str], every: bool) -> tuple[list[str], list[int]]:
    """Return the documents and the webinars that are named on the command line."""
    from sstc_cli.diagnostics import did_you_mean
    from sstc_cli.views.documents import VIEWS

    names = [word for word in words if not word[:1].isdigit()]
    for name in names:
        if name not in VIEWS:
            message = f"unknown document `{name}`: {did_you_mean(name, list(VIEWS))}"
            raise typer.BadParameter(message, param_hint="NAME")
        if command := VIEWS[name].command:
            message = f"`{name}` has its own command: use `sstc {command}`"
            raise typer.BadParameter(message, param_hint="NAME")
    if bool(names) == every:
        hint = "run `sstc documents list` to see their names"
        raise SstcError("either name documents or give `--all`", hint, ExitCode.USAGE)
    numbers = [read_number(word) for word in words if word not in names]
    return names or [name for name, kind in VIEWS.items() if kind.is_of_all], numbers


def _read_audiences(audience: list[str] | None, series: Series, names: list[str]) -> list[str]:
    """Return the audiences on the command line; refuse them if no document is for audiences."""
    from sstc_cli.views.documents import VIEWS

    if audience and not any(VIEWS[name].per == "audience" for name in names):
        message = "none of these documents is written for audiences: name `invitation`"
        raise typer.BadParameter(message, param_hint="--audience")
    return read_audiences(audience, series)


def _file_name(file: str, name: str, output: str | None) -> str:
    """Return the name of a file, unique also if all documents go to one folder of the user."""
    unique = output is None or file.startswith(f"{name}.") or f".{name}." in file
    return file if unique else f"{name}.{file}"
