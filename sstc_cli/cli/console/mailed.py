"""What the store says of mails and answers, for commands that work without a store, too."""

import os
from contextlib import suppress

from sstc_cli.cli.console.session import Session
from sstc_cli.errors import SstcError
from sstc_cli.model import Series
from sstc_cli.views.schedule import SentDuties
from sstc_cli.workspace import Workspace


def duties_by_mail(session: Session, workspace: Workspace, series: Series) -> SentDuties:
    """Return the days on which the messages of duties had gone to all, by the ledger.

    What is due can be seen without it, too: if it cannot be read, only say so.
    """
    if not _has_store(workspace) or not any(deadline.message for deadline in series.deadlines):
        return {}
    from sstc_cli.cli.console.store import store_of  # noqa: PLC0415 SQLAlchemy is slow to load
    from sstc_cli.mailing.duties import sent_duties  # noqa: PLC0415

    try:
        return sent_duties(store_of(workspace), series)
    except SstcError as error:
        session.say(f"warning: what was sent by mail is not counted: {error.message}")
        return {}


def name_lost_webinars(session: Session, workspace: Workspace) -> None:
    """Say which webinars of the store the plan no longer has, if there is a store to be read."""
    if not _has_store(workspace):
        return
    from sstc_cli.cli.console.store import name_lost_rows, store_of  # noqa: PLC0415 slow to load

    with suppress(SstcError):
        name_lost_rows(session, store_of(workspace))


def _has_store(workspace: Workspace) -> bool:
    return bool(os.environ.get("SSTC_STORE")) or workspace.store.exists()
