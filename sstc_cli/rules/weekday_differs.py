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

from collections.abc import Iterator
from datetime import date

from sstc_cli.diagnostics import Diagnostic, SetValue
from sstc_cli.model import WEEKDAYS
from sstc_cli.rules.plan import Plan

CODE = "E202"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare the weekday of each date with the announced one."""
    usual = plan.series.cadence.weekday if plan.series.cadence else ()
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
            hint = f"move it to {_nearest(day, announced)} ({move}), or {instead}"
            fix = (SetValue(path, actual),) if webinar.weekday and actual in usual else ()
            yield Diagnostic(CODE, message, path, hint, fix=fix)


def _nearest(day: date, announced: tuple[str, ...]) -> str:
    """Return the nearest dates before and after a day that are on an announced weekday."""
    ahead = [(WEEKDAYS.index(name) - day.weekday()) % 7 for name in announced]
    before = day.toordinal() - 7 + max(ahead)
    after = day.toordinal() + min(ahead)
    return " or ".join(f"{date.fromordinal(number)}" for number in (before, after))
