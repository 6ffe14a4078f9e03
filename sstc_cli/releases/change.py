"""What can differ between two states of a series, one type each."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from sstc_cli.model import AgendaItem, Named, SpeakerState, TalkState, Text


class Part(StrEnum):
    """What a change of words or of a list is about."""

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


@dataclass(frozen=True, slots=True)
class New:
    """A webinar that was not there before."""

    kind: ClassVar = "new"
    after: Slot


@dataclass(frozen=True, slots=True)
class Dropped:
    """A webinar that is not there any more."""

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
    """Another start or another end."""

    kind: ClassVar = "moved"
    before: Slot
    after: Slot

    @property
    def later(self) -> timedelta:
        """How much later it starts; negative where it starts earlier."""
        return self.after.starts - self.before.starts

    @property
    def longer(self) -> timedelta:
        """How much longer it takes; negative where it is shorter."""
        before = self.before.ends - self.before.starts
        return (self.after.ends - self.after.starts) - before

    @property
    def other_day(self) -> bool:
        """Whether it starts on another day, as each state's zone has it."""
        return self.before.starts.date() != self.after.starts.date()


@dataclass(frozen=True, slots=True)
class Renumbered:
    """Another number in the series."""

    kind: ClassVar = "renumbered"
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Reworded:
    """Another title, summary or reason, of the series or of a webinar."""

    kind: ClassVar = "reworded"
    part: Part
    before: Text | None
    after: Text | None


@dataclass(frozen=True, slots=True)
class JoinLink:
    """Another place to join, the first one, or none any more."""

    kind: ClassVar = "join_link"
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class TalkAdded:
    """A talk that was not there before, with its speaker; `position` counts from 1."""

    kind: ClassVar = "talk_added"
    position: int
    talk: TalkState


@dataclass(frozen=True, slots=True)
class TalkDropped:
    """A talk that is not there any more; its speaker must learn it. `position` was from 1."""

    kind: ClassVar = "talk_dropped"
    position: int
    talk: TalkState


@dataclass(frozen=True, slots=True)
class TalkRetitled:
    """Another title of a talk."""

    kind: ClassVar = "talk_retitled"
    position: int
    before: Text | None
    after: Text | None


@dataclass(frozen=True, slots=True)
class SpeakerChanged:
    """A talk's speaker was added, removed, replaced, or is printed otherwise (the same id)."""

    kind: ClassVar = "speaker"
    position: int
    before: SpeakerState | None
    after: SpeakerState | None


@dataclass(frozen=True, slots=True)
class TalkLength:
    """Another length of a talk in minutes; None shares the time evenly."""

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
class Agenda:
    """Other timed items, of the series or of a webinar."""

    kind: ClassVar = "agenda"
    before: tuple[AgendaItem, ...]
    after: tuple[AgendaItem, ...]


@dataclass(frozen=True, slots=True)
class Groups:
    """Organisers or audiences that came or went, of the series or of a webinar."""

    kind: ClassVar = "groups"
    part: Part
    added: tuple[Named, ...]
    dropped: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Renamed:
    """Another name of an organiser or an audience."""

    kind: ClassVar = "renamed"
    part: Part
    before: Text
    after: Text


@dataclass(frozen=True, slots=True)
class Languages:
    """Other languages of the series."""

    kind: ClassVar = "languages"
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Zone:
    """Another time zone of the series."""

    kind: ClassVar = "zone"
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SeriesIdentity:
    """Another id or domain of the series: calendars take every entry for a new one."""

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
    | Renumbered
    | Reworded
    | JoinLink
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
