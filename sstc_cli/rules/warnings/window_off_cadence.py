"""The announced window starts or ends on another weekday than that of the webinars.

No regular webinar can be on that day, so one of the two is probably a typo. If a webinar is held on
that day, the window is right.

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
    """Compare the weekdays of the window's first and last day with the cadence."""
    series = plan.series
    if series.cadence is None:
        return
    held = {webinar.starts.date() for webinar in series.webinars}
    regular = series.cadence.weekday
    for key, day in (("starts", series.window.starts), ("ends", series.window.ends)):
        actual = WEEKDAYS[day.weekday()]
        if actual not in regular and day not in held:
            message = f"the window {key} on a {actual}, {day}, in a {' and '.join(regular)} series"
            hint = "correct the day, or the weekday of `cadence`"
            yield Diagnostic(CODE, message, ("window", key), hint)
