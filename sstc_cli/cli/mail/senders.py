"""The senders on this computer: each holds a lock while it lives, so that the dead are known."""

import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from sstc_cli.errors import SstcError, explained
from sstc_cli.listing import everything_in
from sstc_cli.lock import locked
from sstc_cli.store import Store
from sstc_cli.store.mail.status import mails_in_flight, recover_from
from sstc_cli.store.private_files import make_private_folder
from sstc_cli.workspace import Workspace

_START, _END = ".sender-", ".lock"


@contextmanager
def alive(workspace: Workspace, store: Store) -> Iterator[str]:
    """Provide the name of a new sender, which nobody takes for dead until the block ends.

    If it cannot give up what it has in flight, the next command takes it for killed.
    """
    folder, owner = _folder(workspace), secrets.token_hex(8)
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
        dead = {owner for owner in _owners(_folder(workspace)) if _is_dead(workspace, owner, held)}
        if dead & flying:
            recover_from(store, dead & flying)


def _is_flying(store: Store, owner: str) -> bool:
    """Return whether a sender has mails in flight, or may have."""
    with suppress(SstcError):
        return owner in mails_in_flight(store)
    return True


def _is_dead(workspace: Workspace, owner: str, held: ExitStack) -> bool:
    """Return whether nobody holds the lock of a sender, and hold it."""
    with suppress(OSError):
        held.enter_context(locked(_folder(workspace) / f"sender-{owner}", wait=False))
        return True
    return False


def _owners(folder: Path) -> list[str]:
    names = [file.name for file in everything_in(folder)] if folder.is_dir() else []
    return [
        name.removeprefix(_START).removesuffix(_END)
        for name in names
        if name.startswith(_START) and name.endswith(_END)
    ]


def _folder(workspace: Workspace) -> Path:
    return workspace.root / ".sstc"
