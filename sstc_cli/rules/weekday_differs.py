"""A webinar is on another weekday than announced.

The announced weekday is `weekday` of the webinar, otherwise that of the series' `cadence`.

Wrong:

```yaml
webinars:
  - id: a
    number: 1
    title: A
    weekday: Thursday # <- E202
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
```

Right:

```yaml
webinars:
  - id: a
    number: 1
    title: A
    weekday: Friday
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
```
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sstc_cli.diagnostics import Diagnostic, SetValue
from sstc_cli.model import WEEKDAYS
from sstc_cli.rules.plan import Plan

CODE = "E202"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare the weekday of each date with the announced one."""
    usual = plan.series.cadence.weekday if plan.series.cadence else None
    for index, webinar in plan.webinars:
        announced = webinar.weekday or usual
        actual = WEEKDAYS[webinar.starts.weekday()]
        if announced and actual != announced:
            step = "weekday" if webinar.weekday else "starts"
            day = webinar.starts.date()
            message = (
                f"{day} is a {actual}, but webinar {webinar.number} is announced for a {announced}"
            )
            path = ("webinars", index, step)
            fix = (SetValue(path, actual),) if webinar.weekday and actual == usual else ()
            yield Diagnostic(CODE, message, path, _hint(day, announced), fix=fix)


def _hint(day: date, announced: str) -> str:
    """Return a hint with the nearest dates on the announced weekday."""
    later = (WEEKDAYS.index(announced) - day.weekday()) % 7
    after = datetime(day.year, day.month, day.day) + timedelta(days=later)
    before = after - timedelta(days=7)
    return f"use {before:%Y-%m-%d} or {after:%Y-%m-%d}, or correct the weekday"
