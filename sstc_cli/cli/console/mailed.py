"""Mails and answers in the store, for commands that also work without one."""

import os
from contextlib import suppress

from sstc_cli.cli.console.session import Session
from sstc_cli.errors import SstcError
from sstc_cli.model import Series
from sstc_cli.quantity import quantity
from sstc_cli.views.schedule import SentDuties
from sstc_cli.workspace import Workspace


def duties_by_mail(session: Session, workspace: Workspace, series: Series) -> SentDuties:
    """Return the days when the messages of duties had gone to all, by the ledger.

    What is due can be seen without it, too: if it cannot be read, only say so.
    """
    if not has_store(workspace) or not any(deadline.message for deadline in series.deadlines):
        return {}
    from sstc_cli.cli.console.store import store_of  # noqa: PLC0415 SQLAlchemy is slow to load
    from sstc_cli.mailing.duties import sent_duties  # noqa: PLC0415

    try:
        sent = sent_duties(store_of(workspace), series)
        late = {duty for duty in sent if _is_open(session, workspace, series, *duty)}
        return {duty: day for duty, day in sent.items() if duty not in late}
    except SstcError as error:
        session.say(f"warning: what was sent by mail is not counted: {error.message}")
        return {}


def _is_open(
    session: Session, workspace: Workspace, series: Series, name: str, number: int | None
) -> bool:
    """Say how many people have registered since a message went to all, if it is not too late.

    Without the key of the store, that is unknown.
    """
    from sstc_cli.cli.console.store import read_keys, store_of  # noqa: PLC0415 slow to load
    from sstc_cli.mailing.duties import newcomers  # noqa: PLC0415
    from sstc_cli.mailing.recipients import StoredPeople  # noqa: PLC0415

    names = [deadline.message for deadline in series.deadlines if deadline.id == name]
    message, webinar = series.message(names[0] or ""), series.webinar(number or 0)
    if not message or not webinar or webinar.cancelled:
        return False
    if series.instant(webinar.starts) <= session.now(series):
        return False
    store = store_of(workspace)
    people = StoredPeople(store, series, workspace.surveys, (webinar.id,))
    count = 0
    with suppress(SstcError):
        count = newcomers(people, message, webinar, store.pseudonym_key(read_keys()))
    if count:
        since = f"{quantity(count, 'person has', 'people have')} registered since"
        how = f"`sstc mail prepare {message.id} {number}` writes to them"
        session.say(f"`{message.id}` of webinar {number} was sent; {since}: {how}")
    return count > 0


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
