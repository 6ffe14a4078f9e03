"""`sstc documents`: list and write the documents of the series."""

from __future__ import annotations

from typing import Annotated

import typer

from sstc_cli.cli.console.group import new_group
from sstc_cli.cli.console.options import Json, Output, Today, flag, read_number
from sstc_cli.cli.console.session import chosen_webinars, session_of
from sstc_cli.cli.documents.render import (
    Formats,
    Languages,
    Open,
    Papers,
    Preview,
    RenderOptions,
    Strict,
    compose,
    report_earlier_files,
    write,
)
from sstc_cli.errors import ExitCode, SstcError

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
    from sstc_cli.views.documents import VIEWS

    session = session_of(context)
    if json:
        documents = [{"name": n, "per": k.per, "what": k.what} for n, k in VIEWS.items()]
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
    format: Formats = None,
    language: Languages = None,
    paper: Papers = None,
    output: Output = None,
    strict: Strict = False,
    preview: Preview = False,
    open: Open = False,
    today: Today = None,
) -> None:
    """Write documents of the series or of some webinars.

    The files of each document go to a folder of its name, for example `out/concept-note/`.

    Example: `sstc documents render concept-note programme --format docx`
    """
    from sstc_cli.documents import make_views
    from sstc_cli.views.documents import folder_of

    names, numbers = _read(words or [], every)
    session = session_of(context)
    workspace, series = session.opened(today)
    webinars = chosen_webinars(series, numbers)
    options = RenderOptions(format, language, output, strict, preview, open, paper)
    makes = {name: make_views(name, series, webinars) for name in names}
    composed = compose(session, workspace, series, makes, options)
    files = {
        f"{folder_of(name)}/{_file_name(file, name, output)}": make
        for name, makers in composed.files.items()
        for file, make in makers.items()
    }
    if not files:
        hint = "add a `speaker` to the talks in data/webinars.yaml"
        message = "no document to write: no talk has a speaker yet"
        raise SstcError(message, hint, ExitCode.DATA)
    write(session, files, workspace.out, options, composed)
    report_earlier_files(session, workspace, series, options, names)


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
    return names or [name for name, kind in VIEWS.items() if kind.command is None], numbers


def _file_name(file: str, name: str, output: str | None) -> str:
    """Return the name of a file, unique also if all documents go to one folder of the user."""
    unique = output is None or file.startswith(f"{name}.") or f".{name}." in file
    return file if unique else f"{name}.{file}"
