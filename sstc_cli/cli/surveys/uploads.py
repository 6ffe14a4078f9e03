"""Show where a store is, and warn of programs that upload it."""

import os
import sys
from pathlib import Path

from sstc_cli.cli.console.session import Session
from sstc_cli.cli.console.store import file_of
from sstc_cli.store import Store
from sstc_cli.workspace.privacy import sync_program


def warn_of_upload(session: Session, store: Store) -> None:
    """Warn if a program uploads the store to a server."""
    file = file_of(store)
    if file and (program := sync_program(file, os.environ)):
        session.say(
            f"warning: {program} uploads the store, which has people's names and answers: "
            "to keep it on this computer, move it, and set `SSTC_STORE` to its new path"
        )


def show_place(session: Session, store: Store, key: Path) -> None:
    """Show where a store and its key are, and what that means for them."""
    file = file_of(store)
    place = file.resolve() if file else store.database.label
    session.say(f"the store is {place}, its key is {key.resolve()}")
    if sys.platform == "win32":
        session.say("on Windows, they have the permissions of their folders, which are not checked")
    warn_of_upload(session, store)
