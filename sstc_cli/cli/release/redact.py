"""`sstc release redact`: a text that was published by mistake goes from all releases."""

from typing import Annotated

import typer

from sstc_cli.cli.console.journal import forget_steps, save
from sstc_cli.cli.console.options import DryRun, Yes
from sstc_cli.cli.console.session import session_of
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.quantity import quantity
from sstc_cli.releases.quotes import has_text
from sstc_cli.workspace.redaction import places_in, places_of_ids, redacted

_UNREACHED = (
    "not reached: the history of git, backups, files in `out/`, mails and notices that you have "
    "sent, calendars of other people, copies that search engines and readers have"
)


def redact(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The text, as it was published.")],
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """Take a text that was published by mistake out of all releases.

    Delete it from the plan first. `[…]` replaces it, and a link with it is replaced as a whole.
    Dates, revisions and the order of the releases stay, so calendars follow as before.

    Example: `sstc release redact "+254 700 000 000" --dry-run`
    """
    session = session_of(context)
    workspace, series = session.opened()
    if not text.strip():
        raise typer.BadParameter("write the text to take out", param_hint="TEXT")
    files = workspace.release_files
    places = list(places_in(files, lambda words: has_text(text, words)))
    after = redacted(workspace, series, text)
    if ids := list(places_of_ids(files, text)):
        stays = "\n".join(f"  {line}" for line in ids)
        session.say(
            f"warning: an id has this text, and stays, because calendars depend on it:\n{stays}"
        )
    if not places:
        message = "no text of a release has this, as you wrote it"
        if dry_run:
            session.say(message)
            return
        hint = "look for it with `sstc release show NAME`; dates, numbers and ids stay"
        raise SstcError(message, hint, ExitCode.DATA)
    session.result("\n".join(places))
    if dry_run:
        session.say("no files changed")
        return
    what = quantity(len(places), "place")
    if not session.agrees(f"Take the text out of {what}?", yes=yes):
        return
    saved = save(session, workspace, after)
    forget_steps(workspace.root)
    session.say(f"redacted {what} in {quantity(len(saved), 'release')}")
    session.say("next: `sstc release publish NAME` if the plan has changed, then `sstc site build`")
    session.say(_UNREACHED)
