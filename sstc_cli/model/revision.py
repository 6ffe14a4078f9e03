"""Revisions, by which calendars recognise the newer of two copies of a webinar."""

from collections.abc import Callable
from datetime import UTC

from sstc_cli.model.series import Series
from sstc_cli.model.webinar import Revision, Webinar

RevisionOf = Callable[[Series, Webinar], Revision]


def declared_revision(series: Series, webinar: Webinar) -> Revision:
    """Return the revision that the data file declares."""
    revised = series.instant(webinar.revised or series.revised)
    return Revision(webinar.revision, revised.astimezone(UTC))
