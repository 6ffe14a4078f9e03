"""Files outside the store that have people: what stopped commands left, and traces of a person."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sstc_cli.atomic import delete
from sstc_cli.cli.console.files import from_here, listed
from sstc_cli.cli.console.secret.certificate_files import drop_certificates
from sstc_cli.cli.console.secret.partner_drafts import drop_partner_drafts
from sstc_cli.cli.console.session import Session
from sstc_cli.cli.console.store import file_of
from sstc_cli.errors import SstcError
from sstc_cli.listing import copies, entries
from sstc_cli.lock import making_parts, remove_abandoned
from sstc_cli.mailing.outbox import files_of
from sstc_cli.workspace.privacy import files_with, parts_below

if TYPE_CHECKING:
    from sstc_cli.store import Store
    from sstc_cli.store.erasure import Erased
    from sstc_cli.workspace import Workspace


def drop_unfinished(session: Session, root: Path) -> list[Path]:
    """Delete the private files that stopped commands left unfinished; return those that stay."""
    parts = parts_below(root)
    for folder in {part.parent for part in parts}:
        with suppress(OSError), making_parts(folder):
            remove_abandoned(folder)
    left = [part for part in parts if part.exists()]
    gone = [part for part in parts if part not in left]
    _name(session, "deleted what stopped commands left unfinished", gone)
    return left


def tidy(session: Session, root: Path) -> None:
    """Delete what stopped commands left unfinished, and name what cannot be deleted now."""
    what = "unfinished private files: another command is making them, or you may not delete them"
    _name(session, what, drop_unfinished(session, root))


def clear(session: Session, workspace: Workspace, erased: Erased) -> None:
    """Delete the files of what was erased, the lists of people, and unfinished files."""
    left = drop_certificates(workspace, erased.certificates)
    _name(session, "these certificates could not be deleted: delete them", left)
    left = _drop_mails(workspace.root, erased.mails)
    _name(session, "these mails could not be deleted: close them, and delete them", left)
    left = drop_partner_drafts(workspace, erased.requests)
    _name(
        session, "these drafts to partners could not be deleted: close them, and delete them", left
    )
    tidy(session, workspace.root)


def _drop_mails(root: Path, message_ids: Collection[str]) -> list[Path]:
    """Delete prepared mails, and return those that another program holds."""
    left = []
    for file in files_of(root / ".sstc" / "outbox", message_ids):
        try:
            delete(file)
        except OSError:
            left.append(file)
    return left


def refuse_left(erased: Erased) -> None:
    """End with an error that names what could not be erased, if there is something."""
    if erased.left:
        what = "; ".join(error.message for error in erased.left)
        raise SstcError(f"not everything is erased: {what}", erased.left[0].hint)


def name_files(session: Session, root: Path, store: Store, words: Collection[str]) -> None:
    """Name the files of the workspace that still have one of the words, and where they may be."""
    traces = files_with(root, words)
    files = [file for file in traces.found if file != file_of(store)]
    what = "these files still have the address, the name or the pseudonym"
    _name(session, f"{what}: delete the person there too", files)
    _name(session, "these could not be searched: look for the person there", traces.unsearched)
    session.say("files elsewhere, such as backups, may have the person: also delete those")


def name_workbooks(session: Session, workspace: Workspace) -> None:
    """Name the workbooks in the private folder, which may have people whose answers are erased."""
    files = [file for file in entries(workspace.store.parent) if file.suffix == ".xlsx"]
    _name(session, "these workbooks may have people who were erased: delete them", files)


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


def name_conflict_copies(session: Session, store: Store) -> None:
    """Name the copies of the store that nothing was erased in."""
    for problem in conflict_copies(store):
        session.say(problem)


def _name(session: Session, what: str, files: Sequence[Path]) -> None:
    if files:
        lines = "\n".join(f"  {line}" for line in listed(files))
        session.say(f"{what}\n{lines}")
