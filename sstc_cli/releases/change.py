"""The possible changes between two states of a series, one type for each."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from sstc_cli.model import (
    AgendaItem,
    Named,
    SpeakerState,
    State,
    TalkState,
    Text,
    WebinarState,
)


class Part(StrEnum):
    """The part of a series or webinar that a changed text or list belongs to."""

    TITLE = "title"
    SUMMARY = "summary"
    REASON = "reason"
    ORGANISERS = "organisers"
    AUDIENCES = "audiences"


@dataclass(frozen=True, slots=True)
class Slot:
    """Start and end, with their zone."""

    starts: datetime
    ends: datetime


def slot_of(state: State, webinar: WebinarState) -> Slot:
    """Return a webinar's slot, with its zone."""
    return Slot(state.instant(webinar.starts), state.instant(webinar.ends))


@dataclass(frozen=True, slots=True)
class New:
    """A webinar that was added."""

    kind: ClassVar = "new"
    after: Slot


@dataclass(frozen=True, slots=True)
class Dropped:
    """A webinar that was deleted."""

    kind: ClassVar = "dropped"
    before: Slot


@dataclass(frozen=True, slots=True)
class Cancelled:
    """A webinar that will not take place."""

    kind: ClassVar = "cancelled"
    reason: Text | None


@dataclass(frozen=True, slots=True)
class Revived:
    """A cancelled webinar that will take place after all."""

    kind: ClassVar = "revived"
    after: Slot


@dataclass(frozen=True, slots=True)
class Moved:
    """A different start or end."""

    kind: ClassVar = "moved"
    before: Slot
    after: Slot

    @property
    def later(self) -> timedelta:
        """How much later it starts; negative if it starts earlier."""
        return self.after.starts - self.before.starts

    @property
    def longer(self) -> timedelta:
        """How much longer it takes; negative if it is shorter."""
        before = self.before.ends - self.before.starts
        return (self.after.ends - self.after.starts) - before

    @property
    def other_day(self) -> bool:
        """Whether it starts on another day, each in the zone of its own state."""
        return self.before.starts.date() != self.after.starts.date()


@dataclass(frozen=True, slots=True)
class Shifted:
    """Another local time in a zone at the same planned start: other tables have other clocks."""

    kind: ClassVar = "shifted"
    zone: str
    before: datetime
    after: datetime


@dataclass(frozen=True, slots=True)
class Renumbered:
    """A different number in the series."""

    kind: ClassVar = "renumbered"
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Reworded:
    """A different title, summary or reason, of the series or of a webinar."""

    kind: ClassVar = "reworded"
    part: Part
    before: Text | None
    after: Text | None


@dataclass(frozen=True, slots=True)
class JoinLink:
    """A link to join that was added, replaced or removed; only a public one is known."""

    kind: ClassVar = "join_link"
    before: str | None
    after: str | None
    was_private: bool
    is_private: bool


@dataclass(frozen=True, slots=True)
class RegisterLink:
    """A link to register that was added, replaced or removed."""

    kind: ClassVar = "register_link"
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class TalkAdded:
    """A talk that was added, with its speaker; `position` counts from 1."""

    kind: ClassVar = "talk_added"
    position: int
    talk: TalkState


@dataclass(frozen=True, slots=True)
class TalkDropped:
    """A talk that was deleted, with the speaker to notify; `position` counted from 1."""

    kind: ClassVar = "talk_dropped"
    position: int
    talk: TalkState


@dataclass(frozen=True, slots=True)
class TalkRetitled:
    """A different title of a talk."""

    kind: ClassVar = "talk_retitled"
    position: int
    before: Text | None
    after: Text | None


@dataclass(frozen=True, slots=True)
class SpeakerChanged:
    """A speaker who was added, removed, replaced, or is printed differently (with the same id)."""

    kind: ClassVar = "speaker"
    position: int
    before: SpeakerState | None
    after: SpeakerState | None


@dataclass(frozen=True, slots=True)
class TalkLength:
    """A different length of a talk in minutes; None is an even share of the time."""

    kind: ClassVar = "talk_length"
    position: int
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class TalksReordered:
    """The same talks in another order."""

    kind: ClassVar = "talks_reordered"
    before: tuple[TalkState, ...]
    after: tuple[TalkState, ...]


@dataclass(frozen=True, slots=True)
class TalkPlace:
    """Another place of one talk in the order of talks, for its speaker; places count from 1."""

    kind: ClassVar = "talk_place"
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Agenda:
    """Different timed items, of the series or of a webinar."""

    kind: ClassVar = "agenda"
    before: tuple[AgendaItem, ...]
    after: tuple[AgendaItem, ...]


@dataclass(frozen=True, slots=True)
class Groups:
    """Organisers or audiences that were added or removed, of the series or of a webinar."""

    kind: ClassVar = "groups"
    part: Part
    added: tuple[Named, ...]
    dropped: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Renamed:
    """A different name of an organiser or an audience."""

    kind: ClassVar = "renamed"
    part: Part
    before: Text
    after: Text


@dataclass(frozen=True, slots=True)
class Languages:
    """Different languages of the series."""

    kind: ClassVar = "languages"
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Zone:
    """A different time zone of the series."""

    kind: ClassVar = "zone"
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SeriesIdentity:
    """A different id or domain of the series: calendars treat every entry as a new one."""

    kind: ClassVar = "identity"
    before: str
    after: str


SeriesChange = SeriesIdentity | Reworded | Zone | Languages | Groups | Renamed | Agenda
WebinarChange = (
    New
    | Dropped
    | Cancelled
    | Revived
    | Moved
    | Shifted
    | Renumbered
    | Reworded
    | JoinLink
    | RegisterLink
    | TalkAdded
    | TalkDropped
    | TalkRetitled
    | TalkLength
    | SpeakerChanged
    | TalksReordered
    | Agenda
    | Groups
)
Change = SeriesChange | WebinarChange
