"""Clocks change in an audience zone or in the series' own between two webinars.

From then on the same hour in the series' zone is another hour there. Documents and calendars of
`sstc` know it; people who wrote the hour down do not.

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
    """Go through the webinars by time, and compare the distances of the zones."""
    before: dict[str, timedelta] = {}
    for index, webinar in sorted(plan.whole.planned, key=lambda each: each[1].starts):
        ahead = _ahead(plan.series, webinar.starts)
        changed = [
            _change(webinar.starts, zone, before[zone], ahead[zone])
            for zone in ahead
            if before and ahead[zone] != before[zone]
        ]
        if changed:
            message = (
                f"from webinar {webinar.number} on, {webinar.starts:%H:%M} in "
                f"{plan.series.zone} is {', '.join(changed)}"
            )
            hint = "tell people there in time, and keep to the local times in the documents"
            yield Diagnostic(CODE, message, ("webinars", index, "starts"), hint)
        before = ahead


def _ahead(series: Series, moment: datetime) -> dict[str, timedelta]:
    """How far the clocks of each audience zone are ahead of the series' own."""
    instant = series.instant(moment)
    own = instant.utcoffset() or timedelta()
    return {
        zone: (instant.astimezone(load_zone(zone)).utcoffset() or timedelta()) - own
        for zone in series.audience_zones
    }


def _change(moment: datetime, zone: str, old: timedelta, new: timedelta) -> str:
    """`12:00 and no longer 13:00 in Europe/London`."""
    return f"{moment + new:%H:%M} and no longer {moment + old:%H:%M} in {zone}"
