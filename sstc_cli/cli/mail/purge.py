"""`sstc mail purge`: erase old mails from the outbox and the ledger."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

import typer

from sstc_cli.atomic import delete
from sstc_cli.cli.console.options import DryRun, OlderThan, Yes
from sstc_cli.cli.console.session import session_of
from sstc_cli.cli.mail.outbox import ledger_of, outboxes
from sstc_cli.errors import SstcError, explained, nothing_prepared
from sstc_cli.listing import everything_in
from sstc_cli.model.days import day_before
from sstc_cli.quantity import quantity
from sstc_cli.store.erasure import purge_mails


def purge(
    context: typer.Context,
    older_than: OlderThan,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """Erase old mails from the outbox and from the ledger.

    The age counts from the day when a batch was prepared. So that no mail is sent twice, the
    ledger keeps the Message-ID of each sent mail, its state, and a keyed digest of its recipient.

    Example: `sstc mail purge --older-than 2y --dry-run`
    """
    session = session_of(context)
    workspace = session.unchecked()
    store = ledger_of(workspace)
    if not store.exists:
        raise nothing_prepared()
    before = day_before(session.day, older_than)
    drop_files = partial(_delete, outboxes(workspace))
    purged = purge_mails(store.trial(), before, drop_files)
    batches = quantity(len(purged.batches), "batch", "batches")
    what = f"{quantity(purged.mails, 'mail')} of {batches}"
    if dry_run or not (purged.batches or yes):
        session.result(f"before {before}: {what}")
    elif session.agrees(f"Erase {what} from before {before}?", yes=yes):
        purged = purge_mails(store, before, drop_files)
        session.result(f"before {before}: {what} erased")
    for batch in purged.left:
        session.say(f"{batch} still has mails to send: `sstc mail withdraw {batch}` first")


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
