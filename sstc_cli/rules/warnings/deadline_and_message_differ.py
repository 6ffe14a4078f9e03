"""A deadline is due at another time than its message goes out.

Wrong:

```yaml
organisers: [{id: office, name: The office, email: office@cities-project.net}]
messages:
  - {id: agenda, document: agenda, to: [registered], send: 7 days before}
deadlines:
  - id: agenda
    name: Send the detailed agenda
    due: 5 days before # <- W739
    message: agenda
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```

Right:

```yaml
organisers: [{id: office, name: The office, email: office@cities-project.net}]
messages:
  - {id: agenda, document: agenda, to: [registered], send: 7 days before}
deadlines:
  - id: agenda
    name: Send the detailed agenda
    due: 7 days before
    message: agenda
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.plan import Plan

CODE = "W739"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare the time of each deadline with that of its message."""
    for index, deadline in enumerate(plan.series.deadlines):
        message = plan.series.message(deadline.message) if deadline.message else None
        if message and message.send is not None and message.send != deadline.due:
            what = f"the deadline `{deadline.id}` and its message `{message.id}` differ in time"
            hint = f"write the same under `due` here and under `send` of `{message.id}`"
            yield Diagnostic(CODE, what, ("deadlines", index, "due"), hint)
