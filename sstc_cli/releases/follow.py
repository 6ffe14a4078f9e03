"""The series as calendars need it, with revisions also for unpublished changes."""

from dataclasses import dataclass
from datetime import timedelta

from sstc_cli.model import (
    Release,
    Revision,
    Series,
    State,
    Status,
    Webinar,
    WebinarState,
    declared_revision,
)
from sstc_cli.releases.lifecycle import differs, with_revisions
from sstc_cli.releases.state import state_of

_A_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class CalendarSeries:
    """A series with its deleted webinars, cancelled, after its own.

    `unpublished` are those that differ from the last release.
    """

    series: Series
    revisions: dict[str, Revision]
    unpublished: tuple[Webinar, ...]

    def revision_of(self, series: Series, webinar: Webinar) -> Revision:
        """Return the revision of a webinar; without any release, the data declares it."""
        return self.revisions.get(webinar.id) or declared_revision(series, webinar)


def for_calendars(series: Series, release: Release | None) -> CalendarSeries:
    """Return the series with the revisions that follow the last release.

    Unpublished changes have no time of their own yet. They came after the release, so their stamp
    is one second after it; `sstc release publish` gives them their true time.
    """
    if release is None:
        return CalendarSeries(series, {}, ())
    last = release.series
    state = with_revisions(state_of(series), last, release.published + _A_SECOND)
    dropped = tuple(_cancelled(series, webinar) for webinar in state.dropped)
    webinars = (*series.webinars, *dropped)
    revisions = {webinar.id: webinar.revision for webinar in (*state.webinars, *state.dropped)}
    changed = _changed(state, last)
    return CalendarSeries(
        series.model_copy(update={"webinars": webinars}),
        revisions,
        tuple(webinar for webinar in webinars if webinar.id in changed),
    )


def _changed(state: State, last: State) -> set[str]:
    """Return the ids of webinars that are new, deleted or changed."""
    published = last.webinars_by_id()
    return {
        webinar.id
        for webinar in (*state.webinars, *state.dropped)
        if webinar.id not in published or differs(state, webinar, last, published[webinar.id])
    }


def _cancelled(series: Series, webinar: WebinarState) -> Webinar:
    """Return a deleted webinar as a cancelled webinar of the series."""
    organisers = {organiser.id for organiser in series.organisers}
    return Webinar.model_construct(
        id=webinar.id,
        number=webinar.number,
        title=webinar.title,
        starts=webinar.starts,
        ends=webinar.ends,
        status=Status.CANCELLED,
        cancelled_because=webinar.reason,
        organisers=tuple(id_ for id_ in webinar.organisers if id_ in organisers),
    )
