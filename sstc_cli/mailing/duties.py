"""Duties that are done by a message: when the ledger has it as sent to all."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from sstc_cli.errors import SstcError
from sstc_cli.mailing.mailing import START, start_occasion
from sstc_cli.mailing.outdated import message_of
from sstc_cli.mailing.recipients import StoredPeople, Wanted, choose
from sstc_cli.model import Deadline, Message, Series, Webinar
from sstc_cli.model.due import Around
from sstc_cli.store import Store
from sstc_cli.store.mail.batch import GONE, OVER, MailState
from sstc_cli.store.mail.earlier import day_of, sent_before, stopped
from sstc_cli.store.mail.status import PreparedBatch, last_sent, mailings
from sstc_cli.store.response import PseudonymKey

Done = dict[tuple[str, int | None], date]  # by the id of a deadline and the number of a webinar
_SETTLED = {*GONE, *OVER} - {MailState.UNKNOWN, MailState.EXPIRED}


def sent_duties(store: Store, series: Series) -> Done:
    """Return the days on which duties were done by the last mail of their messages.

    A message is sent to all if none of its mails waits, is unknown or came too late. An address
    that the server refused changes nothing.
    """
    batches: dict[tuple[str, int | None], list[PreparedBatch]] = defaultdict(list)
    for batch, message, webinar in _current(store, series):
        batches[message.id, webinar.number if webinar else None].append(batch)
    sent = last_sent(store)
    found: Done = {}
    for (name, number), prepared in batches.items():
        days = [day_of(sent[batch.id], batch.prepared, series.tz)
                for batch in prepared if batch.id in sent]  # fmt: skip
        if not days or any(count and state not in _SETTLED for batch in prepared
                            for state, count in batch.states.items()):  # fmt: skip
            continue
        found |= {(one.id, number): max(days) for one in settled_by(series, name, number)}
    return found


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
