"""Entries in mails that are newer than those that people may have.

They come from `sstc calendar export`, or from earlier mails: the last entry of each webinar in a
mail is kept beside the exported invitations, so that both kinds follow each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from sstc_cli.mailing.composing import Composer
    from sstc_cli.workspace import Workspace


def renewing(workspace: Workspace) -> Callable[[bytes], bytes]:
    """Return what makes an entry newer than those in exported calendar files."""
    from sstc_cli.cli.console.exported import exported_to
    from sstc_cli.ics import renew

    exported = exported_to(workspace.out / "calendar")
    return lambda data: renew(data, exported=exported).data


def remember_entry(composer: Composer) -> None:
    """Keep the entry that the mails of a mailing have, if they have one."""
    from sstc_cli.cli.console.files import write_whole

    mailing, entries = composer.mailing, composer.entries
    if entries is None or "calendar" not in mailing.message.with_:
        return
    workspace = mailing.workspace
    name = f"{mailing.series.id}-{entries.webinar.id}.mail.request.ics"
    file = workspace.out / "calendar" / "private" / name
    write_whole(file, entries.last, 0o600, root=workspace.root)
