"""`sstc notices render`: write notices of changes for the people affected."""

import os
from datetime import date
from functools import partial
from typing import Annotated

import typer

from sstc_cli.cli.console.files import listed
from sstc_cli.cli.console.options import (
    Output,
    Replace,
    complete_state,
)
from sstc_cli.cli.console.render import (
    Complete,
    Languages,
    Open,
    PageFormats,
    Papers,
    Preview,
    RenderOptions,
    compose,
    write,
)
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.documents.notices import notices as notices_since
from sstc_cli.documents.notices import only_past
from sstc_cli.documents.outdated_files import outdated_files
from sstc_cli.errors import nothing_published
from sstc_cli.model import Series
from sstc_cli.releases import same_names, state_of
from sstc_cli.workspace import Workspace
from sstc_cli.workspace.states import NamedState, find_state, last_state, state_before

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


def notices(
    context: typer.Context,
    since: Since = None,
    format: PageFormats = None,
    language: Languages = None,
    paper: Papers = None,
    output: Output = None,
    replace: Replace = False,
    strict: Complete = False,
    preview: Preview = False,
    open: Open = False,
) -> None:
    """Write a notice for each person, audience or organiser affected.

    It has the facts before and after, the local times, and what to do with the calendar entry.
    The files go to `out/notices/`.

    Example: `sstc notices render --format html`
    """
    session = session_of(context, replaces=replace)
    workspace, series = session.opened()
    release = find_state(session.root, since, os.environ) if since else last_state(session.root)
    if release is None:
        raise nothing_published()
    options = RenderOptions(format, language, output, strict, preview, open, paper)
    makes = {"notice": partial(notices_since, workspace, series, release)}
    composed = compose(session, workspace, series, makes, options)
    _say_same_names(session, release, series)
    folder = workspace.out / "notices"
    if files := composed.files["notice"]:
        write(session, files, folder, options, composed)
    else:
        _say_none(session, release, series, workspace.today)
    if not (options.output or options.preview):
        _warn_of_outdated(session, workspace, series, release, options)


def _warn_of_outdated(
    session: Session,
    workspace: Workspace,
    series: Series,
    release: NamedState,
    options: RenderOptions,
) -> None:
    """Name the notices that are neither of the present changes nor of those just published."""
    states = filter(None, (release, state_before(session.root, release.name)))
    ways = [{"notice": partial(notices_since, workspace, series, state)} for state in states]
    folder = workspace.out / "notices"
    outdated = outdated_files(folder, workspace, series, ways, options.paper)
    if session.comparison:
        session.comparison.earlier += outdated
    if outdated:
        lines = "\n".join(f"  {line}" for line in listed(outdated))
        session.say(f"warning: do not send these notices, which are of earlier changes:\n{lines}")
        session.say("help: delete them, or write those of today's changes again with their options")


def _say_none(session: Session, release: NamedState, series: Series, today: date) -> None:
    """Report why no notice was written."""
    message = f"nothing has changed since `{release.name}`, so no notice was written"
    if only_past(series, release, today):
        message = (
            f"only webinars that are over have changed since `{release.name}`, so no "
            "notice was written; `--today` uses another date"
        )
    session.say(message)


def _say_same_names(session: Session, release: NamedState, series: Series) -> None:
    """Name speakers who seem to have changed only their ids: two notices would be about them."""
    for old, new in same_names(release.state, state_of(series)):
        session.say(
            f"`{old.id}` and `{new.id}` have the same name: if they are one person, write "
            f"`id: {old.id}` again, and run this again"
        )
