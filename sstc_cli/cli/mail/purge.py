"""`sstc mail purge`: erase old mails from the outbox and the ledger."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from sstc_cli.atomic import delete
from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.options import read_age
from sstc_cli.cli.console.session import session_of
from sstc_cli.cli.mail.outbox import ledger_of, outboxes
from sstc_cli.errors import SstcError, explained, nothing_prepared
from sstc_cli.listing import everything_in
from sstc_cli.model.days import day_before
from sstc_cli.quantity import quantity
from sstc_cli.store.erasure import purge_mails


def purge(
    context: typer.Context,
    older_than: Annotated[
        str,
        typer.Option("--older-than", parser=read_age, metavar="AGE", help="Age: 2y, 18m or 90d."),
    ],
    yes: Annotated[bool, flag("--yes", text="Erase them. [default: only count]")] = False,
) -> None:
    """Erase old mails: their files, and what the ledger has of them.

    Without `--yes`, only count them. The age counts from the day on which a batch was prepared. So
    that nobody gets a mail twice, the ledger keeps the Message-ID of each mail that was sent, its
    state, and a keyed digest of its recipient.

    Example: `sstc mail purge --older-than 2y`
    """
    session = session_of(context)
    workspace = session.unchecked()
    store = ledger_of(workspace)
    if not store.exists:
        raise nothing_prepared()
    before = day_before(session.day, older_than)
    drop_files = partial(_delete, outboxes(workspace))
    purged = purge_mails(store, before, drop_files, dry_run=not yes)
    mails = quantity(purged.mails, "mail")
    batches = quantity(len(purged.batches), "batch", "batches")
    session.result(f"before {before}: {mails} of {batches}{' erased' if yes else ''}")
    for batch in purged.left:
        session.say(f"{batch} still has mails to send: `sstc mail withdraw {batch}` first")
    if purged.batches and not yes:
        session.say("nothing was erased: add `--yes` to erase")


def _delete(outboxes: Path, batches: Iterable[str]) -> None:
    """Delete the outboxes of batches, if they are on this computer."""
    for folder in (outboxes / batch for batch in batches):
        if not folder.is_dir() or folder.is_symlink():
            continue
        try:
            for file in everything_in(folder):
                delete(file)
            folder.rmdir()
        except OSError as error:
            hint = "close it in other programs, then run this again"
            raise SstcError(f"cannot delete {folder}: {explained(error)}", hint) from error
