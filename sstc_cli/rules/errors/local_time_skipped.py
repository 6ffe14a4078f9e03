"""A webinar starts or ends at a time that does not exist, because clocks are set forward.

Wrong:

```yaml
zone: America/New_York
window: {starts: 2021-03-14, ends: 2021-03-14}
webinars:
  - id: a
    number: 1
    title: A
    starts: 2021-03-14 02:30 # <- E404
    ends: 2021-03-14 04:00
```

Right:

```yaml
zone: America/New_York
window: {starts: 2021-03-14, ends: 2021-03-14}
webinars:
  - id: a
    number: 1
    title: A
    starts: 2021-03-14 03:30
    ends: 2021-03-14 05:00
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.clock import readings, unclear_moments
from sstc_cli.rules.plan import Plan

CODE = "E404"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare both readings of each start and end."""
    zone = plan.series.tz
    for path, webinar, moment in unclear_moments(plan.series, plan.webinars):
        later, earlier = readings(moment, zone)
        if earlier < later:
            message = (
                f"webinar {webinar.number} {path[-1]} at {moment:%H:%M} on {moment:%Y-%m-%d}, a "
                f"time that clocks in {zone.key} skip"
            )
            times = [f"{reading.astimezone(zone):%H:%M}" for reading in (earlier, later)]
            skipped_day = times[0] == times[1]  # as 2011-12-30 in Samoa
            hint = "" if skipped_day else f"write {times[0]} or {times[1]}, or "
            hint += "choose another day"
            yield Diagnostic(CODE, message, path, hint)
