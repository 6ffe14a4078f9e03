"""Clocks change during a webinar, in the zone of the series or of an audience.

The local times of its start and end do not show how long it takes. Documents show both offsets, and
the agenda counts the minutes that really pass. A start or an end in the very hour of the change has
a diagnostic of its own (E404, W405).

Wrong:

```yaml
zone: Europe/Lisbon
window: {starts: 2021-03-28, ends: 2021-03-28}
webinars:
  - {id: a, number: 1, title: A, starts: 2021-03-28 00:30, ends: 2021-03-28 03:00} # <- W238
```

Right:

```yaml
zone: Europe/Lisbon
window: {starts: 2021-03-28, ends: 2021-03-28}
webinars:
  - {id: a, number: 1, title: A, starts: 2021-03-28 02:00, ends: 2021-03-28 03:30}
```
"""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import load_zone
from sstc_cli.quantity import quantity
from sstc_cli.rules.clock import unclear_moments
from sstc_cli.rules.plan import Plan

CODE = "W238"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare the offsets at the start and at the end of each webinar, in all zones."""
    series = plan.series
    zones = [load_zone(name) for name in dict.fromkeys((series.zone, *series.audience_zones))]
    for index, webinar in plan.planned:
        slot = series.instant(webinar.starts), series.instant(webinar.ends)
        changing = [zone.key for zone in zones if _changes(zone, *slot)]
        if changing and not any(unclear_moments(series, [(index, webinar)])):
            message = (
                f"clocks in {', '.join(changing)} change during webinar {webinar.number}, which "
                f"takes {quantity(series.minutes_of(webinar), 'minute')}"
            )
            hint = "choose another hour, or remind participants of the change"
            yield Diagnostic(CODE, message, ("webinars", index, "starts"), hint)


def _changes(zone: ZoneInfo, starts: datetime, ends: datetime) -> bool:
    return starts.astimezone(zone).utcoffset() != ends.astimezone(zone).utcoffset()
