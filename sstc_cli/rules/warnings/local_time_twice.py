"""A webinar starts or ends at a time that occurs twice, because clocks are set back.

`sstc` uses the first of the two.

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
    """Compare both readings of each start and end."""
    zone = plan.series.tz
    for path, webinar, moment in unclear_moments(plan.series, plan.webinars):
        first, second = readings(moment, zone)
        if first < second:
            message = (
                f"webinar {webinar.number} {path[-1]} at {moment:%H:%M} on {moment:%Y-%m-%d}, a "
                f"time that occurs twice in {zone.key}"
            )
            hint = (
                f"choose another hour: this one is read as {first:%H:%M} UTC, "
                f"but could also be {second:%H:%M} UTC"
            )
            yield Diagnostic(CODE, message, path, hint)
