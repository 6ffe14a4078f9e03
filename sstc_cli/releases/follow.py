"""The series as calendars need it, with revisions also for unpublished changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from sstc_cli.model import (
    Person,
    Release,
    Revision,
    Series,
    State,
    Status,
    Talk,
    Webinar,
    WebinarState,
    declared_revision,
)
from sstc_cli.releases.lifecycle import differs, with_revisions
from sstc_cli.releases.state import state_of

_A_SECOND = timedelta(seconds=1)


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
    last = release.series
    moment = release.published + _A_SECOND
    state = with_revisions(state_of(series), last, moment, cancel_deleted=False)
    published = {webinar.id for webinar in last.webinars}
    webinars = {webinar.id: webinar for webinar in series.webinars}
    webinars |= {webinar.id: _as_published(series, webinar) for webinar in state.dropped}
    changed = _changed(state, last)
    update = {
        "webinars": tuple(webinars.values()),
        "people": (*series.people, *_unknown_speakers(series, state)),
    }
    return CalendarSeries(
        series.replaced(**update),
        {webinar.id: webinar.revision for webinar in (*state.webinars, *state.dropped)},
        tuple(webinar for webinar in series.webinars if webinar.id in changed),
        tuple(webinars[webinar.id] for webinar in state.dropped if webinar.id in published),
    )


def _changed(state: State, last: State) -> set[str]:
    """Return the ids of webinars that are new or changed."""
    published = last.webinars_by_id()
    return {
        webinar.id
        for webinar in state.webinars
        if webinar.id not in published or differs(state, webinar, last, published[webinar.id])
    }


def _as_published(series: Series, webinar: WebinarState) -> Webinar:
    """Return a deleted webinar as a webinar of the series."""
    organisers = {organiser.id for organiser in series.organisers}
    return Webinar(
        id=webinar.id,
        number=webinar.number,
        title=webinar.title,
        starts=webinar.starts,
        ends=webinar.ends,
        status=Status.CANCELLED if webinar.cancelled else Status.PLANNED,
        cancelled_because=webinar.reason,
        summary=webinar.summary,
        join_url=webinar.join_url,
        register_url=webinar.register_url,
        organisers=tuple(id_ for id_ in webinar.organisers if id_ in organisers),
        audiences=webinar.audiences,
        talks=tuple(
            Talk(
                id=talk.id,
                title=talk.title,
                minutes=talk.minutes,
                speaker=talk.speaker.id if talk.speaker else None,
            )
            for talk in webinar.talks
        ),
        agenda=webinar.agenda,
    )


def _unknown_speakers(series: Series, state: State) -> Iterator[Person]:
    """Yield the speakers of deleted webinars whom the data does not know any more."""
    talks = (talk for webinar in state.dropped for talk in webinar.talks)
    speakers = {talk.speaker.id: talk.speaker for talk in talks if talk.speaker}
    for id_, speaker in speakers.items():
        if id_ not in series.people_by_id:
            yield Person(
                id=id_,
                name=speaker.name,
                position=speaker.position,
                organisation=speaker.organisation,
            )
