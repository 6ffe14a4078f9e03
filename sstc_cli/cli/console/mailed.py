"""Which duties are done by mail, for the commands that show what is due."""

import os

from sstc_cli.cli.console.session import Session
from sstc_cli.errors import SstcError
from sstc_cli.model import Series
from sstc_cli.views.schedule import SentDuties
from sstc_cli.workspace import Workspace


def duties_by_mail(session: Session, workspace: Workspace, series: Series) -> SentDuties:
    """Return the days on which the messages of duties had gone to all, by the ledger.

    What is due can be seen without it, too: if it cannot be read, only say so.
    """
    has_store = bool(os.environ.get("SSTC_STORE")) or workspace.store.exists()
    if not has_store or not any(deadline.message for deadline in series.deadlines):
        return {}
    from sstc_cli.cli.console.store import store_of  # noqa: PLC0415 SQLAlchemy is slow to load
    from sstc_cli.mailing.duties import sent_duties  # noqa: PLC0415

    try:
        return sent_duties(store_of(workspace), series)
    except SstcError as error:
        session.say(f"warning: what was sent by mail is not counted: {error.message}")
        return {}
