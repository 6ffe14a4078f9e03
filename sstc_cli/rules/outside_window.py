"""A webinar is outside the announced window of the series.

Wrong:

```yaml
window: {starts: 2020-08-14, ends: 2020-08-14}
count: 2
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
  - {id: b, number: 2, title: B, starts: 2020-08-21 15:30, ends: 2020-08-21 17:00} # <- E203
```

Right:

```yaml
window: {starts: 2020-08-14, ends: 2020-08-21}
count: 2
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
  - {id: b, number: 2, title: B, starts: 2020-08-21 15:30, ends: 2020-08-21 17:00}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.plan import Plan

CODE = "E203"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare each date with the window."""
    first, last = plan.series.window.starts, plan.series.window.ends
    for index, webinar in plan.webinars:
        day = webinar.starts.date()
        if first <= day <= last:
            continue
        early = day < first
        limit, key = (first, "starts") if early else (last, "ends")
        days = abs((day - limit).days)
        side = "before the window starts" if early else "after the window ends"
        message = (
            f"webinar {webinar.number} is {days} day{'s' * (days > 1)} {side}, "
            f"on {limit:%A} {limit}"
        )
        hint = f"correct the date, or set `window.{key}` to {day}"
        yield Diagnostic(CODE, message, ("webinars", index, "starts"), hint)
