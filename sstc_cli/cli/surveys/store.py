"""`sstc surveys list|backup|check|key`: the store, its imports and its key."""

import os
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from sstc_cli.cli.console.files import from_here
from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.options import Json, Today
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.console.store import (
    add_key,
    file_of,
    key_file,
    key_files,
    make_keys,
    read_keys,
    settings_locked,
    store_of,
)
from sstc_cli.cli.console.streams import write_results
from sstc_cli.cli.surveys.erase import conflict_copies, drop_unfinished
from sstc_cli.cli.surveys.summary import print_imports
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import Series
from sstc_cli.quantity import quantity
from sstc_cli.store import (
    ATTENDANCE_ID,
    Store,
    imports,
    store_problems,
    store_size,
    webinars_with_rows,
)
from sstc_cli.store.erasure import rekey
from sstc_cli.store.private_files import wide_permissions
from sstc_cli.workspace import Workspace
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


def rotate_key(store: Store) -> int:
    """Give everybody in a store a new pseudonym, and return how many they are."""
    with settings_locked(key_file()):
        keys = read_keys() or add_key()
        pseudonyms = store.pseudonym_key(keys)
        # otherwise, the newest key is of a rotation that was cut short, or of another workspace
        newest = add_key()[0] if pseudonyms.person_key == keys[0] else keys[0]
        return rekey(store, pseudonyms, newest) if store.exists else 0


def list_(context: typer.Context, today: Today = None, json: Json = False) -> None:
    """List imports, and webinars without an exit survey.

    Example: `sstc surveys list`
    """
    session = session_of(context)
    workspace, series = session.opened(today)
    store = store_of(workspace)
    with store.reading():
        done, present = imports(store), webinars_with_rows(store)
    missing = _missing(workspace, series, today or date.today(), present)
    if json:
        session.result(write_results(imports=[one._asdict() for one in done], missing=missing))
        return
    print_imports(session, done, missing)


def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="New file for the copy.")],
) -> None:
    """Copy the store into a new file, which only you can read on Linux and macOS.

    The copy has names and addresses: keep it as safe as the store. On Windows, it has the
    permissions of its folder.

    Example: `sstc surveys backup store-backup.sqlite`
    """
    session = session_of(context)
    store = store_of(session.unchecked())
    if not store.exists:
        session.say("no survey has been imported yet")
        return
    store.database.back_up(file)
    session.result(str(file))


def check(context: typer.Context) -> None:
    """Check that the store is intact, and that you have its key.

    Shows where both are, and if a sync program uploads the store. Checks that only you can read
    them, but not on Windows. Deletes what stopped commands left unfinished.

    Example: `sstc surveys check`
    """
    session = session_of(context)
    workspace = session.unchecked()
    store, left = store_of(workspace), drop_unfinished(session, workspace.root)
    if not store.exists:
        session.say("no survey has been imported yet")
        return
    show_place(session, store, key_file())
    messages = store_problems(store)
    messages += [f"{from_here(file)} was left unfinished: delete it" for file in left]
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
    rotate: Annotated[bool, flag("--rotate", text="Give everybody a new pseudonym.")] = False,
) -> None:
    """Show where the key of the pseudonyms is; create it if necessary.

    `--rotate` makes a new key, for example after somebody else got an export and the key.

    Example: `sstc surveys key`
    """
    session = session_of(context)
    make_keys()
    if rotate:
        changed = rotate_key(store_of(session.unchecked()))
        session.say(f"gave {quantity(changed, 'person', 'people')} a new pseudonym")
    session.result(str(key_file().resolve()))


def _missing(
    workspace: Workspace, series: Series, day: date, imported: set[tuple[str, int]]
) -> dict[str, list[int]]:
    """Return the past webinars without an exit survey, and without attendance if others have it."""
    kinds = [survey.id for survey in workspace.surveys.values() if survey.when == "after"]
    kinds += [ATTENDANCE_ID] if any(id_ == ATTENDANCE_ID for id_, _ in imported) else []
    held = [
        webinar.number
        for webinar in series.webinars
        if webinar.starts and webinar.starts.date() < day and not webinar.cancelled
    ]
    return {id_: [n for n in held if (id_, n) not in imported] for id_ in kinds}
