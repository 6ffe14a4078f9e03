"""The changes that affect each person or group."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from operator import attrgetter

from sstc_cli.model import State, WebinarState
from sstc_cli.releases.change import Change, ChangeKind, WebinarSlot
from sstc_cli.releases.compare import StateChanges, changes_between, link_changes
from sstc_cli.releases.offsets import NO_SHIFTS, Shifts
from sstc_cli.releases.recipients import (
    HIDDEN,
    NO_HOSTS,
    Hosts,
    NoticeRecipient,
    RecipientKind,
    Sides,
    everyone,
    is_for,
    sides_ahead,
    sides_of,
    told_to,
)


class NewsEvent(StrEnum):
    """What the changes of a webinar mean for one recipient."""

    NEW = "new"
    JOINED = "joined"
    REVIVED = "revived"
    MOVED = "moved"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    DROPPED = "dropped"
    LEFT = "left"

    @property
    def is_over(self) -> bool:
        return self in (NewsEvent.CANCELLED, NewsEvent.DROPPED, NewsEvent.LEFT)


@dataclass(frozen=True, slots=True)
class News:
    """The changes of a webinar for one recipient; `before` and `now` are its slots."""

    webinar: WebinarState
    event: NewsEvent
    before: WebinarSlot | None
    now: WebinarSlot | None
    changes: tuple[Change, ...]

    @property
    def starts(self) -> datetime:
        """When it takes place, or would have taken place."""
        slot = self.before if self.event.is_over else self.now
        return slot.starts if slot else datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class RecipientNews:
    """All changes that affect one recipient."""

    recipient: NoticeRecipient
    series: tuple[Change, ...]
    webinars: tuple[News, ...]


def news_between(
    before: State,
    after: State,
    today: date | None = None,
    shifts: Shifts = NO_SHIFTS,
    hosts: Hosts = NO_HOSTS,
) -> Iterator[RecipientNews]:
    """Yield each recipient affected with all their changes, speakers first.

    Webinars that are over before `today` are left out. The local times among the changes are those
    of all zones: the releases do not have the zone of a recipient.
    """
    pairs = sides_ahead(sides_of(before, after, hosts), today)
    changes = changes_between(before, after, shifts)
    names = everyone(pairs)
    news = _news(pairs, changes, names)
    agendas = _agendas(pairs)
    kinds = list(RecipientKind)
    for recipient in sorted(names, key=lambda recipient: kinds.index(recipient.kind)):
        series = tuple(
            change
            for change in changes.series
            if is_for(recipient, change) and _concerns(recipient, change, agendas)
        )
        if series or recipient in news:
            webinars = sorted(news.get(recipient, ()), key=attrgetter("starts"))
            yield RecipientNews(recipient, series, tuple(webinars))


def _news(
    pairs: list[Sides], changes: StateChanges, names: Mapping[NoticeRecipient, NoticeRecipient]
) -> dict[NoticeRecipient, list[News]]:
    """Return the webinars that have changed for each recipient."""
    changed = {changed.webinar.id: changed.changes for changed in changes.webinars}
    regrouped = any(change.kind is ChangeKind.GROUPS for change in changes.series)
    news: dict[NoticeRecipient, list[News]] = {}
    for sides in pairs:
        webinar = sides[1].webinar or sides[0].webinar
        if webinar is None or not (regrouped or webinar.id in changed):
            continue
        were, are = (set(side.recipients) for side in sides)
        for recipient in dict.fromkeys([*sides[1].recipients, *sides[0].recipients]):
            event = _event(recipient, sides, recipient in were, recipient in are)
            parts = _changes(recipient, event, sides, changed.get(webinar.id, ())) if event else ()
            if event and (parts or event is not NewsEvent.CHANGED):
                slots = sides[0].slot, sides[1].slot
                told = news.setdefault(names[recipient], [])
                told.append(News(webinar, event, *slots, tuple(parts)))
    return news


def _agendas(pairs: list[Sides]) -> dict[NoticeRecipient, bool]:
    """Return those with a webinar that takes place, and whether one has the series' agenda."""
    agendas: dict[NoticeRecipient, bool] = {}
    for side in (side for sides in pairs for side in sides if side.takes_place):
        shared = side.webinar is not None and side.webinar.agenda is None
        for recipient in side.recipients:
            agendas[recipient] = agendas.get(recipient, False) or shared
    return agendas


def _concerns(
    recipient: NoticeRecipient, change: Change, agendas: Mapping[NoticeRecipient, bool]
) -> bool:
    if recipient.kind is RecipientKind.ORGANISER:
        return True
    return (
        agendas.get(recipient, False) if change.kind is ChangeKind.AGENDA else recipient in agendas
    )


def _event(recipient: NoticeRecipient, sides: Sides, was_in: bool, is_in: bool) -> NewsEvent | None:
    """Return the event; None if the webinar took place for the recipient neither then nor now."""
    before, now = sides
    took_place, takes_place = was_in and before.takes_place, is_in and now.takes_place
    if took_place and takes_place:
        return NewsEvent.CHANGED if before.slot == now.slot else NewsEvent.MOVED
    if took_place and now.takes_place:
        return NewsEvent.LEFT
    if took_place:
        return NewsEvent.DROPPED if now.webinar is None else NewsEvent.CANCELLED
    if not takes_place:
        return None
    if was_in:
        return NewsEvent.REVIVED
    talks = recipient.kind is RecipientKind.SPEAKER and any(recipient.talks_of(now.webinar))
    joined = before.takes_place or talks
    return NewsEvent.JOINED if joined else NewsEvent.NEW


def _changes(
    recipient: NoticeRecipient, event: NewsEvent, sides: Sides, changes: tuple[Change, ...]
) -> list[Change]:
    """Return the changes to mention besides the event, for example a new speaker's own talks."""
    before, now = (side.webinar for side in sides)
    match event:
        case NewsEvent.MOVED | NewsEvent.CHANGED:
            return list(told_to(recipient, sides, changes))
        case NewsEvent.NEW | NewsEvent.JOINED:
            return list(_whole(recipient, now))
        case NewsEvent.REVIVED:  # it may have changed while it was cancelled, and nobody was told
            whole = list(_whole(recipient, now))
            kinds = {ChangeKind.REVIVED, *(change.kind for change in whole)}
            told = told_to(recipient, sides, changes)
            return [*whole, *(change for change in told if change.kind not in kinds)]
        case NewsEvent.LEFT if recipient.kind is RecipientKind.SPEAKER:
            return [
                Change(ChangeKind.TALK_DROPPED, talk, position=position)
                for position, talk in recipient.talks_of(before)
            ]
    return []


def _whole(recipient: NoticeRecipient, webinar: WebinarState | None) -> Iterator[Change]:
    """Yield what a person has to know who is told of a webinar for the first time."""
    for position, talk in recipient.talks_of(webinar):
        yield Change(ChangeKind.TALK_ADDED, after=talk, position=position)
    if webinar:
        links = link_changes(None, webinar)
        yield from (link for link in links if link.kind not in HIDDEN[recipient.kind])
