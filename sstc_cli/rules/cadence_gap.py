"""A regular day of the series has no webinar, and `breaks` gives no reason.

Participants keep the day free and wait. A day with a cancelled webinar needs no break.

Wrong:

```yaml
count: 2
cadence: {weekday: Friday}
window: {starts: 2020-08-14, ends: 2020-08-28}
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
  - {id: b, number: 2, title: B, starts: 2020-08-28 15:30, ends: 2020-08-28 17:00} # <- E208
```

Right:

```yaml
count: 2
cadence: {weekday: Friday}
window: {starts: 2020-08-14, ends: 2020-08-28}
breaks: [{name: Summer break, starts: 2020-08-21}]
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
  - {id: b, number: 2, title: B, starts: 2020-08-28 15:30, ends: 2020-08-28 17:00}
```
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise

from dateutil.rrule import WEEKLY, rrule

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import Series, Webinar
from sstc_cli.rules.plan import Plan

CODE = "E208"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Look for regular days without a webinar between each two webinars in a row."""
    if plan.series.cadence is None or plan.series.cadence.weeks < 1:
        return
    dated = sorted(enumerate(plan.series.webinars), key=lambda numbered: numbered[1].starts)
    for (_, earlier), (index, later) in pairwise(dated):
        expected = _expected(plan.series.cadence.weeks, earlier, later)
        gaps = [day for day in expected if not _is_break(plan.series, day)]
        if gaps:
            message = (
                f"no webinar on {_listed(gaps)}, between webinars {earlier.number} "
                f"and {later.number}"
            )
            hint = f"add the reason to `breaks`: `- {{name: …, starts: {gaps[0]}}}`"
            yield Diagnostic(CODE, message, ("webinars", index, "starts"), hint)


def _expected(weeks: int, earlier: Webinar, later: Webinar) -> list[date]:
    """Return the regular days between two webinars, without their own days."""
    if later.starts - earlier.starts <= timedelta(weeks=weeks):
        return []
    start = datetime.combine(earlier.starts.date(), datetime.min.time())
    end = datetime.combine(later.starts.date(), datetime.min.time())
    steps = rrule(WEEKLY, interval=weeks, dtstart=start)
    return [moment.date() for moment in steps.between(start, end)]


def _is_break(series: Series, day: date) -> bool:
    return any(pause.starts <= day <= pause.last for pause in series.breaks)


def _listed(days: list[date]) -> str:
    first = ", ".join(f"{day:%A} {day}" for day in days[:3])
    return first + (f" and {len(days) - 3} more" if len(days) > 3 else "")
