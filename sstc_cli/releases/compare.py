"""What changed between two states of a series, and who is concerned."""

from collections.abc import Iterator
from dataclasses import dataclass

from sstc_cli.model import Named, SpeakerState, State, WebinarState
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
    Renamed,
    Renumbered,
    Revived,
    Reworded,
    SeriesChange,
    SeriesIdentity,
    Slot,
    WebinarChange,
    Zone,
)
from sstc_cli.releases.compare_talks import talk_changes
from sstc_cli.releases.lifecycle import public

Pair = tuple[State, WebinarState]


@dataclass(frozen=True, slots=True)
class Concerned:
    """Who has to learn of it: those of before and those of now.

    `all_audiences` and `all_organisers` say that these are all that the series has.
    """

    speakers: tuple[SpeakerState, ...]
    audiences: tuple[Named, ...]
    organisers: tuple[Named, ...]
    all_audiences: bool
    all_organisers: bool


@dataclass(frozen=True, slots=True)
class WebinarChanges:
    """All changes of one webinar; `webinar` is the one of now, where it is still there."""

    webinar: WebinarState
    changes: tuple[WebinarChange, ...]
    concerned: Concerned


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes: those of the series, then webinar by webinar in the order of now."""

    series: tuple[SeriesChange, ...]
    webinars: tuple[WebinarChanges, ...]

    def __bool__(self) -> bool:
        return bool(self.series or self.webinars)


def changes_between(before: State | None, after: State) -> Changes:
    """What others would have to learn; everything is new where they know nothing yet."""
    old = {each.id: each for each in before.webinars} if before else {}
    here = {each.id for each in after.webinars}
    pairs: list[tuple[WebinarState | None, WebinarState | None]] = [
        *((old.get(each.id), each) for each in after.webinars),
        *((each, None) for each in old.values() if each.id not in here),
    ]
    known = before or after
    found = (_webinar(known, one, after, other) for one, other in pairs)
    return Changes(tuple(_series(known, after)), tuple(each for each in found if each))


def slot_of(state: State, webinar: WebinarState) -> Slot:
    """A webinar's slot, with its zone."""
    return Slot(state.instant(webinar.starts), state.instant(webinar.ends))


def _series(before: State, after: State) -> Iterator[SeriesChange]:
    """What changed for all webinars at once."""
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
    names = {each.id: each.name for each in before}
    for each in after:
        if (name := names.get(each.id, each.name)) != each.name:
            yield Renamed(part, name, each.name)


def _groups(part: Part, before: tuple[Named, ...], after: tuple[Named, ...]) -> Iterator[Groups]:
    old, new = ({each.id for each in side} for side in (before, after))
    if old != new:
        added = tuple(each for each in after if each.id not in old)
        yield Groups(part, added, tuple(each for each in before if each.id not in new))


def _webinar(
    known: State, before: WebinarState | None, state: State, after: WebinarState | None
) -> WebinarChanges | None:
    """The changes of one webinar; None where there are none."""
    changes: list[WebinarChange] = []
    if before and after:
        changes += _changes((known, before), (state, after))
    elif before:
        changes += [Dropped(slot_of(known, before))]
    elif after:
        changes += [New(slot_of(state, after))]
        changes += [Cancelled(after.reason)] if after.cancelled else []
    webinar = after or before
    if webinar is None or not changes:
        return None
    pairs = [(state, after) if after else None, (known, before) if before else None]
    return WebinarChanges(webinar, tuple(changes), _concerned([each for each in pairs if each]))


def _changes(one: Pair, other: Pair) -> Iterator[WebinarChange]:
    """What changed of a webinar that is in both states."""
    (known, before), (state, after) = one, other
    if known.zone == state.zone and public(before) == public(after):
        return
    slots = slot_of(known, before), slot_of(state, after)
    if after.cancelled and not before.cancelled:
        yield Cancelled(after.reason)
    if before.cancelled and not after.cancelled:
        yield Revived(slots[1])
    if slots[0] != slots[1]:
        yield Moved(*slots)
    if before.number != after.number:
        yield Renumbered(before.number, after.number)
    yield from _reworded(before, after)
    if before.join_url != after.join_url:
        yield JoinLink(before.join_url, after.join_url)
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
    """A webinar's own agenda; where it has none, the series' is told once for all."""
    (known, before), (state, after) = one, other
    agendas = known.agenda_of(before), state.agenda_of(after)
    if agendas[0] != agendas[1] and (before.agenda, after.agenda) != (None, None):
        yield Agenda(*agendas)


def _own_groups(one: Pair, other: Pair) -> Iterator[Groups]:
    """What a webinar itself names; the series' lists are told once for all."""
    (known, before), (state, after) = one, other
    if before.organisers != after.organisers:
        sides = known.organisers_of(before), state.organisers_of(after)
        yield from _groups(Part.ORGANISERS, *sides)
    if before.audiences != after.audiences:
        yield from _groups(Part.AUDIENCES, known.audiences_of(before), state.audiences_of(after))


def _concerned(pairs: list[Pair]) -> Concerned:
    """Everyone of both states, once, named as now; the states of now come first."""
    speakers: dict[str, SpeakerState] = {}
    audiences: dict[str, Named] = {}
    organisers: dict[str, Named] = {}
    for state, webinar in pairs:
        found = (talk.speaker for talk in webinar.talks if talk.speaker)
        speakers = {each.id: each for each in found} | speakers
        audiences = {each.id: each for each in state.audiences_of(webinar)} | audiences
        organisers = {each.id: each for each in state.organisers_of(webinar)} | organisers
    now = pairs[0][0]
    return Concerned(
        tuple(speakers.values()),
        tuple(audiences.values()),
        tuple(organisers.values()),
        all(each.id in audiences for each in now.audiences),
        all(each.id in organisers for each in now.organisers),
    )
