"""Duties that are done by a message: when the ledger has it as sent to all."""

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from datetime import date, datetime

from sstc_cli.errors import SstcError
from sstc_cli.mailing.mailing import START, start_occasion
from sstc_cli.mailing.outdated import message_of
from sstc_cli.mailing.recipients import StoredPeople, Wanted, choose
from sstc_cli.model import Deadline, Message, Series, Webinar
from sstc_cli.model.deadlines import expires_at, goes_out_at
from sstc_cli.model.due import Around
from sstc_cli.store import Store
from sstc_cli.store.mail.batch import GONE, OVER, MailState
from sstc_cli.store.mail.earlier import day_of, sent_before, stopped
from sstc_cli.store.mail.status import PreparedBatch, last_sent, mailings
from sstc_cli.store.response import PseudonymKey

Sent = dict[tuple[str, int | None], date]  # by the id of a message and the number of a webinar
Done = dict[tuple[str, int | None], date]  # by the id of a deadline and the number of a webinar
_SETTLED = {*GONE, *OVER} - {MailState.UNKNOWN, MailState.EXPIRED}


def sent_messages(store: Store, series: Series) -> Sent:
    """Return the days on which the last mails of messages were sent, of those that went to all.

    A message is sent to all if none of its mails waits, is unknown or came too late. An address
    that the server refused changes nothing.
    """
    batches: dict[tuple[str, int | None], list[PreparedBatch]] = defaultdict(list)
    for batch, message, webinar in _current(store, series):
        batches[message.id, webinar.number if webinar else None].append(batch)
    sent = last_sent(store)
    found: Sent = {}
    for about, prepared in batches.items():
        days = [day_of(sent[batch.id], batch.prepared, series.tz)
                for batch in prepared if batch.id in sent]  # fmt: skip
        if not days or any(count and state not in _SETTLED for batch in prepared
                            for state, count in batch.states.items()):  # fmt: skip
            continue
        found[about] = max(days)
    return found


def sent_duties(store: Store, series: Series) -> Done:
    """Return the days on which duties were done by the last mail of their messages."""
    return {
        (deadline.id, number): day
        for (name, number), day in sent_messages(store, series).items()
        for deadline in settled_by(series, name, number)
    }


def due_messages(
    series: Series,
    now: datetime,
    settled: Container[tuple[str, int | None]],
    wanted: Container[tuple[str, int | None]] = (),
) -> Iterator[tuple[Message, Webinar | None]]:
    """Yield the messages whose day has come, or that are `wanted`, and that are not too late.

    The settled ones are left out.
    """
    for message in series.messages:
        about: Sequence[Webinar | None] = series.in_time_order
        if message.is_about_series:
            about = [None]
        for webinar in about:
            at, ends = goes_out_at(series, webinar, message), expires_at(series, webinar, message)
            one = (message.id, webinar.number if webinar else None)
            comes = one in wanted or (message.send and at and at <= now)
            if comes and not (ends and ends <= now) and one not in settled:
                yield message, webinar


def newcomers(people: StoredPeople, message: Message, webinar: Webinar, key: PseudonymKey) -> int:
    """Return how many people who registered for a webinar have never had a mail of a message."""
    if "registered" not in message.to:
        return 0
    store, series = people.store, people.series
    occasions = {batch.occasion for batch, *about in _current(store, series)
                 if about == [message, webinar]}  # fmt: skip
    known = {*stopped(store)}
    for occasion in occasions:
        known |= {*sent_before(store, message.id, webinar.id, occasion)}
    wanted = Wanted(message, ["registered"], message.except_)
    chosen = choose(wanted, people, [webinar]).people.values()
    return sum(key.recipient(person.address.readable) not in known for person in chosen)


def settled_by(series: Series, message: str, number: int | None) -> Iterator[Deadline]:
    """Yield the deadlines that a message settles: of a webinar, or of the series once."""
    kind = date if number is None else Around
    for deadline in series.deadlines:
        if deadline.message == message and isinstance(deadline.due, kind):
            yield deadline


def _current(
    store: Store, series: Series
) -> Iterator[tuple[PreparedBatch, Message, Webinar | None]]:
    """Yield the batches of what is in the plan; a reminder of an earlier start is not."""
    for batch in mailings(store):
        try:
            message, webinar = message_of(series, batch)
        except SstcError:
            continue
        starts = start_occasion(series, webinar) if webinar else ""
        if batch.occasion == starts or not batch.occasion.startswith(START):
            yield batch, message, webinar
