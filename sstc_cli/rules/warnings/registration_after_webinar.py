"""The last day to register is after the day of the webinar.

This happens if a webinar is moved to an earlier day, and `register_by` stays. Documents would print
the wrong day.

Wrong:

```yaml
webinars:
  - id: a
    number: 1
    title: A
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    register_by: 2020-08-18 # <- W223
```

Right:

```yaml
webinars:
  - id: a
    number: 1
    title: A
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    register_by: 2020-08-11
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.plan import Plan

CODE = "W223"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare the last day to register with the day of each webinar."""
    for index, webinar in plan.webinars:
        last, day = webinar.register_by, webinar.starts.date()
        if last is not None and last > day and not webinar.cancelled:
            message = f"people register until {last}, but webinar {webinar.number} is on {day}"
            hint = "write a day before the webinar, or delete the line"
            yield Diagnostic(CODE, message, ("webinars", index, "register_by"), hint)
