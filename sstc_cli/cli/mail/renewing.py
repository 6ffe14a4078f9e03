"""Entries in mails that are newer than those of `sstc calendar export`, which people may have."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from sstc_cli.workspace import Workspace


def renewing(workspace: Workspace) -> Callable[[bytes], bytes]:
    """Return what makes an entry newer than those in exported calendar files."""
    from sstc_cli.cli.console.exported import exported_to
    from sstc_cli.ics import renew

    exported = exported_to(workspace.out / "calendar")
    return lambda data: renew(data, exported=exported).data
