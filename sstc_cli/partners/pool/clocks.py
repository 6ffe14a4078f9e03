"""The zone of a country, if it has one time only."""

from sstc_cli.model import Series
from sstc_cli.model.zones import load_zone, zones_by_country


def zone_of(country: str | None, series: Series) -> str | None:
    """Return a zone of a country whose clocks agree at every webinar; None if they do not."""
    zones = zones_by_country().get(country or "", ())
    starts = [series.instant(webinar.starts) for webinar in series.webinars]
    clocks = {tuple(at.astimezone(load_zone(zone)).utcoffset() for at in starts) for zone in zones}
    if len(clocks) != 1:
        return None
    named = (zone for zone in (series.zone, *series.audience_zones) if zone in zones)
    return next(named, zones[0])
