"""`sstc invitations`: an invitation for each audience of each webinar."""

from typing import TYPE_CHECKING, Annotated

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

if TYPE_CHECKING:
    from sstc_cli.model import Series

app = new_group("invitations")

Audiences = Annotated[
    list[str] | None,
    typer.Option(
        "--audience",
        metavar="ID",
        help="Audience, for example `ministries`. Repeatable. [default: all audiences]",
        show_default=False,
    ),
]


@app.command()
def render(
    context: typer.Context,
    numbers: Numbers = None,
    every: Annotated[bool, flag("--all", text="Write the invitations to all webinars.")] = False,
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
    """Write invitations for each audience, with local times.

    The files go to `out/invitations/`.

    Example: `sstc invitations render 7 --audience ministries --format html`
    """
    from sstc_cli.documents import make_views

    require_numbers_or_all(numbers, every, "invitations render")
    session = session_of(context, replaces=replace)
    workspace, series = session.opened(today)
    only, webinars = read_audiences(audience, series), chosen_webinars(series, numbers)
    options = RenderOptions(format, language, output, strict, preview, open, paper)
    makes = {"invitation": make_views("invitation", series, webinars, only)}
    composed = compose(session, workspace, series, makes, options)
    files = composed.files["invitation"]
    write(session, files, workspace.out / "invitations", options, composed)
    report_earlier_files(session, workspace, series, options, ["invitation"])


def read_audiences(names: list[str] | None, series: "Series") -> list[str]:
    """Return the audiences on the command line, which must be audiences of the series."""
    from sstc_cli.diagnostics import did_you_mean

    known = [audience.id for audience in series.audiences]
    for name in names or []:
        if name not in known:
            message = f"unknown audience `{name}`: {did_you_mean(name, known)}"
            raise typer.BadParameter(message, param_hint="--audience")
    return names or []
