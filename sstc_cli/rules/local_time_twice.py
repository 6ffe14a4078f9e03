"""A webinar starts or ends at a local time that comes twice: clocks are set back over it.

It is read as the first of the two.

Wrong:

```yaml
zone: America/New_York
window: {starts: 2020-11-01, ends: 2020-11-01}
webinars:
  - id: a
    number: 1
    title: A
    starts: 2020-11-01 01:30 # <- W405
    ends: 2020-11-01 03:00
```

Right:

```yaml
zone: America/New_York
window: {starts: 2020-11-01, ends: 2020-11-01}
webinars:
  - id: a
    number: 1
    title: A
    starts: 2020-11-01 02:00
    ends: 2020-11-01 03:30
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.clock import readings, unclear_moments
from sstc_cli.rules.plan import Plan

CODE = "W405"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Read each start and end by the clock before and after a change."""
    zone = plan.series.tz
    for path, webinar, moment in unclear_moments(plan):
        first, second = readings(moment, zone)
        if first < second:
            message = (
                f"webinar {webinar.number} {path[-1]} at {moment:%H:%M} on {moment:%Y-%m-%d}, a "
                f"time that comes twice in {zone.key}"
            )
            hint = (
                f"it is read as {first:%H:%M} UTC; if {second:%H:%M} UTC is meant, "
                "write the series in another zone or hold it at another hour"
            )
            yield Diagnostic(CODE, message, path, hint)
