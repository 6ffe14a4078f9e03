"""What is recorded as done was never due: its deadline or its day does not exist.

`done` of a webinar has ids of deadlines around each webinar; `done` of a deadline has days on which
that deadline of the whole series is due.

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
    """Look up every deadline and every day that something is recorded for."""
    deadlines = plan.series.deadlines
    known = [each.id for each in deadlines if isinstance(each.due, Around)]
    for index, webinar in plan.webinars:
        for name in webinar.done:
            if name not in known:
                message = f"webinar {webinar.number} has no deadline `{name}`"
                path = ("webinars", index, "done", name)
                found = meant(name, [each for each in known if each not in webinar.done])
                fix = (RenameKey(path, found),) if found else ()
                hint = did_you_mean(name, known)
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
        return "what is done for a webinar is recorded there, in `webinars[].done`"
    shown = ", ".join(map(str, days[:5])) + (", …" if len(days) > 5 else "")
    return f"it is due on {shown}"
