"""The changes that affect each person or group."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from operator import attrgetter

from sstc_cli.model import State, TalkState, Text, WebinarState
from sstc_cli.releases.change import (
    Change,
    JoinLink,
    Moved,
    Slot,
    SpeakerChanged,
    TalkAdded,
    TalkDropped,
    WebinarChange,
)
from sstc_cli.releases.compare import Changes, changes_between, slot_of


class RecipientKind(StrEnum):
    """The kind of person or group that a notice is for."""

    SPEAKER = "speaker"
    AUDIENCE = "audience"
    ORGANISER = "organiser"


class Event(StrEnum):
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
        """Whether the webinar will not take place for the recipient."""
        return self in (Event.CANCELLED, Event.DROPPED, Event.LEFT)


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person, an audience or an organiser affected, by the stable id."""

    kind: RecipientKind
    id: str
    name: Text = field(compare=False)


@dataclass(frozen=True, slots=True)
class News:
    """The changes of a webinar for one recipient; `before` and `now` are its slots."""

    webinar: WebinarState
    event: Event
    before: Slot | None
    now: Slot | None
    changes: tuple[WebinarChange, ...]

    @property
    def starts(self) -> datetime:
        """When it takes place, or would have taken place."""
        slot = self.before if self.event.is_over else self.now
        return slot.starts if slot else datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class RecipientNews:
    """All changes that affect one recipient."""

    recipient: Recipient
    series: tuple[Change, ...]
    webinars: tuple[News, ...]


@dataclass(frozen=True, slots=True)
class _Side:
    """A webinar in one of the two states."""

    state: State
    webinar: WebinarState | None

    @property
    def takes_place(self) -> bool:
        return self.webinar is not None and not self.webinar.cancelled

    @property
    def slot(self) -> Slot | None:
        return slot_of(self.state, self.webinar) if self.webinar else None

    @property
    def recipients(self) -> Iterator[Recipient]:
        if self.webinar is None:
            return
        for talk in self.webinar.talks:
            if talk.speaker:
                yield Recipient(RecipientKind.SPEAKER, talk.speaker.id, talk.speaker.name)
        for audience in self.state.audiences_of(self.webinar):
            yield Recipient(RecipientKind.AUDIENCE, audience.id, audience.name)
        for organiser in self.state.organisers_of(self.webinar):
            yield Recipient(RecipientKind.ORGANISER, organiser.id, organiser.name)


# kinds of changes that matter only to organisers
_INTERNAL = frozenset({"groups", "renamed", "languages", "identity"})
_HIDDEN: Mapping[RecipientKind, frozenset[str]] = {
    RecipientKind.SPEAKER: _INTERNAL,
    RecipientKind.AUDIENCE: _INTERNAL | {"agenda", "talk_length"},
    RecipientKind.ORGANISER: frozenset(),
}


def news_between(before: State, after: State) -> Iterator[RecipientNews]:
    """Yield each recipient affected with all their changes, speakers first."""
    changes = changes_between(before, after)
    news = _news(before, after, changes)
    everyone = _everyone(before, after) if changes.series else list(news)
    kinds = list(RecipientKind)
    for recipient in sorted(everyone, key=lambda recipient: kinds.index(recipient.kind)):
        series = tuple(change for change in changes.series if _is_for(recipient, change))
        if series or recipient in news:
            webinars = sorted(news.get(recipient, ()), key=attrgetter("starts"))
            yield RecipientNews(recipient, series, tuple(webinars))


def _news(before: State, after: State, changes: Changes) -> dict[Recipient, list[News]]:
    """Return the changed webinars of each recipient."""
    old = {webinar.id: webinar for webinar in before.webinars}
    new = {webinar.id: webinar for webinar in after.webinars}
    news: dict[Recipient, list[News]] = {}
    for changed in changes.webinars:
        webinar = changed.webinar
        sides = _Side(before, old.get(webinar.id)), _Side(after, new.get(webinar.id))
        were, are = (set(side.recipients) for side in sides)
        for recipient in dict.fromkeys([*sides[1].recipients, *sides[0].recipients]):
            event = _event(recipient, sides, recipient in were, recipient in are)
            parts = _changes(recipient, event, sides, changed.changes) if event else ()
            if event and (parts or event is not Event.CHANGED):
                slots = sides[0].slot, sides[1].slot
                news.setdefault(recipient, []).append(News(webinar, event, *slots, parts))
    return news


def _everyone(before: State, after: State) -> list[Recipient]:
    """Return everybody in either state, by their names in the later one."""
    sides = (_Side(state, webinar) for state in (after, before) for webinar in state.webinars)
    return list(dict.fromkeys(recipient for side in sides for recipient in side.recipients))


def _event(
    recipient: Recipient, sides: tuple[_Side, _Side], was_in: bool, is_in: bool
) -> Event | None:
    """Return the event; None if the webinar took place for the recipient neither then nor now."""
    before, now = sides
    took_place, takes_place = was_in and before.takes_place, is_in and now.takes_place
    if took_place and takes_place:
        return Event.CHANGED if before.slot == now.slot else Event.MOVED
    if took_place and now.takes_place:
        return Event.LEFT
    if took_place:
        return Event.DROPPED if now.webinar is None else Event.CANCELLED
    if not takes_place:
        return None
    if was_in:
        return Event.REVIVED
    joined = before.takes_place or recipient.kind is RecipientKind.SPEAKER
    return Event.JOINED if joined else Event.NEW


def _changes(
    recipient: Recipient,
    event: Event,
    sides: tuple[_Side, _Side],
    changes: tuple[WebinarChange, ...],
) -> tuple[WebinarChange, ...]:
    """Return the changes to mention besides the event, for example a new speaker's own talks."""
    before, now = sides
    match event:
        case Event.MOVED | Event.CHANGED:
            return tuple(change for change in changes if _is_for(recipient, change, now.webinar))
        case Event.NEW | Event.JOINED | Event.REVIVED:
            talks = _own_talks(recipient, now.webinar) if event is Event.JOINED else ()
            url = now.webinar.join_url if now.webinar else None
            link = [JoinLink(None, url)] if url else []
            return (*(TalkAdded(position, talk) for position, talk in talks), *link)
        case Event.LEFT:
            return tuple(
                TalkDropped(position, talk)
                for position, talk in _own_talks(recipient, before.webinar)
            )
    return ()


def _own_talks(
    recipient: Recipient, webinar: WebinarState | None
) -> Iterator[tuple[int, TalkState]]:
    """Yield the talks of a speaker with their positions from 1."""
    for position, talk in enumerate(webinar.talks if webinar else (), 1):
        if (
            recipient.kind is RecipientKind.SPEAKER
            and talk.speaker
            and talk.speaker.id == recipient.id
        ):
            yield position, talk


def _is_for(recipient: Recipient, change: Change, webinar: WebinarState | None = None) -> bool:
    """Return whether to mention a change besides the event; speakers get only their own talks."""
    if isinstance(change, Moved) or change.kind in _HIDDEN[recipient.kind]:
        return False
    position = getattr(change, "position", None)
    if position is None or recipient.kind is not RecipientKind.SPEAKER:
        return True
    match change:
        case SpeakerChanged():
            people = (change.before, change.after)
        case TalkAdded() | TalkDropped():
            people = (change.talk.speaker, None)
        case _:
            return position in [own for own, _ in _own_talks(recipient, webinar)]
    return any(person.id == recipient.id for person in people if person)
