"""`sstc surveys backup|check|key`: the store, what is left beside it, and its key."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from sstc_cli.cli.console.files import from_here
from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.console.store import (
    add_key,
    file_of,
    key_file,
    key_files,
    make_keys,
    read_keys,
    settings_locked,
    show_place,
    store_of,
)
from sstc_cli.errors import ExitCode, SstcError, nothing_imported
from sstc_cli.listing import copies
from sstc_cli.lock import making_parts, remove_abandoned
from sstc_cli.quantity import quantity
from sstc_cli.store import Store, store_problems, store_size
from sstc_cli.store.erasure import rekey
from sstc_cli.store.private_files import wide_permissions
from sstc_cli.workspace.privacy import parts_below


def rotate_key(store: Store) -> int:
    """Give each person in a store a new pseudonym, and return how many there are."""
    with settings_locked(key_file()):
        keys = read_keys() or add_key()
        pseudonyms = store.pseudonym_key(keys)
        # otherwise, the newest key is of a rotation that was cut short, or of another workspace
        newest = add_key()[0] if pseudonyms.person_key == keys[0] else keys[0]
        return rekey(store, pseudonyms, newest) if store.exists else 0


def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="New file for the copy.")],
) -> None:
    """Copy the store into a new file.

    The copy has names and addresses: keep it as safe as the store. On Linux and macOS, only you can
    read it; on Windows, it has the permissions of its folder.

    Example: `sstc surveys backup store-backup.sqlite`
    """
    session = session_of(context)
    store = store_of(session.unchecked())
    if not store.exists:
        raise nothing_imported()
    store.database.back_up(file)
    session.result(str(file))


def check(
    context: typer.Context,
    fix: Annotated[
        bool, flag("--fix", text="Delete what stopped commands left unfinished.")
    ] = False,
) -> None:
    """Check that the store is intact, and that you have its key.

    Shows where both are, and if a sync program uploads the store. Checks that only you can read
    them, but not on Windows. Nothing is changed without `--fix`.

    Example: `sstc surveys check`
    """
    session = session_of(context)
    workspace = session.unchecked()
    store = store_of(workspace) if fix else store_of(workspace).trial()
    left = drop_unfinished(session, workspace.root) if fix else parts_below(workspace.root)
    if not store.exists:
        raise nothing_imported()
    show_place(session, store, key_file())
    messages = store_problems(store)
    how = "delete it" if fix else "`sstc surveys check --fix` deletes it"
    unfinished = "is unfinished, if no command is at work"
    messages += [f"{from_here(file)} {unfinished}: {how}" for file in left]
    messages += conflict_copies(store)
    try:
        store.pseudonym_key(read_keys())
        messages += wide_permissions(*key_files())
    except SstcError as error:
        messages.append(error.message)
    for message in messages:
        session.result(message)
    if messages:
        raise typer.Exit(ExitCode.DATA)
    responses, attendances, persons = store_size(store)
    visits = f"{quantity(attendances, 'attendance')}, " if attendances else ""
    content = f"{quantity(responses, 'response')}, {visits}{quantity(persons, 'person', 'people')}"
    session.result(f"the store is intact: {content}")


def key(
    context: typer.Context,
    rotate: Annotated[bool, flag("--rotate", text="Give all people new pseudonyms.")] = False,
) -> None:
    """Show where the key of the pseudonyms is; make it if it is missing.

    `--rotate` makes a new key, for example if someone else has the key and an export.

    Example: `sstc surveys key`
    """
    session = session_of(context)
    make_keys()
    if rotate:
        changed = rotate_key(store_of(session.unchecked()))
        session.say(f"gave {quantity(changed, 'person', 'people')} a new pseudonym")
    session.result(str(key_file().resolve()))


def drop_unfinished(session: Session, root: Path) -> list[Path]:
    """Delete the private files that stopped commands left unfinished; return those that stay."""
    parts = parts_below(root)
    for folder in {part.parent for part in parts}:
        with suppress(OSError), making_parts(folder):
            remove_abandoned(folder)
    left = [part for part in parts if part.exists()]
    gone = [part for part in parts if part not in left]
    name_paths(session, "deleted what stopped commands left unfinished", gone)
    return left


def conflict_copies(store: Store) -> list[str]:
    """Return a problem for each copy of the store that a sync program has made."""
    file = file_of(store)
    found = copies(file.parent) if file else {}
    return [
        f"{from_here(copy)} is a copy of the store that a sync program has made: "
        "it may have people and imports that the store lacks, so compare them, and keep one"
        for copy, original in found.items()
        if original == file
    ]


def name_paths(session: Session, what: str, files: Sequence[Path]) -> None:
    """Name all files, if there are some, after words on what they are: each may be private."""
    if files:
        lines = "\n".join(f"  {from_here(file)}" for file in files)
        session.say(f"{what}\n{lines}")
