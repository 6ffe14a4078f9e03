"""Something is recorded as done on a future date.

Tomorrow is accepted, because it may already be tomorrow in the time zone of a colleague.

Today: 2020-08-01

Wrong:

```yaml
deadlines:
  - {id: agenda, name: Send the detailed agenda, due: 7 days before}
webinars:
  - id: a
    number: 1
    title: A
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    done:
      agenda: 2020-08-07 # <- W308
```

Right:

```yaml
deadlines:
  - {id: agenda, name: Send the detailed agenda, due: 7 days before}
webinars:
  - id: a
    number: 1
    title: A
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    done:
      agenda: 2020-07-31
```
"""

from collections.abc import Iterator
from datetime import date, timedelta

from sstc_cli.diagnostics import Diagnostic, Path
from sstc_cli.rules.plan import Plan

CODE = "W308"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare the days of all records with today."""
    for path, day in _recorded(plan):
        if day > plan.today + timedelta(days=1):
            message = f"this is recorded as done on {day}, but today is {plan.today}"
            yield Diagnostic(CODE, message, path, "correct the day, or delete the record")


def _recorded(plan: Plan) -> Iterator[tuple[Path, date]]:
    """Yield the path and day of every record of something done."""
    for index, webinar in plan.webinars:
        for name, day in webinar.done.items():
            yield ("webinars", index, "done", name), day
    for index, deadline in enumerate(plan.series.deadlines):
        for due, day in deadline.done.items():
            yield ("deadlines", index, "done", str(due)), day
