"""The first or last announced day is on another weekday than the webinars.

Then the first webinar cannot be on the first day, and one of the two is probably a slip.

Wrong:

```yaml
cadence: {weekday: Friday}
window: {starts: 2020-08-08, ends: 2020-08-14} # <- W213
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```

Right:

```yaml
cadence: {weekday: Friday}
window: {starts: 2020-08-14, ends: 2020-08-14}
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import WEEKDAYS
from sstc_cli.rules.plan import Plan

CODE = "W213"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare the weekdays of the window's two ends with the cadence."""
    series = plan.series
    if series.cadence is None:
        return
    for key, day in (("starts", series.window.starts), ("ends", series.window.ends)):
        actual = WEEKDAYS[day.weekday()]
        if actual != series.cadence.weekday:
            message = f"the window {key} on a {actual}, {day}, in a {series.cadence.weekday} series"
            hint = "correct the day, or the cadence's weekday"
            yield Diagnostic(CODE, message, ("window", key), hint)
