"""What is left to do about mails: people to be told, batches that wait, messages that are due."""

from collections.abc import Collection, Iterator
from datetime import datetime, time
from typing import NamedTuple

from sstc_cli.mailing.duties import due_messages, sent_messages
from sstc_cli.mailing.outdated import message_of, prepare_command, untold, way_out
from sstc_cli.model import Message, Series, Webinar, duties
from sstc_cli.model.deadlines import expires_at, goes_out_at
from sstc_cli.quantity import quantity
from sstc_cli.store import Store
from sstc_cli.store.mail.batch import MailState
from sstc_cli.store.mail.status import PreparedBatch, mailings

About = tuple[str, int | None]  # the id of a message and the number of a webinar


class MailLeft(NamedTuple):
    """Something to do about mails: in words, by which command, since when, and about what.

    It `misleads` if people know what is no longer true, and `is_due` if it is a message that nobody
    has prepared; it may be `early` for it.
    """

    text: str
    command: str
    since: datetime | None
    about: About
    misleads: bool = False
    is_due: bool = False
    early: bool = False

    @property
    def ready(self) -> bool:
        """Whether `sstc mail due` prepares its mails: on time, and without a list of people."""
        return self.is_due and not self.early and not self.command.endswith("FILE")


def mails_left(
    store: Store | None, series: Series, now: datetime, wanted: Collection[About] = ()
) -> Iterator[MailLeft]:
    """Yield what is left to do about mails; about those `wanted` also before their hour.

    A message was sent by other means if a duty that names it is recorded as done.
    """
    batches = mailings(store) if store else []
    waiting = {}
    for batch in batches:
        number = series.numbers.get(batch.webinar or "")
        about = (batch.message, number)
        if batch.states[MailState.UNKNOWN]:
            count = quantity(batch.states[MailState.UNKNOWN], "mail")
            text = f"{count} of `{batch.id}` may have arrived, or not"
            yield MailLeft(text, f"sstc mail resolve {batch.id}", None, about)
        if batch.waiting and (left := _waiting(series, batch, about, now)):
            waiting[about] = left
    for about, left in waiting.items():
        if left.since is None or left.since <= now:
            yield left
        elif about in wanted:
            yield left._replace(text=f"{left.text}{_when(left.since, now)}")
    if store:
        yield from _misled(store, series, batches, now, waiting)
    done = {
        (duty.deadline.message or "", duty.webinar.number if duty.webinar else None)
        for duty in duties(series)
        if duty.done
    }
    known = {*done, *waiting, *(sent_messages(store, series) if store else ())}
    for message, webinar in due_messages(series, now, known, wanted):
        yield _due(series, message, webinar, now)


def _waiting(series: Series, batch: PreparedBatch, about: About, now: datetime) -> MailLeft:
    """Return what to do with mails that wait: to send them from a day on, or to replace them."""
    mails = f"{quantity(batch.waiting, 'mail')} of `{batch.id}`"
    if hint := way_out(series, batch):
        command = hint.split("`")[1]
        return MailLeft(
            f"{mails} cannot be sent, because the plan has changed", command, None, about
        )
    message, webinar = message_of(series, batch)
    ends = expires_at(series, webinar, message)
    if ends and ends <= now:
        return MailLeft(f"{mails} are too late", f"sstc mail withdraw {batch.id}", None, about)
    since = goes_out_at(series, webinar, message)
    return MailLeft(f"{mails} wait to be sent", f"sstc mail send {batch.id}", since, about)


def _misled(
    store: Store,
    series: Series,
    batches: Collection[PreparedBatch],
    now: datetime,
    waiting: Collection[About],
) -> Iterator[MailLeft]:
    """Yield the people with an earlier plan of what is ahead, unless notices to them wait."""
    notices = {message.id for message in series.messages if message.document == "notice"}
    told = {number for name, number in waiting if name in notices}
    for found in untold(store, series, [*batches]):
        webinar = series.webinar_of(found.webinar) if found.webinar else None
        number = webinar.number if webinar else None
        is_over = webinar and series.instant(webinar.ends) <= now
        if found.command and not is_over and number not in told:
            yield MailLeft(found.text, found.command, None, ("", number), misleads=True)


def _due(series: Series, message: Message, webinar: Webinar | None, now: datetime) -> MailLeft:
    since = goes_out_at(series, webinar, message)
    number = webinar.number if webinar else None
    of = f" of webinar {number}" if webinar else ""
    text = f"the message `{message.id}`{of} is due{_when(since, now) if since else ''}"
    command, early = prepare_command(message, webinar), since is None or since > now
    return MailLeft(text, command, since, (message.id, number), is_due=True, early=early)


def _when(moment: datetime, now: datetime) -> str:
    """Return since when something is due, or on which day it will be, perhaps at an hour."""
    hour = f" at {moment:%H:%M}" if moment.time() != time() else ""
    return f" since {moment:%Y-%m-%d}" if moment <= now else f" on {moment:%Y-%m-%d}{hour}"
