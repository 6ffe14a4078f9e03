"""What changed, as each of those concerned has to learn it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

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
    """Who learns it."""

    SPEAKER = "speaker"
    AUDIENCE = "audience"
    ORGANISER = "organiser"


class Event(StrEnum):
    """What a webinar's changes come to for one of those concerned."""

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
        """Whether the webinar will not take place, or not for them."""
        return self in (Event.CANCELLED, Event.DROPPED, Event.LEFT)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody concerned: a person, an audience or an organiser, by the lasting id."""

    kind: RecipientKind
    id: str
    name: Text = field(compare=False)


@dataclass(frozen=True, slots=True)
class News:
    """What changed about a webinar for one recipient; `before` and `now` are its slots."""

    webinar: WebinarState
    event: Event
    before: Slot | None
    now: Slot | None
    changes: tuple[WebinarChange, ...]

    @property
    def starts(self) -> datetime:
        """When it takes place, or would have."""
        slot = self.before if self.event.is_over else self.now
        return slot.starts if slot else datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class RecipientNews:
    """All that one recipient has to learn."""

    recipient: Recipient
    series: tuple[Change, ...]
    webinars: tuple[News, ...]


@dataclass(frozen=True, slots=True)
class _Side:
    """A webinar in one of the two states; `holds` is whether it was to take place."""

    state: State
    webinar: WebinarState | None

    @property
    def holds(self) -> bool:
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
        for each in self.state.audiences_of(self.webinar):
            yield Recipient(RecipientKind.AUDIENCE, each.id, each.name)
        for each in self.state.organisers_of(self.webinar):
            yield Recipient(RecipientKind.ORGANISER, each.id, each.name)


# What is no news to the others, but the organisers' own affair.
_OWN = frozenset({"groups", "renamed", "languages", "identity"})
_HIDDEN: Mapping[RecipientKind, frozenset[str]] = {
    RecipientKind.SPEAKER: _OWN,
    RecipientKind.AUDIENCE: _OWN | {"agenda", "talk_length"},
    RecipientKind.ORGANISER: frozenset(),
}


def news_between(before: State, after: State) -> Iterator[RecipientNews]:
    """Each of those concerned with all that they have to learn, speakers first."""
    changes = changes_between(before, after)
    news = _news(before, after, changes)
    everyone = _everyone(before, after) if changes.series else list(news)
    for recipient in sorted(everyone, key=lambda each: list(RecipientKind).index(each.kind)):
        series = tuple(each for each in changes.series if _is_for(recipient, each))
        if series or recipient in news:
            webinars = sorted(news.get(recipient, ()), key=lambda each: each.starts)
            yield RecipientNews(recipient, series, tuple(webinars))


def _news(before: State, after: State, changes: Changes) -> dict[Recipient, list[News]]:
    """What there is to learn about webinars, by who has to."""
    old = {each.id: each for each in before.webinars}
    new = {each.id: each for each in after.webinars}
    found: dict[Recipient, list[News]] = {}
    for each in changes.webinars:
        name = each.webinar.id
        sides = _Side(before, old.get(name)), _Side(after, new.get(name))
        were, are = (set(side.recipients) for side in sides)
        for recipient in dict.fromkeys([*sides[1].recipients, *sides[0].recipients]):
            event = _event(recipient, sides, recipient in were, recipient in are)
            changed = _changes(recipient, event, sides, each.changes) if event else ()
            if event and (changed or event is not Event.CHANGED):
                slots = sides[0].slot, sides[1].slot
                found.setdefault(recipient, []).append(News(each.webinar, event, *slots, changed))
    return found


def _everyone(before: State, after: State) -> list[Recipient]:
    """Everybody in one of the two states, as the later one names them."""
    sides = (_Side(state, each) for state in (after, before) for each in state.webinars)
    return list(dict.fromkeys(each for side in sides for each in side.recipients))


def _event(
    recipient: Recipient, sides: tuple[_Side, _Side], was_in: bool, is_in: bool
) -> Event | None:
    """What it comes to; None where it was not to take place for them, and is not now."""
    before, now = sides
    knew, knows = was_in and before.holds, is_in and now.holds
    if knew and knows:
        same = before.slot == now.slot
        return Event.CHANGED if same else Event.MOVED
    if knew:
        gone = Event.DROPPED if now.webinar is None else Event.CANCELLED
        return Event.LEFT if now.holds else gone
    if not knows:
        return None
    if was_in:
        return Event.REVIVED
    return Event.JOINED if before.holds or recipient.kind is RecipientKind.SPEAKER else Event.NEW


def _changes(
    recipient: Recipient,
    event: Event,
    sides: tuple[_Side, _Side],
    changes: tuple[WebinarChange, ...],
) -> tuple[WebinarChange, ...]:
    """What has to be said besides: who comes learns of the own talks and where to join."""
    before, now = sides
    match event:
        case Event.MOVED | Event.CHANGED:
            return tuple(each for each in changes if _is_for(recipient, each, now.webinar))
        case Event.NEW | Event.JOINED | Event.REVIVED:
            talks = _own_talks(recipient, now.webinar) if event is Event.JOINED else ()
            url = now.webinar.join_url if now.webinar else None
            link = [JoinLink(None, url)] if url else []
            return (*(TalkAdded(*each) for each in talks), *link)
        case Event.LEFT:
            return tuple(TalkDropped(*each) for each in _own_talks(recipient, before.webinar))
    return ()


def _own_talks(
    recipient: Recipient, webinar: WebinarState | None
) -> Iterator[tuple[int, TalkState]]:
    """The talks of a speaker with their positions from 1."""
    for position, talk in enumerate(webinar.talks if webinar else (), 1):
        if (
            recipient.kind is RecipientKind.SPEAKER
            and talk.speaker
            and talk.speaker.id == recipient.id
        ):
            yield position, talk


def _is_for(recipient: Recipient, change: Change, webinar: WebinarState | None = None) -> bool:
    """Whether a change is to be told besides the event: of other people's talks no speaker is."""
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
            return position in [each for each, _ in _own_talks(recipient, webinar)]
    return any(each.id == recipient.id for each in people if each)
