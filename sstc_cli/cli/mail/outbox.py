"""The ledger, its senders, the outbox and the account, which commands for mail open first."""

import json
import os
import secrets
import shlex
import stat
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from hashlib import sha256
from pathlib import Path

import typer

from sstc_cli.cli.console.files import from_here, settings_folders, write_whole
from sstc_cli.cli.console.store import settings_locked, store_of
from sstc_cli.errors import ExitCode, SstcError, explained
from sstc_cli.listing import everything_in
from sstc_cli.lock import locked, make_private_folder
from sstc_cli.mail.account import ASK, KEYRING, PLACE, Account, read_account
from sstc_cli.mail.passwords import secret_of
from sstc_cli.mailing.outbox import Outbox
from sstc_cli.store import Store
from sstc_cli.store.mail.status import PreparedBatch, find_mailing, mails_in_flight, recover_from
from sstc_cli.unseen import visible
from sstc_cli.workspace import Workspace

_ALLOWED = "mail.allowed"
_OTHERS = 0o077


def allow_command(account: Account, root: Path, *, allowed: bool = False) -> None:
    """Ask once before a workspace's account gets a password or a token, unless `allowed`.

    Another workspace is asked about anew: its command may have the same words, and be another file.
    What was allowed is kept as digests in the settings of the user. Refuse if nobody can be asked.
    """
    digest = _digest_of(account, root)
    if not account.user or account.password_from == ASK or digest in _allowed():
        return
    if not allowed:
        _ask_for(account)
    file = settings_folders()[0] / _ALLOWED
    with settings_locked(file):
        lines = sorted({*_allowed(), digest})
        write_whole(file, "".join(f"{line}\n" for line in lines).encode(), 0o600, root=None)


def _ask_for(account: Account) -> None:
    kept = account.password_from == KEYRING
    what = "token" if account.token else "password"
    words = account.command
    shown = visible(words if isinstance(words, str) else shlex.join(words))
    source = "the password that this computer keeps" if kept else f"a command for the {what}"
    where = _place_of(account)
    if not sys.stdin.isatty():
        message = f"{PLACE} names {source} of {where}: it is not allowed yet"
        mine = "this server" if kept else f"`{shown}`"
        hint = f"if {mine} is yours, run `sstc mail check --allow-command`"
        raise SstcError(message, hint, ExitCode.USAGE)
    act = f"Use {source}, of {where}?" if kept else f"Run `{shown}` for the {what} of {where}?"
    typer.confirm(act, abort=True, err=True)


def _place_of(account: Account) -> str:
    """Return who logs in where, for a question about the password."""
    return visible(f"{account.user} at {account.host} ({_secured(account)})")


def password_for(account: Account) -> str:
    """Return the password or token of an account, which the user may have to type."""
    if not account.user:
        return ""
    return typed_password(account) if account.password_from == ASK else secret_of(account)


def typed_password(account: Account) -> str:
    """Ask for the password of an account, which the terminal does not show."""
    if not sys.stdin.isatty():
        message = f"cannot ask for the password of {_place_of(account)} outside a terminal"
        raise SstcError(message, "run this in a terminal, or write `password_command`")
    typed: str = typer.prompt(f"Password of {_place_of(account)}", hide_input=True, err=True)
    return typed


def _allowed() -> set[str]:
    with suppress(OSError):
        return {*(settings_folders()[0] / _ALLOWED).read_text("ascii", "replace").split()}
    return set()


def _secured(account: Account) -> str:
    """Return the keys of the account that decide who can read the secret."""
    trusted = f", ca = {account.ca}" if account.ca is not None else ""
    return f"tls = {account.tls}{trusted}"


def _digest_of(account: Account, root: Path) -> str:
    """Return the digest of what was allowed: the command, and who gets what it prints."""
    facts = (
        str(root.resolve()), account.host, account.port, account.user, account.command, account.tls,
        str(account.ca or ""), sha256(account.certificates).hexdigest(),
    )  # fmt: skip
    return sha256(json.dumps(facts).encode()).hexdigest()


_START, _END = ".sender-", ".lock"


@contextmanager
def alive(workspace: Workspace, store: Store) -> Iterator[str]:
    """Provide the name of a new sender, which counts as alive until the block ends.

    If it cannot give up what it has in flight, the next command takes it for killed.
    """
    folder, owner = _private_folder(workspace), secrets.token_hex(8)
    with ExitStack() as held:
        try:
            make_private_folder(folder)
            lock = locked(folder / f"sender-{owner}", stays=lambda: _is_flying(store, owner))
            held.enter_context(lock)
        except OSError as error:
            message = f"cannot write to {folder}: {explained(error)}"
            raise SstcError(message, "check the permissions and the space of its disk") from error
        yield owner


def recover_dead(workspace: Workspace, store: Store) -> None:
    """Settle what senders had in flight that were killed on this computer."""
    flying = mails_in_flight(store)
    with ExitStack() as held:
        owners = _owners(_private_folder(workspace))
        dead = {owner for owner in owners if _is_dead(workspace, owner, held)}
        if dead & flying:
            recover_from(store, dead & flying)


def _is_flying(store: Store, owner: str) -> bool:
    """Return whether a sender has mails in flight, or may have."""
    with suppress(SstcError):
        return owner in mails_in_flight(store)
    return True


def _is_dead(workspace: Workspace, owner: str, held: ExitStack) -> bool:
    """Take the lock of a sender, and return whether it was free."""
    with suppress(OSError):
        held.enter_context(locked(_private_folder(workspace) / f"sender-{owner}", wait=False))
        return True
    return False


def _owners(folder: Path) -> list[str]:
    names = [file.name for file in everything_in(folder)] if folder.is_dir() else []
    return [
        name.removeprefix(_START).removesuffix(_END)
        for name in names
        if name.startswith(_START) and name.endswith(_END)
    ]


def _private_folder(workspace: Workspace) -> Path:
    return workspace.root / ".sstc"


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
