"""A webinar is on another weekday than announced.

The announced weekday is `weekday` of the webinar, otherwise one of the series' `cadence`. A webinar
that is on another day on purpose states that day: `sstc schedule move` adds `weekday` to it.

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

from collections.abc import Container, Iterator
from datetime import date
from itertools import count

from sstc_cli.diagnostics import Diagnostic, SetValue
from sstc_cli.model import WEEKDAYS
from sstc_cli.rules.plan import Plan

CODE = "E202"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare the weekday of each date with the announced one."""
    usual = plan.series.cadence.weekday if plan.series.cadence else ()
    taken = {other.starts.date() for other in plan.series.webinars if not other.cancelled}
    for index, webinar in plan.webinars:
        announced = (webinar.weekday,) if webinar.weekday else usual
        actual = WEEKDAYS[webinar.starts.weekday()]
        if announced and actual not in announced and index not in plan.in_other_years:
            step = "weekday" if webinar.weekday else "starts"
            day = webinar.starts.date()
            message = (
                f"{day} is a {actual}, but webinar {webinar.number} is announced for a "
                f"{' or '.join(announced)}"
            )
            path = ("webinars", index, step)
            instead = "correct the weekday" if webinar.weekday else f"add `weekday: {actual}` to it"
            move = f"`sstc schedule move {webinar.number} --date …`"
            hint = f"move it to {_nearest(day, announced, taken)} ({move}), or {instead}"
            fix = (SetValue(path, actual),) if webinar.weekday and actual in usual else ()
            yield Diagnostic(CODE, message, path, hint, fix=fix)


def _nearest(day: date, announced: tuple[str, ...], taken: Container[date]) -> str:
    """Return the nearest dates before and after a day that are announced and not taken."""
    found = (_first_free(day, step, announced, taken) for step in (-1, 1))
    return " or ".join(str(date) for date in found)


def _first_free(day: date, step: int, announced: tuple[str, ...], taken: Container[date]) -> date:
    """Return the first announced date before or after a day on which no webinar is."""
    numbers = count(day.toordinal() + step, step)
    days = (date.fromordinal(number) for number in numbers)
    return next(day for day in days if WEEKDAYS[day.weekday()] in announced and day not in taken)
