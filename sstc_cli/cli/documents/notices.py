"""`sstc notices`: what changed, to those whom it concerns."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from sstc_cli.cli.console.completion import complete_state
from sstc_cli.cli.console.group import new_group
from sstc_cli.cli.console.options import Output, Today
from sstc_cli.cli.console.session import session_of
from sstc_cli.cli.documents.render import (
    Formats,
    Languages,
    Open,
    Papers,
    Preview,
    RenderOptions,
    Strict,
    compose,
    write,
)

app = new_group("notices")

Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="RELEASE",
        help="What they know: a release; the last one by default.",
        show_default=False,
        autocompletion=complete_state,
    ),
]


@app.command()
def render(
    context: typer.Context,
    since: Since = None,
    format: Formats = None,
    language: Languages = None,
    paper: Papers = None,
    output: Output = None,
    strict: Strict = False,
    preview: Preview = False,
    open: Open = False,
    today: Today = None,
) -> None:
    """Write a notice for each speaker, audience and organiser whom a change concerns.

    It says what was and what is now, in their own time, and what to do with the calendar entry. The
    files go to `out/notices/`.

    Example: `sstc notices render --format html`
    """
    from sstc_cli.documents.notices import notices
    from sstc_cli.workspace.states import last_state, state_named

    session = session_of(context)
    workspace, series = session.opened(today)
    known = state_named(session.root, since) if since else last_state(session.root)
    if known is None:
        session.say("nobody was told anything yet: `sstc release publish NAME` says what they know")
        return
    wanted = RenderOptions(format, language, output, strict, preview, open, paper)
    makes = {"notice": partial(notices, series, known.state, known.published)}
    files = compose(session, workspace, series, makes, wanted)["notice"]
    if files:
        write(session, files, workspace.out / "notices", wanted)
    else:
        session.say(f"nothing has changed since `{known.name}`: there is nobody to tell")
