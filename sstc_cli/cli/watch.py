"""`sstc watch`: validate at every save."""

import sys
import time
from contextlib import suppress
from pathlib import Path

import typer

from sstc_cli.cli.console.outcome import workspace_summary
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.errors import SstcError
from sstc_cli.listing import files_below
from sstc_cli.workspace import open_workspace

_PAUSE = 0.3  # seconds; reading a handful of file dates takes less than a millisecond


def watch(context: typer.Context) -> None:
    """Validate whenever a data file is saved, until Ctrl-C.

    Run it next to your editor.

    Example: `sstc watch`
    """
    session = session_of(context)
    root = session.root
    last: dict[Path, tuple[int, int]] = {}
    unread = None
    with suppress(KeyboardInterrupt):
        while True:
            stamps = _stamps(root)
            if unread or stamps != last:  # a file may become free without a change
                last = stamps
                unread = _show(session, root, unread)
            time.sleep(_PAUSE)


def _stamps(root: Path) -> dict[Path, tuple[int, int]]:
    """Return the time of the last change and the size of each data file."""
    stamps = {}
    for file in files_below(root / "data", "*.yaml"):
        with suppress(OSError):  # an editor is replacing it
            status = file.stat()
            stamps[file] = (status.st_mtime_ns, status.st_size)
    return stamps


def _show(session: Session, root: Path, before: str | None) -> str | None:
    """Show what is wrong; return the error if a file could not be read, which is shown once."""
    try:
        workspace = open_workspace(root, session.day)
    except SstcError as error:
        if error.message != before:
            _clear(session)
            session.result(f"error: {error.message}")
            sys.stdout.flush()
        return error.message if isinstance(error.__cause__, OSError) else None
    _clear(session)
    session.show(workspace.diagnostics, workspace, sys.stdout, every=False)
    session.result(workspace_summary(workspace, workspace.diagnostics))
    sys.stdout.flush()
    return None


def _clear(session: Session) -> None:
    if sys.stdout.isatty():
        session.out.clear()
