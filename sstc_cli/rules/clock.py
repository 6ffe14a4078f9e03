"""What a clock shows when it is changed."""

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sstc_cli.diagnostics import Path
from sstc_cli.model import Webinar
from sstc_cli.rules.plan import Plan


def readings(moment: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The two instants that a local time can mean, in UTC: by the clock before and after a change.

    They are the same except in the hour of a change. Where clocks jump ahead, the time does not
    exist, and the first is the later one; where they are set back, it comes twice (PEP 495).
    """
    before, after = (moment.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    return before.astimezone(UTC), after.astimezone(UTC)


def unclear_moments(plan: Plan) -> Iterator[tuple[Path, Webinar, datetime]]:
    """Path, webinar and local time of the starts and ends that fall into the hour of a change."""
    zone = plan.series.tz
    for index, webinar in plan.webinars:
        if webinar.cancelled:
            continue
        for key, moment in (("starts", webinar.starts), ("ends", webinar.ends)):
            local = moment.replace(tzinfo=zone)
            if local.utcoffset() != local.replace(fold=1).utcoffset():
                yield ("webinars", index, key), webinar, moment
