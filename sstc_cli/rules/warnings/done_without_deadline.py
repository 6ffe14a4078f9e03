"""Something is recorded as done that was never due.

`done` of a webinar has ids of deadlines around webinars. `done` of a deadline has days on which
the deadline is due for the whole series.

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
      agend: 2020-07-30 # <- W225
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
      agenda: 2020-07-30
```
"""

from collections.abc import Iterator
from datetime import date

from sstc_cli.diagnostics import Diagnostic, RenameKey, did_you_mean, meant
from sstc_cli.model import Around, due_days
from sstc_cli.rules.plan import Plan

CODE = "W225"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Look up the deadline or the due day of each record."""
    deadlines = plan.series.deadlines
    around = [deadline.id for deadline in deadlines if isinstance(deadline.due, Around)]
    for index, webinar in plan.webinars:
        for name in webinar.done:
            if name not in around:
                message = f"webinar {webinar.number} has no deadline `{name}`"
                path = ("webinars", index, "done", name)
                correct = meant(name, [other for other in around if other not in webinar.done])
                fix = (RenameKey(path, correct),) if correct else ()
                hint = did_you_mean(name, around)
                yield Diagnostic(CODE, message, path, hint, at_key=True, fix=fix)
    for index, deadline in enumerate(deadlines):
        days = due_days(plan.series, deadline) if deadline.done else ()
        for day in deadline.done:
            if day not in days:
                message = f"`{deadline.id}` is not due on {day}"
                path = ("deadlines", index, "done", str(day))
                yield Diagnostic(CODE, message, path, _hint(days), at_key=True)


def _hint(days: tuple[date, ...]) -> str:
    if not days:
        return "move the record to `webinars[].done`"
    listed = ", ".join(map(str, days[:5])) + (", …" if len(days) > 5 else "")
    return f"write one of the due days: {listed}"
