"""Duties that are done by a message: when the ledger has it as sent to all."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sstc_cli.errors import SstcError
from sstc_cli.mailing.attached_certificates import with_certificate
from sstc_cli.mailing.mailing import START, start_occasion
from sstc_cli.mailing.outdated import message_of
from sstc_cli.mailing.recipients import StoredPeople, Wanted, choose
from sstc_cli.model import Deadline, Message, Release, Series, Survey, Webinar
from sstc_cli.model.deadlines import expires_at, goes_out_at
from sstc_cli.model.due import Around
from sstc_cli.quantity import quantity
from sstc_cli.store import Store
from sstc_cli.store.mail.batch import GONE, OVER, MailState
from sstc_cli.store.mail.earlier import day_of, sent_before, stopped
from sstc_cli.store.mail.status import PreparedBatch, last_sent, mailings
from sstc_cli.store.response import PseudonymKey

About = tuple[str, int | None]  # the id of a message or deadline, and the number of a webinar
Sent = dict[About, date]
_SETTLED = {*GONE, *OVER} - {MailState.UNKNOWN, MailState.EXPIRED}
LOST = {MailState.EXPIRED, MailState.WITHDRAWN}  # whose people have nothing


@dataclass(frozen=True)
class Lists:
    """What is known of the people on the lists of messages.

    Without the `key` of the store, nobody knows who has a mail. Some people want none. Others know
    the plan of the last `release`.
    """

    series: Series
    surveys: Mapping[str, Survey]
    now: datetime
    key: PseudonymKey | None
    wants_none: Callable[[str], bool]
    release: Release | None = None

    def lacking(
        self,
        store: Store,
        message: Message,
        webinar: Webinar | None,
        batches: Iterable[PreparedBatch],
    ) -> int:
        """Return how many people on the list of a message are in none of its batches.

        Contacts are in files of the user, and newcomers to what is over need nothing.
        """
        is_over = webinar and self.series.instant(webinar.starts) <= self.now
        if self.key is None or (webinar and webinar.cancelled):
            return 0
        people = self.on_list(store, message, webinar)
        if not people or (is_over and not message.is_afterwards):
            return 0
        known = {*stopped(store)}
        for occasion in {batch.occasion for batch in batches}:
            states = sent_before(store, message.id, webinar.id if webinar else None, occasion)
            known |= {who for who, state in states.items() if state not in LOST}
        holders = None
        if webinar and "certificate" in message.with_:
            holders = with_certificate(store, webinar)
        return sum(
            who not in known
            and not self.wants_none(address)
            and (holders is None or self.key.person(address) in holders)
            for who, address in people.items()
        )

    def on_list(self, store: Store, message: Message, webinar: Webinar | None) -> dict[str, str]:
        """Return the addresses on the list of a message, without contacts, by their digests."""
        groups = [group for group in message.to if group != "contacts"]
        if not groups:
            return {}
        webinars = (webinar,) if webinar else ()
        people = StoredPeople(store, self.series, self.surveys, tuple(one.id for one in webinars))
        wanted = Wanted(message, groups, message.except_)
        try:
            chosen = choose(wanted, people, webinars or self.series.in_time_order)
        except SstcError:  # nobody knows who attended
            return {}
        found = (person.address.readable for person in chosen.people.values())
        return {self.key.recipient(address): address for address in found} if self.key else {}


class Reach(NamedTuple):
    """How far a message has come.

    `sent` is the day on which its last mail was sent, if none waits, is unknown or came too late;
    an address that the server refused changes nothing. `missing` says in words who has none.
    """

    sent: date | None
    missing: str = ""


def reached(store: Store, series: Series, lists: Lists) -> dict[About, Reach]:
    """Return how far each message has come of which mails were prepared."""
    batches: dict[About, list[PreparedBatch]] = defaultdict(list)
    messages: dict[About, tuple[Message, Webinar | None]] = {}
    for batch, message, webinar in _current(store, series):
        if any(count for state, count in batch.states.items() if state not in LOST):
            about = message.id, webinar.number if webinar else None
            batches[about].append(batch)
            messages[about] = message, webinar
    sent = last_sent(store)
    found: dict[About, Reach] = {}
    for about, prepared in batches.items():
        message, webinar = messages[about]
        days = [day_of(sent[batch.id], batch.prepared, series.tz)
                for batch in prepared if batch.id in sent]  # fmt: skip
        is_open = any(count and state not in _SETTLED for batch in prepared
                      for state, count in batch.states.items())  # fmt: skip
        lacking = lists.lacking(store, message, webinar, prepared)
        missing = quantity(lacking, "person on its list has", "people on its list have")
        missing = f"{missing} none" if lacking else ""
        if "contacts" in message.to and all(batch.is_to_one for batch in prepared):
            missing = "only people whom you named have it"
        found[about] = Reach(None if is_open else max(days, default=None), missing)
    return found


def sent_duties(series: Series, found: Mapping[About, Reach]) -> Sent:
    """Return the days on which duties were done by the last mail of their messages to all."""
    return {
        (deadline.id, number): reach.sent
        for (name, number), reach in found.items()
        for deadline in settled_by(series, name, number)
        if reach.sent and not reach.missing
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
