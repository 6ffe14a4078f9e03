"""`sstc notices`: write notices of changes for the people affected."""

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
    warn_of_earlier_files,
    write,
)

app = new_group("notices")

Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="RELEASE",
        help="Release to compare with. [default: the last release]",
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
    """Write a notice for each speaker, audience or organiser affected.

    It has the facts before and after, the local times, and what to do with the calendar entry.
    The files go to `out/notices/`.

    Example: `sstc notices render --format html`
    """
    from sstc_cli.documents.earlier_files import files_besides
    from sstc_cli.documents.notices import notices
    from sstc_cli.workspace.states import find_state, last_state

    session = session_of(context)
    workspace, series = session.opened(today)
    release = find_state(session.root, since) if since else last_state(session.root)
    if release is None:
        session.say(
            "no release yet, so there is nothing to compare with: run `sstc release publish NAME`"
        )
        return
    options = RenderOptions(format, language, output, strict, preview, open, paper)
    makes = {"notice": partial(notices, series, release.state, release.published)}
    files = compose(session, workspace, series, makes, options)["notice"]
    folder = workspace.out / "notices"
    if files:
        write(session, files, folder, options)
    else:
        session.say(f"nothing has changed since `{release.name}`, so there are no notices")
    if not (options.output or options.preview) and folder.is_dir():
        stems = {name.rsplit(".", 2)[0] for name in files}
        warn_of_earlier_files(session, files_besides(folder, stems))
