"""The data file as it was before an import, in the private folder, so that it can be undone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sstc_cli.cli.console.edit import save
from sstc_cli.cli.console.files import contents, write_whole
from sstc_cli.errors import ExitCode, SstcError

if TYPE_CHECKING:
    from sstc_cli.cli.console.session import Session
    from sstc_cli.workspace import Workspace

_FILE = Path(".sstc") / "before-import.yaml"
_MARK = "# before the import that made "


def keep_before(before: Workspace, after: Workspace) -> None:
    """Keep the data file, with the digest of what an import makes of it."""
    head = f"{_MARK}{_digest(after)}\n"
    data = (head + before.main.tree.text).encode()
    write_whole(before.root / _FILE, data, 0o600, root=before.root)


def undo_import(session: Session, workspace: Workspace) -> None:
    """Write the data file again as it was before the last import; refuse it after other changes."""
    from sstc_cli.cli.console.diff import show_diff, write_diff
    from sstc_cli.source import parse

    kept = contents(workspace.root / _FILE)
    head, _, text = (kept or b"").decode("utf-8", "replace").partition("\n")
    if head != f"{_MARK}{_digest(workspace)}":
        message = "no import can be undone: there is none, or the plan was changed since"
        hint = "make the changes with `sstc schedule` or in data/webinars.yaml"
        raise SstcError(message, hint, ExitCode.USAGE)
    tree = parse(text, workspace.main.tree.file)
    after = replace(workspace, main=workspace.main._replace(tree=tree, model=None, diagnostics=[]))
    show_diff(session, write_diff(workspace, after))
    save(workspace, after)
    session.say("undid the last import: updated data/webinars.yaml")


def _digest(workspace: Workspace) -> str:
    from sstc_cli.planning.export_state import digest_of

    return digest_of(workspace.main.tree.text)
