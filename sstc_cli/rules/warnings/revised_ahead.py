"""The plan was revised on a future date.

Until that date, calendars may take the entries for newer than changes made in the meantime.
Tomorrow is accepted, because it may already be tomorrow in the zone of the series.

Today: 2020-08-01

Wrong:

```yaml
webinars:
  - id: a
    number: 1
    title: A
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    revised: 2020-08-14 09:00 # <- W312
```

Right:

```yaml
webinars:
  - id: a
    number: 1
    title: A
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    revised: 2020-07-31 09:00
```
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sstc_cli.diagnostics import Diagnostic, Path
from sstc_cli.rules.plan import Plan

CODE = "W312"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare each `revised` with today."""
    for path, revised in _revised(plan):
        if revised.date() > plan.today + timedelta(days=1):
            message = f"revised on {revised:%Y-%m-%d}, but today is {plan.today}"
            yield Diagnostic(CODE, message, path, "write when the plan last changed")


def _revised(plan: Plan) -> Iterator[tuple[Path, datetime]]:
    """Yield the path and the value of every `revised`."""
    yield ("revised",), plan.series.revised
    for index, webinar in plan.webinars:
        if webinar.revised:
            yield ("webinars", index, "revised"), webinar.revised
