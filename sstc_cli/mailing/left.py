"""What is left to do about mails: people to be told, batches that wait, messages that are due."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, time
from functools import partial
from typing import NamedTuple

from sstc_cli.mail.addresses import AddressError, plain_address
from sstc_cli.mailing.duties import LOST, About, Lists, Reach, due_messages, reached
from sstc_cli.mailing.memory import memory_of
from sstc_cli.mailing.outdated import (
    PREPARE,
    message_of,
    of_document,
    prepare_command,
    untold,
    way_out,
)
from sstc_cli.mailing.recipients import StoredPeople
from sstc_cli.model import Message, Series, State, Webinar, duties
from sstc_cli.model.deadlines import expires_at, goes_out_at
from sstc_cli.quantity import quantity
from sstc_cli.releases import (
    ChangeKind,
    NoticeRecipient,
    RecipientKind,
    changes_between,
    hosts_of,
    is_affected,
    sides_of,
    state_of,
)
from sstc_cli.store import Store
from sstc_cli.store.mail.batch import WAITING, MailState
from sstc_cli.store.mail.earlier import sent_before, stopped
from sstc_cli.store.mail.status import PreparedBatch, mailings
from sstc_cli.views.messages import missing_matter

_NEWS = {
    ChangeKind.CANCELLED, ChangeKind.REVIVED, ChangeKind.MOVED, ChangeKind.SPEAKER,
    ChangeKind.TALK_ADDED, ChangeKind.TALK_DROPPED,
}  # fmt: skip


class MailLeft(NamedTuple):
    """Something to do about mails: in words, by which command, since when, and about what.

    It `misleads` if people know what is no longer true, and `is_due` if it is a message that some
    have not got; it may be `early` for it, or `begun`, if others have got it. What `is_drafted` are
    mails to prepare.
    """

    text: str
    command: str
    since: datetime | None
    about: About
    misleads: bool = False
    is_due: bool = False
    early: bool = False
    begun: bool = False

    @property
    def is_drafted(self) -> bool:
        return self.command.startswith(PREPARE)

    @property
    def ready(self) -> bool:
        """Whether `sstc mail due` prepares its mails: on time, and without a list of people."""
        return self.is_drafted and not self.early and "FILE" not in self.command.split()


def mails_left(
    store: Store | None,
    series: Series,
    now: datetime,
    lists: Lists,
    wanted: Collection[About] = (),
) -> Iterator[MailLeft]:
    """Yield what is left to do about mails; about those `wanted` also before their hour.

    A message was sent by other means if a duty that names it is recorded as done.
    """
    batches = mailings(store) if store else []
    waiting: list[MailLeft] = []
    for batch in batches:
        about = (batch.message, series.numbers.get(batch.webinar or ""))
        if batch.states[MailState.UNKNOWN]:
            count = quantity(batch.states[MailState.UNKNOWN], "mail")
            text = f"{count} of `{batch.id}` may have arrived, or not"
            yield MailLeft(text, f"sstc mail resolve {batch.id}", None, about)
        if batch.waiting and (left := _waiting(series, batch, about, now)):
            waiting.append(left)
    for left in waiting:
        if left.since is None or left.since <= now:
            yield left
        elif left.about in wanted:
            yield left._replace(text=f"{left.text}{_when(left.since, now)}")
    misled = [*_misled(store, series, batches, lists, now)] if store else []
    yield from misled
    told = {left.about for left in misled}
    yield from (left for left in _unaware(store, batches, lists, now) if left.about not in told)
    found = reached(store, series, lists) if store else {}
    known = {
        (duty.deadline.message or "", duty.webinar.number if duty.webinar else None)
        for duty in duties(series)
        if duty.done
    }
    known |= {left.about for left in waiting if left.is_drafted}
    known |= {about for about, reach in found.items() if not reach.missing}
    confirmations = {one.id for one in series.messages if one.document == "confirmation"}
    newcomers = {about for about in found if about[0] in confirmations}
    for message, webinar in due_messages(series, now, known, {*wanted, *newcomers}):
        yield _due(series, message, webinar, now, found)


def _waiting(series: Series, batch: PreparedBatch, about: About, now: datetime) -> MailLeft:
    """Return what to do with mails that wait: to send them from a day on, or to replace them."""
    mails = f"{quantity(batch.waiting, 'mail')} of `{batch.id}`"
    if hint := way_out(series, batch):
        command = hint.split("`")[1]
        return MailLeft(
            f"{mails} cannot be sent, because the plan has changed", command, None, about
        )
    message, webinar = message_of(series, batch)
    ends, one = expires_at(series, webinar, message), batch.waiting == 1
    if ends and ends <= now:
        text = f"{mails} {'is' if one else 'are'} too late"
        return MailLeft(text, f"sstc mail withdraw {batch.id}", None, about)
    since = goes_out_at(series, webinar, message)
    text = f"{mails} {'waits' if one else 'wait'} to be sent"
    return MailLeft(text, f"sstc mail send {batch.id}", since, about)


def _misled(
    store: Store, series: Series, batches: Sequence[PreparedBatch], lists: Lists, now: datetime
) -> Iterator[MailLeft]:
    """Yield the people with an earlier plan of what is ahead, unless what tells them waits."""
    over = {webinar.id for webinar in series.webinars if series.instant(webinar.ends) <= now}
    ahead = [batch for batch in batches if batch.webinar not in over]
    for found in untold(store, series, ahead, partial(lists.on_list, store)):
        about = (found.message, series.numbers.get(found.webinar or ""))
        waiting = {
            who
            for batch in batches
            if batch.waiting and (batch.message, batch.webinar) == (found.message, found.webinar)
            for who, state in sent_before(
                store, batch.message, batch.webinar, batch.occasion
            ).items()
            if state in WAITING
        }
        if found.command and not found.who <= waiting:
            yield MailLeft(found.text, found.command, None, about, misleads=True)


def _unaware(
    store: Store | None, batches: Sequence[PreparedBatch], lists: Lists, now: datetime
) -> Iterator[MailLeft]:
    """Yield who knows another time, status or speaker of what is ahead, by a release or a mail."""
    series = lists.series
    notice, state = of_document(series, "notice"), state_of(series)
    if notice is None or series.mail_sender is None or (store and lists.key is None):
        return
    published = _news(series, lists.release.series, state) if lists.release else {}
    about = {*published, *(batch.webinar for batch in batches if batch.gone)}
    for webinar in series.webinars:
        if webinar.id in about and series.instant(webinar.ends) > now:
            only = state.replaced(webinars=(state.webinars_by_id()[webinar.id],), dropped=())
            plans = {"": published.get(webinar.id, [])}
            if count := _to_tell(store, notice, webinar, only, plans, lists):
                have = quantity(count, "person has", "people have")
                text, command = f"{have} an earlier plan of", prepare_command(notice, webinar)
                told = (notice.id, webinar.number)
                yield MailLeft(f"{text} webinar {webinar.number}", command, None, told, True)


def _to_tell(  # noqa: PLR0913, PLR0917 all decide who it is
    store: Store | None,
    notice: Message,
    webinar: Webinar,
    now: State,
    plans: dict[str, Sequence[NoticeRecipient]],
    lists: Lists,
) -> int:
    """Return to how many people a notice would tell something new, of whom none has or awaits it.

    The `plans` have whom changes since then affect, by what people were told last, or by the
    release.
    """
    series, last = lists.series, dict[str, str]()
    registered: list[str] = []
    settled: set[str] = set()
    if store:
        memory = memory_of(store, series, webinar)
        for who, plan in memory.told("", ()).items():
            last[who] = plan.name
            if plan.name not in plans:
                plans[plan.name] = _news(series, plan.state, now).get(webinar.id, ())
        states = sent_before(store, notice.id, webinar.id, memory.occasion)
        settled = {*stopped(store), *(who for who, state in states.items() if state not in LOST)}
        if "registered" in notice.to:
            stored = StoredPeople(store, series, lists.surveys, (webinar.id,))
            registered = [person.address.readable for person in stored.registered.values()]
    news: dict[str, set[str]] = defaultdict(set)
    for name, affected in plans.items():
        is_for_all = any(who.kind is RecipientKind.AUDIENCE for who in affected)
        for address in (*_addresses(series, notice, affected), *(registered if is_for_all else ())):
            news[address].add(name)
    people = {address: lists.key.recipient(address) if lists.key else "" for address in news}
    return sum(
        last.get(who, "") in news[address] and who not in settled and not lists.wants_none(address)
        for address, who in people.items()
    )


def _addresses(
    series: Series, notice: Message, affected: Sequence[NoticeRecipient]
) -> Iterator[str]:
    """Yield the addresses of people in the plan who get a notice, but for that of its sender."""
    office = series.mail_sender
    for one in affected:
        entries = series.organisers if one.kind is RecipientKind.ORGANISER else series.people
        email = next((entry.email for entry in entries if entry.id == one.id), None)
        if email and f"{one.kind}s" in notice.to and not (office and email == office.email):
            with suppress(AddressError):
                yield plain_address(email).readable


def _news(series: Series, before: State, now: State) -> dict[str, Sequence[NoticeRecipient]]:
    """Return whom changes of time, status or speakers since then affect, by webinar."""
    hosts = hosts_of(series)
    found: dict[str, Sequence[NoticeRecipient]] = {}
    changes = {
        one.webinar.id: one.changes for one in changes_between(before, now, hosts=hosts).webinars
    }
    for sides in sides_of(before, now, hosts):
        webinar = sides[1].webinar
        if webinar and (news := [one for one in changes.get(webinar.id, ()) if one.kind in _NEWS]):
            everybody = dict.fromkeys(who for side in sides for who in side.recipients)
            found[webinar.id] = [who for who in everybody if is_affected(who, sides, news)]
    return found


def _due(
    series: Series,
    message: Message,
    webinar: Webinar | None,
    now: datetime,
    found: Mapping[About, Reach],
) -> MailLeft:
    since = goes_out_at(series, webinar, message)
    number = webinar.number if webinar else None
    of, about = f" of webinar {number}" if webinar else "", (message.id, number)
    some = f": {found[about].missing}" if about in found else ""
    text = f"the message `{message.id}`{of} is due{_when(since, now) if since else ''}{some}"
    command, early = prepare_command(message, webinar), since is None or since > now
    if lack := missing_matter(series, message, webinar):
        text, command = f"{text}, but {lack[0]}", lack[1]
    return MailLeft(text, command, since, about, is_due=True, early=early, begun=about in found)


def _when(moment: datetime, now: datetime) -> str:
    """Return since when something is due, or on which day it will be, perhaps at an hour."""
    hour = f" at {moment:%H:%M}" if moment.time() != time() else ""
    return f" since {moment:%Y-%m-%d}" if moment <= now else f" on {moment:%Y-%m-%d}{hour}"
