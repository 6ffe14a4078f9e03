"""The changes between two states of a series."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sstc_cli.model import Named, SpeakerState, State, TalkState, WebinarState
from sstc_cli.releases.change import (
    Agenda,
    Cancelled,
    Dropped,
    Groups,
    JoinLink,
    Languages,
    Moved,
    New,
    Part,
    RegisterLink,
    Renamed,
    Renumbered,
    Revived,
    Reworded,
    SeriesChange,
    SeriesIdentity,
    SpeakerChanged,
    TalkAdded,
    TalkDropped,
    TalkLength,
    TalkRetitled,
    TalksReordered,
    WebinarChange,
    Zone,
    slot_of,
)
from sstc_cli.releases.offsets import NO_SHIFTS, Shifts
from sstc_cli.releases.recipients import NoticeRecipient, RecipientKind, Side, Sides, is_affected
from sstc_cli.releases.state import public_facts

Talks = tuple[TalkState, ...]
TalkChange = TalkAdded | TalkDropped | TalkRetitled | TalkLength | SpeakerChanged | TalksReordered


def talk_changes(before: Talks, after: Talks) -> Iterator[TalkChange]:
    """Yield the changes of talks, which are matched by their ids; positions count from 1."""
    if before == after:
        return
    old = {talk.id: talk for talk in before}
    new = {talk.id: talk for talk in after}
    for position, talk in enumerate(after, 1):
        earlier = old.get(talk.id)
        if earlier is None:
            yield TalkAdded(position, talk)
        elif earlier != talk:
            yield from _changes_of_talk(position, earlier, talk)
    for position, talk in enumerate(before, 1):
        if talk.id not in new:
            yield TalkDropped(position, talk)
    if [id_ for id_ in old if id_ in new] != [id_ for id_ in new if id_ in old]:
        yield TalksReordered(before, after)


def _changes_of_talk(position: int, before: TalkState, after: TalkState) -> Iterator[TalkChange]:
    if before.title != after.title:
        yield TalkRetitled(position, before.title, after.title)
    if before.minutes != after.minutes:
        yield TalkLength(position, before.minutes, after.minutes)
    if before.speaker != after.speaker:
        yield SpeakerChanged(position, before.speaker, after.speaker)


def link_changes(
    before: WebinarState | None, after: WebinarState
) -> Iterator[JoinLink | RegisterLink]:
    """Yield the links that changed, all of them without an earlier state."""
    old, new = (
        (state.join_url, state.join_digest, state.register_url) if state else (None, None, None)
        for state in (before, after)
    )
    if old[:2] != new[:2]:
        yield JoinLink(old[0], new[0], old[1] is not None, new[1] is not None)
    if old[2] != new[2]:
        yield RegisterLink(old[2], new[2])


Pair = tuple[State, WebinarState]


@dataclass(frozen=True, slots=True)
class Affected:
    """The people affected by changes of a webinar, before and after.

    `all_audiences` and `all_organisers` mean that the series has no others.
    """

    speakers: tuple[SpeakerState, ...]
    audiences: tuple[Named, ...]
    organisers: tuple[Named, ...]
    all_audiences: bool
    all_organisers: bool


@dataclass(frozen=True, slots=True)
class WebinarChanges:
    """All changes of one webinar; `webinar` is its later state, if it still exists."""

    webinar: WebinarState
    changes: tuple[WebinarChange, ...]
    affected: Affected


@dataclass(frozen=True, slots=True)
class StateChanges:
    """All changes: those of the series, then those of each webinar in the later order."""

    series: tuple[SeriesChange, ...]
    webinars: tuple[WebinarChanges, ...]

    def __bool__(self) -> bool:
        return bool(self.series or self.webinars)


def changes_between(before: State | None, after: State, shifts: Shifts = NO_SHIFTS) -> StateChanges:
    """Return all changes, with shifted times; without an earlier state, every webinar is new."""
    old = {webinar.id: webinar for webinar in before.webinars} if before else {}
    new_ids = {webinar.id for webinar in after.webinars}
    pairs: list[tuple[WebinarState | None, WebinarState | None]] = [
        *((old.get(webinar.id), webinar) for webinar in after.webinars),
        *((webinar, None) for webinar in old.values() if webinar.id not in new_ids),
    ]
    earlier = before or after
    webinars = (_webinar(earlier, one, after, other, shifts) for one, other in pairs)
    return StateChanges(
        tuple(_series(earlier, after)), tuple(changes for changes in webinars if changes)
    )


def _series(before: State, after: State) -> Iterator[SeriesChange]:
    """Yield the changes that concern all webinars."""
    uids = tuple(f"{state.id}@{state.domain}" for state in (before, after))
    if uids[0] != uids[1]:
        yield SeriesIdentity(*uids)
    if before.title != after.title:
        yield Reworded(Part.TITLE, before.title, after.title)
    if before.zone != after.zone:
        yield Zone(before.zone, after.zone)
    if before.languages != after.languages:
        yield Languages(before.languages, after.languages)
    yield from _all_groups(Part.ORGANISERS, before.organisers, after.organisers)
    yield from _all_groups(Part.AUDIENCES, before.audiences, after.audiences)
    if before.agenda != after.agenda:
        yield Agenda(before.agenda, after.agenda)


def _all_groups(
    part: Part, before: tuple[Named, ...], after: tuple[Named, ...]
) -> Iterator[Groups | Renamed]:
    yield from _groups(part, before, after)
    names = {group.id: group.name for group in before}
    for group in after:
        if (name := names.get(group.id, group.name)) != group.name:
            yield Renamed(part, name, group.name)


def _groups(part: Part, before: tuple[Named, ...], after: tuple[Named, ...]) -> Iterator[Groups]:
    old, new = ({group.id for group in side} for side in (before, after))
    if old != new:
        added = tuple(group for group in after if group.id not in old)
        yield Groups(part, added, tuple(group for group in before if group.id not in new))


def _webinar(
    earlier: State,
    before: WebinarState | None,
    state: State,
    after: WebinarState | None,
    shifts: Shifts,
) -> WebinarChanges | None:
    """Return the changes of one webinar, or None if there are none."""
    changes: list[WebinarChange] = []
    if before and after:
        changes += [
            *_changes_of_webinar((earlier, before), (state, after)),
            *shifts.get(after.id, ()),
        ]
    elif before:
        changes += [Dropped(slot_of(earlier, before))]
    elif after:
        changes += [New(slot_of(state, after))]
        changes += [Cancelled(after.reason)] if after.cancelled else []
    webinar = after or before
    if webinar is None or not changes:
        return None
    sides = Side(earlier, before), Side(state, after)
    return WebinarChanges(webinar, tuple(changes), _affected(sides, changes))


def _changes_of_webinar(one: Pair, other: Pair) -> Iterator[WebinarChange]:
    """Yield the changes of a webinar that is in both states."""
    (earlier, before), (state, after) = one, other
    if earlier.zone == state.zone and public_facts(before) == public_facts(after):
        return
    slots = slot_of(earlier, before), slot_of(state, after)
    if after.cancelled and not before.cancelled:
        yield Cancelled(after.reason)
    if before.cancelled and not after.cancelled:
        yield Revived(slots[1])
    if slots[0] != slots[1]:
        yield Moved(*slots)
    if before.number != after.number:
        yield Renumbered(before.number, after.number)
    yield from _reworded(before, after)
    yield from link_changes(before, after)
    yield from talk_changes(before.talks, after.talks)
    yield from _agenda(one, other)
    yield from _own_groups(one, other)


def _reworded(before: WebinarState, after: WebinarState) -> Iterator[Reworded]:
    if before.title != after.title:
        yield Reworded(Part.TITLE, before.title, after.title)
    if before.summary != after.summary:
        yield Reworded(Part.SUMMARY, before.summary, after.summary)
    if before.cancelled and after.cancelled and before.reason != after.reason:
        yield Reworded(Part.REASON, before.reason, after.reason)


def _agenda(one: Pair, other: Pair) -> Iterator[Agenda]:
    """Yield the change of a webinar's own agenda; that of the series is reported only once."""
    (earlier, before), (state, after) = one, other
    agendas = earlier.agenda_of(before), state.agenda_of(after)
    if agendas[0] != agendas[1] and (before.agenda, after.agenda) != (None, None):
        yield Agenda(*agendas)


def _own_groups(one: Pair, other: Pair) -> Iterator[Groups]:
    """Yield changes of a webinar's own lists; those of the series are reported only once."""
    (earlier, before), (state, after) = one, other
    if before.organisers != after.organisers:
        sides = earlier.organisers_of(before), state.organisers_of(after)
        yield from _groups(Part.ORGANISERS, *sides)
    if before.audiences != after.audiences:
        yield from _groups(Part.AUDIENCES, earlier.audiences_of(before), state.audiences_of(after))


def _affected(sides: Sides, changes: Sequence[WebinarChange]) -> Affected:
    """Return everyone affected once, by the name in the later state that has them."""
    speakers: dict[str, SpeakerState] = {}
    audiences: dict[str, Named] = {}
    organisers: dict[str, Named] = {}
    for state, webinar in ((side.state, side.webinar) for side in reversed(sides)):
        if webinar is not None:
            named = (talk.speaker for talk in webinar.talks if talk.speaker)
            speakers = {speaker.id: speaker for speaker in named} | speakers
            audiences = {group.id: group for group in state.audiences_of(webinar)} | audiences
            organisers = {group.id: group for group in state.organisers_of(webinar)} | organisers
    now = (sides[1] if sides[1].webinar else sides[0]).state

    def concerns(kind: RecipientKind, who: SpeakerState | Named) -> bool:
        return is_affected(NoticeRecipient(kind, who.id, who.name), sides, changes)

    groups = [who for who in audiences.values() if concerns(RecipientKind.AUDIENCE, who)]
    offices = [who for who in organisers.values() if concerns(RecipientKind.ORGANISER, who)]
    return Affected(
        tuple(who for who in speakers.values() if concerns(RecipientKind.SPEAKER, who)),
        tuple(groups),
        tuple(offices),
        {group.id for group in now.audiences} <= {who.id for who in groups},
        {group.id for group in now.organisers} <= {who.id for who in offices},
    )
