"""What writes mails to invented people: with the key of the store, if there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sstc_cli.cli.mail.telling import compared

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
    from sstc_cli.cli.mail.gather import composer_of
    from sstc_cli.mailing.changes import Changes
    from sstc_cli.mailing.mailing import Mailing
    from sstc_cli.store import PseudonymKey

    mailing = Mailing(workspace, series, message, webinar, PseudonymKey(_NO_KEY), "example")
    if message.document != "notice":
        return composer_of(mailing)
    return composer_of(mailing, Changes(mailing, compared(workspace, since)).view)
