"""The series that calendars and the public site are made from, with its revisions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from sstc_cli.model import (
    Audience,
    Model,
    Named,
    Organiser,
    Person,
    Release,
    Revision,
    Series,
    SpeakerState,
    State,
    Status,
    Talk,
    TalkState,
    Webinar,
    WebinarState,
    declared_revision,
)
from sstc_cli.releases.state import A_SECOND, differs, state_of, with_revisions

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class CalendarSeries:
    """A series with its published and then deleted webinars, after its own.

    `unpublished` are its own that differ from the last release. `deleted` are missing from the data
    since then: until the next release, which cancels them, they are as published.
    """

    series: Series
    revisions: dict[str, Revision]
    unpublished: tuple[Webinar, ...] = ()
    deleted: tuple[Webinar, ...] = ()

    def revision_of(self, series: Series, webinar: Webinar) -> Revision:
        """Return the revision of a webinar; without any release, the data declares it."""
        return self.revisions.get(webinar.id) or declared_revision(series, webinar)


def for_calendars(series: Series, release: Release | None) -> CalendarSeries:
    """Return the series with the revisions that follow the last release.

    Unpublished changes have no time of their own yet. They came after the release, so their stamp
    is one second after it; `sstc release publish` gives them their true time.
    """
    if release is None:
        return CalendarSeries(series, {})
    last, state = release.series, _unpublished(series, release, cancel_deleted=False)
    published = {webinar.id for webinar in last.webinars}
    webinars = {webinar.id: webinar for webinar in series.webinars}
    webinars |= {webinar.id: _as_published(series, webinar) for webinar in state.dropped}
    changed = _changed(state, last)
    speakers = _speakers(state.dropped)
    unknown = (_speaker(None, speakers[id_]) for id_ in speakers if id_ not in series.people_by_id)
    return CalendarSeries(
        series.replaced(webinars=tuple(webinars.values()), people=(*series.people, *unknown)),
        {webinar.id: webinar.revision for webinar in (*state.webinars, *state.dropped)},
        tuple(webinar for webinar in series.webinars if webinar.id in changed),
        tuple(webinars[webinar.id] for webinar in state.dropped if webinar.id in published),
    )


def _unpublished(series: Series, last: Release, *, cancel_deleted: bool) -> State:
    moment = last.published + A_SECOND
    return with_revisions(state_of(series), last.series, moment, cancel_deleted=cancel_deleted)


def _changed(state: State, last: State) -> set[str]:
    published = last.webinars_by_id()
    return {
        webinar.id
        for webinar in state.webinars
        if webinar.id not in published or differs(state, webinar, last, published[webinar.id])
    }


def _as_published(series: Series, webinar: WebinarState) -> Webinar:
    """Return a deleted webinar as a webinar of the series."""
    organisers = {organiser.id for organiser in series.organisers}
    known = tuple(id_ for id_ in webinar.organisers if id_ in organisers)
    return _webinar(None, webinar).replaced(organisers=known)


def _speakers(webinars: Iterable[WebinarState]) -> dict[str, SpeakerState]:
    talks = (talk for webinar in webinars for talk in webinar.talks)
    return {talk.speaker.id: talk.speaker for talk in talks if talk.speaker}


def _shared(state: type[Model], own: type[Model], *but: str) -> tuple[str, ...]:
    """Return the keys that a published state and the data have under the same name."""
    return tuple(name for name in state.fields if name in own.fields and name not in ("id", *but))


# what is taken from the state as it is: what has another form there is made from it below
PUBLISHED: Mapping[type[Model], tuple[str, ...]] = {
    Series: ("id", *_shared(State, Series, "organisers", "audiences", "webinars")),
    Webinar: _shared(WebinarState, Webinar, "talks"),
    Talk: _shared(TalkState, Talk, "speaker"),
    Person: _shared(SpeakerState, Person),
    Organiser: _shared(Named, Organiser),
    Audience: _shared(Named, Audience),
}
# what is left out, because it is private or its changes have not been published
PRIVATE: Mapping[type[Model], Mapping[str, object]] = {
    Series: dict.fromkeys(("deadlines", "surveys", "waivers"), ()),
    Webinar: {"weekday": None, "join": None, "interpreters": (), "done": {}},
    Person: dict.fromkeys(("email", "phone", "gender", "zone", "country")),
    Organiser: dict.fromkeys(("phone", "signatory")),
}


def _as_in(state: Model, own: M) -> M:
    """Return an item of the data with the facts of its state, and nothing that is private."""
    kind = type(own)
    published = {name: getattr(state, name) for name in PUBLISHED[kind]}
    return own.replaced(**published, **PRIVATE.get(kind, {}))


@dataclass(frozen=True, slots=True)
class PublicSeries:
    """A series with the facts of a state, and nothing that is private.

    `dropped` are webinars that earlier releases had; `revisions` are those of all, by id.
    """

    series: Series
    dropped: tuple[Webinar, ...]
    revisions: Mapping[str, Revision]

    @property
    def everything(self) -> Series:
        """The series with its dropped webinars after its own, which calendars may have."""
        return self.series.replaced(webinars=(*self.series.webinars, *self.dropped))

    def revision_of(self, _: Series, webinar: Webinar) -> Revision:
        """Return the revision of a webinar, which calendars compare."""
        return self.revisions[webinar.id]


def draft_state(series: Series, last: Release | None) -> State:
    """Return the public facts in the data, as the next release would have them."""
    return _unpublished(series, last, cancel_deleted=True) if last else state_of(series)


def public_series(series: Series, state: State) -> PublicSeries:
    """Return the series as in a state.

    What a state does not have comes from the data: descriptions, biographies, recordings. Links
    that are not public, e-mail addresses of people and telephone numbers are left out, and so are
    the announced dates and surveys, whose changes have not been published.
    """
    known = {webinar.id: webinar for webinar in series.webinars}
    webinars = tuple(_webinar(known.get(one.id), one) for one in state.webinars)
    kept = {webinar.id for webinar in webinars}
    gone = (one for one in state.dropped if one.id not in kept)
    dropped = tuple(_webinar(known.get(one.id), one) for one in gone)
    organisers = {one.id: one for one in reversed(series.organisers)}
    audiences = {one.id: one for one in reversed(series.audiences)}
    public = _as_in(state, series).replaced(
        organisers=tuple(
            _as_in(one, organisers.get(one.id) or Organiser(id=one.id, name=one.name))
            for one in state.organisers
        ),
        audiences=tuple(
            _as_in(one, audiences.get(one.id) or Audience(id=one.id, name=one.name))
            for one in state.audiences
        ),
        people=_people(series, state),
        webinars=webinars,
    )
    revisions = {one.id: one.revision for one in (*state.dropped, *state.webinars)}
    return PublicSeries(public, dropped, revisions)


def _people(series: Series, state: State) -> tuple[Person, ...]:
    """Return the people of the data without private facts, and the speakers as published."""
    people = {person.id: person.replaced(**PRIVATE[Person]) for person in series.people}
    speakers = _speakers((*state.dropped, *state.webinars))
    people |= {id_: _speaker(people.get(id_), speaker) for id_, speaker in speakers.items()}
    return tuple(people.values())


def _speaker(person: Person | None, speaker: SpeakerState) -> Person:
    return _as_in(speaker, person or Person(id=speaker.id, name=speaker.name))


def _webinar(own: Webinar | None, state: WebinarState) -> Webinar:
    """Return a webinar as published, with what the data alone has: its recording, for example."""
    webinar = own or Webinar(
        id=state.id, number=state.number, title=state.title, starts=state.starts, ends=state.ends
    )
    held = webinar.status is Status.HELD and not state.cancelled
    kept = Status.HELD if held else Status.PLANNED
    return _as_in(state, webinar).replaced(
        status=Status.CANCELLED if state.cancelled else kept,
        cancelled_because=state.reason,
        talks=_talks(webinar, state),
    )


def _talks(webinar: Webinar, state: WebinarState) -> tuple[Talk, ...]:
    talks = {talk.id: talk for talk in webinar.talks}
    return tuple(
        _as_in(talk, talks.get(talk.id) or Talk(id=talk.id)).replaced(
            speaker=talk.speaker.id if talk.speaker else None
        )
        for talk in state.talks
    )
