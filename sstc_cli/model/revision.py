"""How a calendar knows which of two copies of a webinar is the newer one."""

from collections.abc import Callable
from datetime import UTC

from sstc_cli.model.series import Series
from sstc_cli.model.webinar import Revision, Webinar

RevisionOf = Callable[[Series, Webinar], Revision]


def declared_revision(series: Series, webinar: Webinar) -> Revision:
    """The revision as the data file declares it."""
    revised = series.instant(webinar.revised or series.revised)
    return Revision(webinar.revision, revised.astimezone(UTC))
