"""A webinar is before 07:00 or after 22:00 in an audience zone.

Only webinars to come are checked. Those at the same local hours are listed as one diagnostic, but a
waiver may be for one of them.

Wrong:

```yaml
audience_zones: [Africa/Nairobi, America/Bogota]
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00} # <- W401
```

Right:

```yaml
audience_zones: [Africa/Nairobi, America/Bogota]
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 20:00, ends: 2020-08-14 21:30}
```
"""

from collections.abc import Iterator
from datetime import datetime, time
from zoneinfo import ZoneInfo

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import Series, Webinar, load_zone
from sstc_cli.rules.plan import Plan

CODE = "W401"
EARLIEST, LATEST = time(7), time(22)


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare each slot with the hours from 07:00 to 22:00 in each audience zone."""
    series = plan.series
    zones = [load_zone(name) for name in dict.fromkeys(series.audience_zones)]
    for index, webinar in plan.planned:
        unsocial = [hours for zone in zones if (hours := _unsocial(series, webinar, zone))]
        if unsocial:
            subject, hours = f"webinar {webinar.number}", ", ".join(unsocial)
            message = f"{subject} is at an unsocial hour: {hours}"
            hint = "move it to between 07:00 and 22:00 there, or hold it twice"
            path = ("webinars", index, "starts")
            yield Diagnostic(CODE, message, path, hint, kind=hours, subject=subject)


def _unsocial(series: Series, webinar: Webinar, zone: ZoneInfo) -> str | None:
    """Return the local hours of a slot if they are unsocial, or None."""
    starts = series.instant(webinar.starts).astimezone(zone)
    ends = series.instant(webinar.ends).astimezone(zone)
    if starts.date() == ends.date() and starts.time() >= EARLIEST and ends.time() <= LATEST:
        return None
    hours = f"{starts:%H:%M}-{ends:%H:%M} in {zone.key}"
    return hours + _other_day(starts, webinar.starts)


def _other_day(local: datetime, moment: datetime) -> str:
    """Return the local weekday if it differs from that of the series."""
    return f" ({local:%A})" if local.date() != moment.date() else ""
