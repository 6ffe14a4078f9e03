"""A batch before it is sent: which mails it has, how large they are, and when the last leaves."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from sstc_cli.mail.account import Pace
from sstc_cli.mailing.mailing import batch_id
from sstc_cli.model import Message, Series, Webinar
from sstc_cli.model.deadlines import goes_out_at
from sstc_cli.quantity import quantity
from sstc_cli.store.mail.batch import GONE, IN_FLIGHT, TO_ONE, MailRecord, MailState

_GOT = (*GONE, *IN_FLIGHT)


@dataclass(frozen=True, slots=True)
class DecidedBatch:
    """A batch: its id, its mails by their Message-IDs, and how many people have one already.

    It `is_known` if the ledger has exactly this batch. `superseded` are the earlier batches whose
    waiting mails it takes over.
    """

    id: str
    mails: Collection[str]
    got: int
    is_known: bool
    superseded: tuple[str, ...]


def decide_batch(
    message: Message,
    webinar: Webinar | None,
    digests: Mapping[str, str],
    earlier: Mapping[str, Mapping[str, MailState]],
    *,
    to_one: bool = False,
) -> DecidedBatch:
    """Return the batch of mails with these digests, by what the ledger has of earlier ones."""
    end = TO_ONE if to_one else ""
    states = {id_: state for batch in earlier.values() for id_, state in batch.items()}
    got = {id_ for id_ in digests if states.get(id_) in _GOT}
    for known, mails in earlier.items():
        kept = {id_: digests[id_] for id_ in mails if id_ in digests}
        is_whole = len(kept) == len(mails) and digests.keys() - kept.keys() <= got
        if is_whole and f"{batch_id(message, webinar, kept)}{end}" == known:
            return DecidedBatch(known, kept.keys(), len(got), is_known=True, superseded=())
    kept = {id_: digest for id_, digest in digests.items() if id_ not in got}
    decided = f"{batch_id(message, webinar, kept)}{end}"
    superseded = tuple(sorted(
        batch for batch, mails in earlier.items()
        if batch != decided  # its people were fewer for a time, and are the same again
        and any(id_ in kept and state not in _GOT for id_, state in mails.items())
    ))  # fmt: skip
    return DecidedBatch(decided, kept.keys(), len(got), is_known=False, superseded=superseded)


MUCH = 5_000_000  # bytes of one mail, which some servers refuse


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many mails there are in which languages, and how large they are."""

    count: int
    languages: Mapping[str, int]
    total: int
    largest: int


def sizes_of(entries: list[MailRecord]) -> Sizes:
    languages = Counter(entry.language for entry in entries)
    total = sum(entry.size for entry in entries)
    largest = max((entry.size for entry in entries), default=0)
    return Sizes(len(entries), dict(languages.most_common()), total, largest)


def too_early(series: Series, message: Message, webinar: Webinar | None, now: datetime) -> str:
    """Return in words how much earlier it is than the day of a message, or nothing."""
    due = goes_out_at(series, webinar, message)
    if due is None or now >= due:
        return ""
    of = f" of webinar {webinar.number}" if webinar else ""
    if webinar and message.is_afterwards and now < series.instant(webinar.ends):
        of = f" looks back at webinar {webinar.number}, which is not over: it"
    days = (due.date() - now.astimezone(due.tzinfo).date()).days
    if days:
        how = f"on {due:%Y-%m-%d}, and today is {quantity(days, 'day')} earlier"
    else:
        minutes = ceil((due - now).total_seconds() / 60)
        long = (
            quantity(round(minutes / 60), "hour") if minutes > 90 else quantity(minutes, "minute")
        )
        how = f"today at {due:%H:%M}, which is in {long}"
    return f"`{message.id}`{of} is due {how}"


_ALARM = timedelta(hours=1)  # before a webinar: that of the calendar's own alarm


@dataclass(frozen=True, slots=True)
class Forecast:
    """The instant at which the last of some mails leaves if the first one leaves `now`."""

    now: datetime
    count: int
    pace: Pace
    today: int = 0
    begins: datetime | None = None
    expires: datetime | None = None

    @property
    def last(self) -> datetime:
        return self._leaves(self.count)

    @property
    def late(self) -> int:
        if self.expires is None:
            return 0
        mails, expires = range(1, self.count + 1), self.expires
        return self.count - bisect_left(mails, x=True, key=lambda n: self._leaves(n) >= expires)

    def warnings(self) -> Iterator[str]:
        """Yield the reasons against it, in words."""
        if self.late:
            yield f"{self.late:,} of them expire before it is their turn"
        if self.begins is None:
            return
        if self.now >= self.begins:
            yield "the webinar has begun"
        elif self.last >= self.begins:
            yield "the last one leaves after the webinar has begun"
        elif self.last > self.begins - _ALARM:
            yield "the last one leaves in the hour before the webinar, when calendars remind people"

    def _leaves(self, count: int) -> datetime:
        return self.now + timedelta(seconds=self.pace.seconds_for(count, self.today))
