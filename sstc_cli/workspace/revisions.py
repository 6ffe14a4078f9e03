"""The revisions that calendar files have after a release."""

from sstc_cli.model import Release, Series
from sstc_cli.releases import for_calendars


def with_exported_revisions(series: Series, release: Release) -> Series:
    """Return the series with the revisions that its calendar files have."""
    exported = for_calendars(series, release).revisions
    webinars = []
    for webinar in series.webinars:
        revision = exported[webinar.id]
        revised = revision.stamp.astimezone(series.tz).replace(tzinfo=None, fold=0)
        update = {"revision": revision.sequence, "revised": revised}
        webinars.append(webinar.replaced(**update))
    return series.replaced(webinars=tuple(webinars))
