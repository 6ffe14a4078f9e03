"""What every command of mail begins with: the store, its batches, and the account."""

import os
import stat
from pathlib import Path

from sstc_cli.cli.console.files import from_here
from sstc_cli.cli.console.store import store_of
from sstc_cli.cli.mail.senders import recover_dead
from sstc_cli.errors import SstcError
from sstc_cli.mail.account import Account, read_account
from sstc_cli.mailing.outbox import Outbox
from sstc_cli.store import Store
from sstc_cli.store.mail.status import PreparedBatch, find_mailing
from sstc_cli.workspace import Workspace

_OTHERS = 0o077


def ledger_of(workspace: Workspace) -> Store:
    """Return the store of a workspace, after settling what killed commands left in flight."""
    store = store_of(workspace)
    recover_dead(workspace, store)
    return store


def mailing_of(
    workspace: Workspace, name: str, *, to_send: bool = False
) -> tuple[Store, PreparedBatch]:
    """Return the store and the batch of this name, or the only one whose name begins so.

    With `to_send`, of several that begin so it is the only one with mails still to be sent.
    """
    store = ledger_of(workspace)
    return store, find_mailing(store, name, to_send=to_send)


def outbox_of(workspace: Workspace, batch: str) -> Outbox:
    """Return the outbox of a batch."""
    return Outbox(outboxes(workspace) / batch)


def outboxes(workspace: Workspace) -> Path:
    """Return the folder of all outboxes."""
    return workspace.root / ".sstc" / "outbox"


def account_of(workspace: Workspace) -> Account:
    """Return the account of a workspace; refuse a file that others can read."""
    file = workspace.root / ".sstc" / "mail.toml"
    place = from_here(file)
    if os.name == "posix" and file.exists() and stat.S_IMODE(file.stat().st_mode) & _OTHERS:
        message = f"other users can read {place}, so it was not used"
        raise SstcError(message, f"run `chmod 600 {place}`")
    return read_account(file, place)
