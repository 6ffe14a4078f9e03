"""Mails and answers in the store, for commands that also work without one."""

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from sstc_cli.cli.console.session import Session
from sstc_cli.errors import SstcError
from sstc_cli.model import Series
from sstc_cli.views.schedule import SentDuties
from sstc_cli.workspace import Workspace

if TYPE_CHECKING:
    from sstc_cli.mailing.duties import Lists


def duties_by_mail(session: Session, workspace: Workspace, series: Series) -> SentDuties:
    """Return the days when the messages of duties had gone to all, by the ledger.

    What is due can be seen without it, too: if it cannot be read, only say so.
    """
    if not has_store(workspace) or not any(deadline.message for deadline in series.deadlines):
        return {}
    from sstc_cli.cli.console.store import store_of  # noqa: PLC0415 SQLAlchemy is slow to load
    from sstc_cli.mailing.duties import reached, sent_duties, settled_by  # noqa: PLC0415
    from sstc_cli.mailing.outdated import prepare_command  # noqa: PLC0415

    try:
        store, lists = store_of(workspace), lists_of(session, workspace, series)
        with store.reading():  # one connection for all questions
            found = reached(store, series, lists)
    except SstcError as error:
        session.say(f"warning: what was sent by mail is not counted: {error.message}")
        return {}
    for (name, number), reach in found.items():
        if reach.sent and reach.missing and any(settled_by(series, name, number)):
            of = f" of webinar {number}" if number else ""
            message, webinar = series.message(name), series.webinar(number or 0)
            how = f": `{prepare_command(message, webinar)}` writes to them" if message else ""
            session.say(f"`{name}`{of} was sent; {reach.missing}{how}")
    return sent_duties(series, found)


def lists_of(session: Session, workspace: Workspace, series: Series) -> "Lists":
    """Return what is known of the people on the lists of messages."""
    from sstc_cli.cli.console.opt_outs import opted_out  # noqa: PLC0415 slow to load
    from sstc_cli.cli.console.store import read_keys, store_of  # noqa: PLC0415
    from sstc_cli.mailing.duties import Lists  # noqa: PLC0415

    key = None
    with suppress(SstcError):
        key = store_of(workspace).pseudonym_key(read_keys()) if has_store(workspace) else None
    now, release = session.now(series), workspace.release
    return Lists(series, workspace.surveys, now, key, opted_out(), release)


def name_lost_webinars(session: Session, workspace: Workspace) -> None:
    """Say which webinars of the store the plan no longer has, if there is a store to be read."""
    if not has_store(workspace):
        return
    from sstc_cli.cli.console.store import name_lost_rows, store_of  # noqa: PLC0415 slow to load

    with suppress(SstcError):
        name_lost_rows(session, store_of(workspace))


def name_affected(session: Session, before: Workspace, after: Workspace) -> None:
    """Say how people hear of webinars that a change gave another time, status or number."""
    if before.series and after.series:
        from sstc_cli.cli.console.store import name_people  # noqa: PLC0415 slow to load

        name_lost_webinars(session, after)
        name_people(session, before.series, after.series, after)


def has_store(workspace: Workspace) -> bool:
    return bool(os.environ.get("SSTC_STORE")) or workspace.store.exists()
