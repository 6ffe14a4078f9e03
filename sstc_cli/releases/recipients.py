"""The people and groups that a webinar concerns, and which changes each is told."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from sstc_cli.model import Series, SpeakerState, State, TalkState, Text, Webinar, WebinarState
from sstc_cli.releases.change import Change, ChangeKind, WebinarSlot, slot_of
from sstc_cli.releases.state import speaker_state


class RecipientKind(StrEnum):
    """The kind of person or group that a notice is for."""

    SPEAKER = "speaker"
    MODERATOR = "moderator"
    AUDIENCE = "audience"
    ORGANISER = "organiser"


PEOPLE = frozenset({RecipientKind.SPEAKER, RecipientKind.MODERATOR})


@dataclass(frozen=True, slots=True)
class NoticeRecipient:
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


Host = tuple[RecipientKind, SpeakerState]
# by the id of the webinar; releases do not have them, so those of today count for both states
Hosts = Mapping[str, Sequence[Host]]
NO_HOSTS: Hosts = MappingProxyType({})


def hosts_of(series: Series) -> Hosts:
    """Return those who speak in an item of the agenda or moderate, without a talk, by webinar."""
    return {webinar.id: [*_hosts(series, webinar)] for webinar in series.webinars}


def _hosts(series: Series, webinar: Webinar) -> Iterator[Host]:
    seen = {talk.speaker for talk in webinar.talks}
    items = ((RecipientKind.SPEAKER, person.id) for person in series.openers_of(webinar))
    for kind, id_ in (*items, (RecipientKind.MODERATOR, webinar.moderator)):
        person = speaker_state(series, id_)
        if person and id_ not in seen:
            seen.add(id_)
            yield kind, person


# all who take part in a series that has no audiences
EVERYBODY = NoticeRecipient(RecipientKind.AUDIENCE, "all", Text("All participants"))


@dataclass(frozen=True, slots=True)
class Side:
    """A webinar in one of the two states; it `is_for_all` if neither state has audiences."""

    state: State
    webinar: WebinarState | None
    hosts: Sequence[Host] = ()
    is_for_all: bool = False

    @property
    def takes_place(self) -> bool:
        return self.webinar is not None and not self.webinar.cancelled

    @property
    def slot(self) -> WebinarSlot | None:
        return slot_of(self.state, self.webinar) if self.webinar else None

    @property
    def recipients(self) -> Iterator[NoticeRecipient]:
        """All whom it concerns, by their names in this state."""
        if self.webinar is None:
            return
        for talk in self.webinar.talks:
            if talk.speaker:
                yield NoticeRecipient(RecipientKind.SPEAKER, talk.speaker.id, talk.speaker.name)
        for kind, person in self.hosts:
            yield NoticeRecipient(kind, person.id, person.name)
        for audience in self.state.audiences_of(self.webinar):
            yield NoticeRecipient(RecipientKind.AUDIENCE, audience.id, audience.name)
        if self.is_for_all:
            yield EVERYBODY
        for organiser in self.state.organisers_of(self.webinar):
            yield NoticeRecipient(RecipientKind.ORGANISER, organiser.id, organiser.name)


Sides = tuple[Side, Side]


def sides_of(before: State | None, after: State, hosts: Hosts) -> list[Sides]:
    """Return both sides of each webinar; without an earlier state, all are new."""
    old = {webinar.id: webinar for webinar in before.webinars} if before else {}
    new = {webinar.id: webinar for webinar in after.webinars}
    before = before or after
    for_all = not before.audiences and not after.audiences
    return [
        (
            Side(before, old.get(id_), hosts.get(id_, ()), for_all),
            Side(after, new.get(id_), hosts.get(id_, ()), for_all),
        )
        for id_ in new | old
    ]


def sides_ahead(pairs: list[Sides], today: date | None) -> list[Sides]:
    """Return the sides of the webinars, but for those over before `today` in both states."""
    if today is None:
        return pairs
    return [
        sides
        for sides in pairs
        if any(side.slot.ends.date() >= today for side in sides if side.slot)
    ]


def everyone(pairs: Iterable[Sides]) -> dict[NoticeRecipient, NoticeRecipient]:
    """Return all recipients on either side, by their names on the later one."""
    pairs = list(pairs)
    named = (who for side in (1, 0) for sides in pairs for who in sides[side].recipients)
    found: dict[NoticeRecipient, NoticeRecipient] = {}
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


# kinds of changes that matter only to organisers
_INTERNAL = frozenset(
    {ChangeKind.GROUPS, ChangeKind.RENAMED, ChangeKind.LANGUAGES, ChangeKind.IDENTITY}
)
HIDDEN: Mapping[RecipientKind, frozenset[ChangeKind]] = {
    RecipientKind.SPEAKER: _INTERNAL | {ChangeKind.TALKS_REORDERED, ChangeKind.REGISTER_LINK},
    RecipientKind.MODERATOR: _INTERNAL | {ChangeKind.REGISTER_LINK},
    RecipientKind.AUDIENCE: _INTERNAL | {ChangeKind.AGENDA, ChangeKind.TALK_LENGTH},
    RecipientKind.ORGANISER: frozenset(),
}


def is_affected(recipient: NoticeRecipient, sides: Sides, changes: Sequence[Change]) -> bool:
    """Return whether the changes of a webinar concern a recipient, who then gets a notice."""
    if not any(side.takes_place for side in sides):
        return False
    are_in = [recipient in side.recipients for side in sides if side.webinar]
    moved = any(change.kind is ChangeKind.MOVED for change in changes)
    return moved or not all(are_in) or any(True for _ in told_to(recipient, sides, changes))


def told_to(
    recipient: NoticeRecipient, sides: Sides, changes: Sequence[Change]
) -> Iterator[Change]:
    """Yield the changes to mention; speakers get only their own talks and places."""
    before, now = (side.webinar for side in sides)
    for change in changes:
        if is_for(recipient, change, now):
            yield change
        elif change.kind is ChangeKind.TALKS_REORDERED:
            places = {talk.id: position for position, talk in recipient.talks_of(before)}
            for position, talk in recipient.talks_of(now):
                if places.get(talk.id, position) != position:
                    yield Change(ChangeKind.TALK_PLACE, places[talk.id], position)


def is_for(recipient: NoticeRecipient, change: Change, webinar: WebinarState | None = None) -> bool:
    """Return whether to mention a change besides the event."""
    if change.kind is ChangeKind.MOVED or change.kind in HIDDEN[recipient.kind]:
        return False
    if change.position is None or recipient.kind is not RecipientKind.SPEAKER:
        return True
    match change.kind:
        case ChangeKind.SPEAKER:
            people = (change.before, change.after)
        case ChangeKind.TALK_ADDED | ChangeKind.TALK_DROPPED:
            people = ((change.before or change.after).speaker, None)
        case _:
            return change.position in [own for own, _ in recipient.talks_of(webinar)]
    return any(person.id == recipient.id for person in people if person)
