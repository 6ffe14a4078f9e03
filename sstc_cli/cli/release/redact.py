"""`sstc release redact`: a text that was published by mistake goes from all releases."""

from typing import Annotated

import typer

from sstc_cli.cli.console.diff import save
from sstc_cli.cli.console.options import DryRun, Yes
from sstc_cli.cli.console.session import session_of
from sstc_cli.quantity import quantity
from sstc_cli.releases.quotes import text_pattern
from sstc_cli.workspace.redaction import places_in, redacted

_UNREACHED = (
    "not reached: the history of git, backups, what is in `out/`, mails and notices that you have "
    "sent, calendars of other people, copies that search engines and readers have"
)


def redact(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The text, as it was published.")],
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """Take a text that was published by mistake out of all releases.

    Delete it from the plan first. A mask takes its place, and a link that contains it is replaced
    whole. Dates, revisions and the order of the releases stay, so calendars follow as before.

    Example: `sstc release redact "+254 700 000 000" --dry-run`
    """
    session = session_of(context)
    workspace, series = session.opened()
    if not text.strip():
        raise typer.BadParameter("write the text that is to go", param_hint="TEXT")
    places = list(places_in(workspace.release_files, text_pattern(text).search))
    after = redacted(workspace, series, text)
    if not places:
        session.say("no release has this text, as you wrote it")
        return
    session.result("\n".join(places))
    if dry_run:
        session.say("no files changed")
        return
    what = quantity(len(places), "place")
    if not session.agrees(f"Take the text out of {what}?", yes=yes):
        return
    files = save(workspace, after)
    session.say(f"redacted {what} in {quantity(len(files), 'release')}")
    session.say("next: `sstc site build`, and `sstc release publish NAME` if the plan has changed")
    session.say(_UNREACHED)
