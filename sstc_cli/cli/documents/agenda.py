"""`sstc agenda`: the detailed agenda of each webinar."""

from typing import Annotated

import typer

from sstc_cli.cli.console.group import new_group
from sstc_cli.cli.console.options import Numbers, Output, Replace, Today, flag
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
    require_numbers_or_all,
    write,
)
from sstc_cli.cli.console.session import chosen_webinars, session_of

app = new_group("agenda")


@app.command()
def render(
    context: typer.Context,
    numbers: Numbers = None,
    every: Annotated[bool, flag("--all", text="Write the agendas of all webinars.")] = False,
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
    """Write agendas of webinars: local times, run of show, speakers.

    The files go to `out/agenda/`. Templates in the folder `templates/` of the workspace replace
    the shipped ones.

    Example: `sstc agenda render 7 --format docx --format html`
    """
    from sstc_cli.documents import make_views

    require_numbers_or_all(numbers, every, "agenda render")
    session = session_of(context, replaces=replace)
    workspace, series = session.opened(today)
    make = make_views("agenda", series, chosen_webinars(series, numbers))
    options = RenderOptions(format, language, output, strict, preview, open, paper)
    composed = compose(session, workspace, series, {"agenda": make}, options)
    files = composed.files["agenda"]
    write(session, files, workspace.out / "agenda", options, composed)
    report_earlier_files(session, workspace, series, options, ["agenda"])
