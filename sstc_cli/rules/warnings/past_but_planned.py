"""A past webinar still has the status `planned`, so it is unclear whether it was held.

All such webinars get one diagnostic together, at the first of them.

Today: 2020-08-15

Wrong:

```yaml
webinars:
  - id: a
    number: 1
    title: A
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    status: planned # <- W307
```

Right:

```yaml
webinars:
  - id: a
    number: 1
    title: A
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    status: held
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import Status
from sstc_cli.quantity import quantity
from sstc_cli.rules.plan import Plan

CODE = "W307"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Look for planned webinars whose day has passed."""
    past = [
        (index, webinar)
        for index, webinar in enumerate(plan.series.webinars)
        if webinar.status is Status.PLANNED
        and plan.is_past(webinar)
        and index not in plan.in_other_years
    ]
    if past:
        index, first = past[0]
        others = f" (and {quantity(len(past) - 1, 'other webinar')})" if len(past) > 1 else ""
        message = (
            f"webinar {first.number} was on {first.starts:%Y-%m-%d}, but is still `planned`{others}"
        )
        hint = "write `status: held`, or `status: cancelled` if it was not held"
        yield Diagnostic(CODE, message, ("webinars", index, "status"), hint)
