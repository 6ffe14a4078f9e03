"""Local times around a change of the clocks."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sstc_cli.diagnostics import Path
from sstc_cli.model import Series, Webinar


def readings(moment: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return the two instants in UTC that a local time can mean, before and after a clock change.

    They are the same except in the hour of a change. If clocks are set forward, the time does not
    exist, and the first instant is the later one. If they are set back, it occurs twice (PEP 495).
    """
    before, after = (moment.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    return before.astimezone(UTC), after.astimezone(UTC)


def unclear_moments(
    series: Series, webinars: Iterable[tuple[int, Webinar]]
) -> Iterator[tuple[Path, Webinar, datetime]]:
    """Yield path, webinar and local time of each start and end in the hour of a clock change."""
    zone = series.tz
    for index, webinar in webinars:
        if webinar.cancelled:
            continue
        for key, moment in (("starts", webinar.starts), ("ends", webinar.ends)):
            local = moment.replace(tzinfo=zone)
            if local.utcoffset() != local.replace(fold=1).utcoffset():
                yield ("webinars", index, key), webinar, moment
