"""Files outside the store that have people: what stopped commands left, and traces of a person."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path

from sstc_cli.cli.console.files import listed
from sstc_cli.cli.console.session import Session
from sstc_cli.lock import making_parts, remove_abandoned
from sstc_cli.workspace import Workspace
from sstc_cli.workspace.traces import files_with, parts_below


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


def name_files(session: Session, workspace: Workspace, words: Collection[str]) -> None:
    """Name the files of the workspace that still have one of the words, and where they may be."""
    traces = files_with(workspace.root, words)
    files = [file for file in traces.found if file != workspace.store]
    what = "these files still have the address, the name or the pseudonym"
    _name(session, f"{what}: delete the person there too", files)
    _name(session, "these could not be searched: look for the person there", traces.unsearched)
    session.say("files elsewhere, such as backups, may have the person: also delete those")


def _name(session: Session, what: str, files: Sequence[Path]) -> None:
    if files:
        lines = "\n".join(f"  {line}" for line in listed(files))
        session.say(f"{what}\n{lines}")
