"""What writes mails to invented people: with the key of the store, if there is one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sstc_cli.mailing.composing import Composer
    from sstc_cli.model import Message, Series, Webinar
    from sstc_cli.workspace import Workspace

_NO_KEY = b"only for examples"


def trial_composer(
    workspace: Workspace,
    series: Series,
    message: Message,
    webinar: Webinar | None,
    since: str | None,
) -> Composer:
    """Return what writes the variants of a message."""
    from sstc_cli.cli.mail.asked import composer_of
    from sstc_cli.mailing.mailing import Mailing
    from sstc_cli.store import PseudonymKey

    mailing = Mailing(workspace, series, message, webinar, PseudonymKey(_NO_KEY), "example")
    if message.document != "notice":
        return composer_of(mailing)
    from sstc_cli.errors import ExitCode, SstcError
    from sstc_cli.mailing.changes import Changes
    from sstc_cli.workspace.states import find_state, last_state

    root = workspace.root
    release = find_state(root, since, os.environ) if since else last_state(root)
    if release is None:
        what = "no release yet, so nothing can have changed"
        raise SstcError(what, "run `sstc release publish NAME` first", ExitCode.DATA)
    return composer_of(mailing, Changes(mailing, release).view)
