"""A webinar is outside the announced window of the series.

The hint names the day to which the window must reach for all webinars, or the right day if only the
year is wrong.

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
from sstc_cli.quantity import quantity
from sstc_cli.rules.plan import Plan

CODE = "E203"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare each date with the window."""
    first, last = plan.series.window.starts, plan.series.window.ends
    webinars = enumerate(plan.series.webinars)
    days = [webinar.starts.date() for at, webinar in webinars if at not in plan.in_other_years]
    for index, webinar in plan.webinars:
        day = webinar.starts.date()
        if first <= day <= last:
            continue
        early = day < first
        limit, key = (first, "starts") if early else (last, "ends")
        side = "before the window starts" if early else "after the window ends"
        message = (
            f"webinar {webinar.number} is {quantity(abs((day - limit).days), 'day')} {side}, "
            f"on {limit:%A} {limit}"
        )
        hint = f"correct the date, or set `window.{key}` to {min(days) if early else max(days)}"
        if meant := plan.in_other_years.get(index):
            hint = f"did you mean {meant}?"
        yield Diagnostic(CODE, message, ("webinars", index, "starts"), hint)
