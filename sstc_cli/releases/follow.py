"""The series as calendars have to get it, whether or not it was published."""

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
from sstc_cli.releases.lifecycle import differs, revised
from sstc_cli.releases.state import state_of

_A_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class CalendarSeries:
    """A series with the webinars that it dropped, cancelled, behind its own.

    `unpublished` are those that differ from what the last release told.
    """

    series: Series
    revisions: dict[str, Revision]
    unpublished: tuple[Webinar, ...]

    def revision_of(self, series: Series, webinar: Webinar) -> Revision:
        """The revision of a webinar; as the data declares it where nothing was published."""
        return self.revisions.get(webinar.id) or declared_revision(series, webinar)


def for_calendars(series: Series, release: Release | None) -> CalendarSeries:
    """The series after the last release.

    What was not published has no moment of its own. It came after the release, so calendars take
    it for a second younger than that; `sstc release publish` gives it its true moment.
    """
    if release is None:
        return CalendarSeries(series, {}, ())
    last = release.series
    state = revised(state_of(series), last, release.published + _A_SECOND)
    dropped = tuple(_cancelled(series, each) for each in state.dropped)
    told = series.model_copy(update={"webinars": (*series.webinars, *dropped)})
    revisions = {each.id: each.revision for each in (*state.webinars, *state.dropped)}
    changed = _changed(state, last)
    return CalendarSeries(
        told, revisions, tuple(each for each in told.webinars if each.id in changed)
    )


def _changed(state: State, last: State) -> set[str]:
    """The ids of webinars that are new, gone, or told otherwise than before."""
    known = last.known()
    return {
        each.id
        for each in (*state.webinars, *state.dropped)
        if each.id not in known or differs(state, each, last, known[each.id])
    }


def _cancelled(series: Series, webinar: WebinarState) -> Webinar:
    """A webinar that is gone, as one of the series that is cancelled."""
    known = {each.id for each in series.organisers}
    return Webinar.model_construct(
        id=webinar.id,
        number=webinar.number,
        title=webinar.title,
        starts=webinar.starts,
        ends=webinar.ends,
        status=Status.CANCELLED,
        cancelled_because=webinar.reason,
        organisers=tuple(each for each in webinar.organisers if each in known),
    )
