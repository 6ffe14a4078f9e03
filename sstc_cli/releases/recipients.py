"""The people and groups that a webinar concerns."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sstc_cli.model import SpeakerState, State, TalkState, Text, WebinarState
from sstc_cli.releases.change import Slot, slot_of


class RecipientKind(StrEnum):
    """The kind of person or group that a notice is for."""

    SPEAKER = "speaker"
    AUDIENCE = "audience"
    ORGANISER = "organiser"


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person, an audience or an organiser affected, by the stable id."""

    kind: RecipientKind
    id: str
    name: Text = field(compare=False)

    def talks_of(self, webinar: WebinarState | None) -> Iterator[tuple[int, TalkState]]:
        """Yield the talks to tell, with their positions from 1; to a speaker, the own ones."""
        for position, talk in enumerate(webinar.talks if webinar else (), 1):
            speaker = talk.speaker.id if talk.speaker else None
            if self.kind is not RecipientKind.SPEAKER or speaker == self.id:
                yield position, talk


# whoever takes part in a series that has no audiences
EVERYBODY = Recipient(RecipientKind.AUDIENCE, "all", Text("All participants"))


@dataclass(frozen=True, slots=True)
class Side:
    """A webinar in one of the two states; it `is_for_all` if neither state has audiences."""

    state: State
    webinar: WebinarState | None
    is_for_all: bool = False

    @property
    def takes_place(self) -> bool:
        """Whether the webinar is planned and not cancelled."""
        return self.webinar is not None and not self.webinar.cancelled

    @property
    def slot(self) -> Slot | None:
        """Its start and end."""
        return slot_of(self.state, self.webinar) if self.webinar else None

    @property
    def recipients(self) -> Iterator[Recipient]:
        """Everybody whom it concerns, by their names in this state."""
        if self.webinar is None:
            return
        for talk in self.webinar.talks:
            if talk.speaker:
                yield Recipient(RecipientKind.SPEAKER, talk.speaker.id, talk.speaker.name)
        for audience in self.state.audiences_of(self.webinar):
            yield Recipient(RecipientKind.AUDIENCE, audience.id, audience.name)
        if self.is_for_all:
            yield EVERYBODY
        for organiser in self.state.organisers_of(self.webinar):
            yield Recipient(RecipientKind.ORGANISER, organiser.id, organiser.name)


Sides = tuple[Side, Side]


def sides_ahead(before: State, after: State, today: date | None) -> list[Sides]:
    """Return both sides of each webinar, but for those over before `today` in both states."""
    old = {webinar.id: webinar for webinar in before.webinars}
    new = {webinar.id: webinar for webinar in after.webinars}
    for_all = not before.audiences and not after.audiences
    pairs = [
        (Side(before, old.get(id_), for_all), Side(after, new.get(id_), for_all))
        for id_ in new | old
    ]
    return [sides for sides in pairs if today is None or _is_ahead(sides, today)]


def _is_ahead(sides: Sides, today: date) -> bool:
    return any(side.slot.ends.date() >= today for side in sides if side.slot)


def everyone(pairs: Iterable[Sides]) -> dict[Recipient, Recipient]:
    """Return everybody on either side, by their names on the later one."""
    pairs = list(pairs)
    named = (who for side in (1, 0) for sides in pairs for who in sides[side].recipients)
    found: dict[Recipient, Recipient] = {}
    for recipient in named:
        found.setdefault(recipient, recipient)
    return found


def same_names(before: State, after: State) -> Iterator[tuple[SpeakerState, SpeakerState]]:
    """Yield speakers who are gone, each with a new one who has the same name and another id."""
    old, new = _speakers(before), _speakers(after)
    added = [speaker for id_, speaker in new.items() if id_ not in old]
    for id_, speaker in old.items():
        if id_ not in new:
            yield from ((speaker, other) for other in added if other.name == speaker.name)


def _speakers(state: State) -> dict[str, SpeakerState]:
    talks = (talk for webinar in state.webinars for talk in webinar.talks)
    return {talk.speaker.id: talk.speaker for talk in talks if talk.speaker}
