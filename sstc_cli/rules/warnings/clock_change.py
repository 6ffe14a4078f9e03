"""Clocks change between two webinars, in an audience zone or in the zone of the series.

From then on, webinars at the same hour of the series start at another hour in that audience zone.
`sstc` shows the right hour in documents and calendars, but people may have noted the old one.

Wrong:

```yaml
audience_zones: [Europe/London]
count: 2
window: {starts: 2020-10-23, ends: 2020-10-30}
webinars:
  - {id: a, number: 1, title: A, starts: 2020-10-23 15:30, ends: 2020-10-23 17:00}
  - {id: b, number: 2, title: B, starts: 2020-10-30 15:30, ends: 2020-10-30 17:00} # <- W403
```

Right:

```yaml
audience_zones: [Europe/London]
count: 2
window: {starts: 2020-10-16, ends: 2020-10-23}
webinars:
  - {id: a, number: 1, title: A, starts: 2020-10-16 15:30, ends: 2020-10-16 17:00}
  - {id: b, number: 2, title: B, starts: 2020-10-23 15:30, ends: 2020-10-23 17:00}
```
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import Series, load_zone
from sstc_cli.rules.plan import Plan

CODE = "W403"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare the offsets of the audience zones from webinar to webinar."""
    before: dict[str, timedelta] = {}
    to_come = {index for index, _ in plan.whole.planned}
    held = (numbered for numbered in enumerate(plan.series.webinars) if not numbered[1].cancelled)
    for index, webinar in sorted(held, key=lambda numbered: numbered[1].starts):
        ahead = _ahead(plan.series, webinar.starts)
        changed = [
            _change(webinar.starts, zone, before[zone], ahead[zone])
            for zone in ahead
            if before and ahead[zone] != before[zone]
        ]
        if changed and index in to_come:
            message = (
                f"from webinar {webinar.number} on, {webinar.starts:%H:%M} in "
                f"{plan.series.zone} is {', '.join(changed)}"
            )
            hint = "remind people there of the new local time"
            yield Diagnostic(CODE, message, ("webinars", index, "starts"), hint)
        before = ahead


def _ahead(series: Series, moment: datetime) -> dict[str, timedelta]:
    """Return how far the clocks of each audience zone are ahead of those of the series."""
    instant = series.instant(moment)
    own = instant.utcoffset() or timedelta()
    return {
        zone: (instant.astimezone(load_zone(zone)).utcoffset() or timedelta()) - own
        for zone in series.audience_zones
    }


def _change(moment: datetime, zone: str, old: timedelta, new: timedelta) -> str:
    """Return a change in words: `12:00 and no longer 13:00 in Europe/London`."""
    return f"{moment + new:%H:%M} and no longer {moment + old:%H:%M} in {zone}"
