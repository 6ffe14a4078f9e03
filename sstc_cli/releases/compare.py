"""The changes between two states of a series."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sstc_cli.model import Named, SpeakerState, State, TalkState, WebinarState
from sstc_cli.releases.change import Change, ChangeKind, Part, slot_of
from sstc_cli.releases.offsets import NO_SHIFTS, Shifts
from sstc_cli.releases.recipients import (
    NO_HOSTS,
    Hosts,
    NoticeRecipient,
    RecipientKind,
    Sides,
    is_affected,
    sides_of,
)
from sstc_cli.releases.state import public_facts

Pair = tuple[State, WebinarState]
Talks = tuple[TalkState, ...]


def talk_changes(before: Talks, after: Talks) -> Iterator[Change]:
    """Yield the changes of talks, which are matched by their ids; positions count from 1."""
    old = {talk.id: talk for talk in before}
    new = {talk.id: talk for talk in after}
    for position, talk in enumerate(after, 1):
        earlier = old.get(talk.id)
        if earlier is None:
            yield Change(ChangeKind.TALK_ADDED, after=talk, position=position)
        elif earlier != talk:
            facts = (
                (ChangeKind.TALK_RETITLED, earlier.title, talk.title),
                (ChangeKind.TALK_LENGTH, earlier.minutes, talk.minutes),
                (ChangeKind.SPEAKER, earlier.speaker, talk.speaker),
            )
            for kind, was, now in facts:
                if was != now:
                    yield Change(kind, was, now, position=position)
    for position, talk in enumerate(before, 1):
        if talk.id not in new:
            yield Change(ChangeKind.TALK_DROPPED, talk, position=position)
    if [id_ for id_ in old if id_ in new] != [id_ for id_ in new if id_ in old]:
        yield Change(ChangeKind.TALKS_REORDERED, before, after)


def link_changes(before: WebinarState | None, after: WebinarState) -> Iterator[Change]:
    """Yield the links that changed, all of them without an earlier state."""
    old, new = (
        (state.join_url, state.join_digest, state.register_url) if state else (None, None, None)
        for state in (before, after)
    )
    if old[:2] != new[:2]:
        was_private, is_private = old[1] is not None, new[1] is not None
        yield Change(
            ChangeKind.JOIN_LINK, old[0], new[0], was_private=was_private, is_private=is_private
        )
    if old[2] != new[2]:
        yield Change(ChangeKind.REGISTER_LINK, old[2], new[2])


@dataclass(frozen=True, slots=True)
class Affected:
    """The people affected by changes of a webinar, before and after.

    `all_audiences` and `all_organisers` mean that the series has no others.
    """

    speakers: tuple[SpeakerState, ...]
    moderators: tuple[SpeakerState, ...]
    audiences: tuple[Named, ...]
    organisers: tuple[Named, ...]
    all_audiences: bool
    all_organisers: bool


@dataclass(frozen=True, slots=True)
class WebinarChanges:
    """All changes of one webinar; `webinar` is its later state, if it still exists."""

    webinar: WebinarState
    changes: tuple[Change, ...]
    affected: Affected


@dataclass(frozen=True, slots=True)
class StateChanges:
    """All changes: those of the series, then those of each webinar in the later order."""

    series: tuple[Change, ...]
    webinars: tuple[WebinarChanges, ...]

    def __bool__(self) -> bool:
        return bool(self.series or self.webinars)


def changes_between(
    before: State | None, after: State, shifts: Shifts = NO_SHIFTS, hosts: Hosts = NO_HOSTS
) -> StateChanges:
    """Return all changes, with shifted times; without an earlier state, every webinar is new.

    The `hosts` are affected as speakers are.
    """
    webinars = (_webinar(sides, shifts) for sides in sides_of(before, after, hosts))
    return StateChanges(
        tuple(_series(before or after, after)), tuple(changes for changes in webinars if changes)
    )


def _series(before: State, after: State) -> Iterator[Change]:
    uids = [f"{state.id}@{state.domain}" for state in (before, after)]
    facts = (
        (ChangeKind.IDENTITY, *uids, None),
        (ChangeKind.REWORDED, before.title, after.title, Part.TITLE),
        (ChangeKind.ZONE, before.zone, after.zone, None),
        (ChangeKind.LANGUAGES, before.languages, after.languages, None),
    )
    yield from (Change(*fact) for fact in facts if fact[1] != fact[2])
    yield from _all_groups(Part.ORGANISERS, before.organisers, after.organisers)
    yield from _all_groups(Part.AUDIENCES, before.audiences, after.audiences)
    if before.agenda != after.agenda:
        yield Change(ChangeKind.AGENDA, before.agenda, after.agenda)


def _all_groups(
    part: Part, before: tuple[Named, ...], after: tuple[Named, ...]
) -> Iterator[Change]:
    yield from _groups(part, before, after)
    names = {group.id: group.name for group in before}
    for group in after:
        if (name := names.get(group.id, group.name)) != group.name:
            yield Change(ChangeKind.RENAMED, name, group.name, part)


def _groups(part: Part, before: tuple[Named, ...], after: tuple[Named, ...]) -> Iterator[Change]:
    old, new = ({group.id for group in side} for side in (before, after))
    if old != new:
        added = tuple(group for group in after if group.id not in old)
        dropped = tuple(group for group in before if group.id not in new)
        yield Change(ChangeKind.GROUPS, dropped, added, part)


def _webinar(sides: Sides, shifts: Shifts) -> WebinarChanges | None:
    (earlier, before), (state, after) = ((side.state, side.webinar) for side in sides)
    changes: list[Change] = []
    if before and after:
        changes += [
            *_changes_of_webinar((earlier, before), (state, after)),
            *shifts.get(after.id, ()),
        ]
    elif before:
        changes += [Change(ChangeKind.DROPPED, slot_of(earlier, before))]
    elif after:
        changes += [Change(ChangeKind.NEW, after=slot_of(state, after))]
        if after.cancelled:
            changes += [Change(ChangeKind.CANCELLED, after=after.reason)]
    webinar = after or before
    if webinar is None or not changes:
        return None
    return WebinarChanges(webinar, tuple(changes), _affected(sides, changes))


def _changes_of_webinar(one: Pair, other: Pair) -> Iterator[Change]:
    """Yield the changes of a webinar that is in both states.

    Those of the agenda and the groups of the series are reported only once, with the series.
    """
    (earlier, before), (state, after) = one, other
    if earlier.zone == state.zone and public_facts(before) == public_facts(after):
        return
    slots = slot_of(earlier, before), slot_of(state, after)
    if after.cancelled and not before.cancelled:
        yield Change(ChangeKind.CANCELLED, after=after.reason)
    if before.cancelled and not after.cancelled:
        yield Change(ChangeKind.REVIVED, after=slots[1])
    facts = [
        (ChangeKind.MOVED, *slots, None),
        (ChangeKind.RENUMBERED, before.number, after.number, None),
        (ChangeKind.REWORDED, before.title, after.title, Part.TITLE),
        (ChangeKind.REWORDED, before.summary, after.summary, Part.SUMMARY),
    ]
    if before.cancelled and after.cancelled:
        facts += [(ChangeKind.REWORDED, before.reason, after.reason, Part.REASON)]
    yield from (Change(*fact) for fact in facts if fact[1] != fact[2])
    yield from link_changes(before, after)
    yield from talk_changes(before.talks, after.talks)
    agendas = earlier.agenda_of(before), state.agenda_of(after)
    if agendas[0] != agendas[1] and (before.agenda, after.agenda) != (None, None):
        yield Change(ChangeKind.AGENDA, *agendas)
    if before.organisers != after.organisers:
        sides = earlier.organisers_of(before), state.organisers_of(after)
        yield from _groups(Part.ORGANISERS, *sides)
    if before.audiences != after.audiences:
        yield from _groups(Part.AUDIENCES, earlier.audiences_of(before), state.audiences_of(after))


def _affected(sides: Sides, changes: Sequence[Change]) -> Affected:
    """Return everyone affected once, by the name in the later state that has them."""
    people: dict[tuple[RecipientKind, str], SpeakerState] = {}
    audiences: dict[str, Named] = {}
    organisers: dict[str, Named] = {}
    for side in reversed(sides):
        state, webinar = side.state, side.webinar
        if webinar is not None:
            talking = (talk.speaker for talk in webinar.talks if talk.speaker)
            named = [*((RecipientKind.SPEAKER, who) for who in talking), *side.hosts]
            people = {(kind, who.id): who for kind, who in named} | people
            audiences = {group.id: group for group in state.audiences_of(webinar)} | audiences
            organisers = {group.id: group for group in state.organisers_of(webinar)} | organisers
    now = (sides[1] if sides[1].webinar else sides[0]).state

    def concerns(kind: RecipientKind, who: SpeakerState | Named) -> bool:
        return is_affected(NoticeRecipient(kind, who.id, who.name), sides, changes)

    groups = [who for who in audiences.values() if concerns(RecipientKind.AUDIENCE, who)]
    offices = [who for who in organisers.values() if concerns(RecipientKind.ORGANISER, who)]
    speakers, moderators = (
        tuple(who for (of, _), who in people.items() if of is kind and concerns(of, who))
        for kind in (RecipientKind.SPEAKER, RecipientKind.MODERATOR)
    )
    return Affected(
        speakers,
        moderators,
        tuple(groups),
        tuple(offices),
        {group.id for group in now.audiences} <= {who.id for who in groups},
        {group.id for group in now.organisers} <= {who.id for who in offices},
    )
