"""A webinar is over, but still `planned`: reports cannot tell whether it was held.

One diagnostic, at the first of them, stands for all.

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
from sstc_cli.rules.plan import Plan

CODE = "W307"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Look for planned webinars whose day has passed."""
    past = [(at, each) for at, each in plan.whole.planned if each.ends.date() < plan.today]
    if past:
        index, first = past[0]
        others = f", and so are {len(past) - 1} more" if len(past) > 1 else ""
        message = (
            f"webinar {first.number} was on {first.starts:%Y-%m-%d}, but is still `planned`{others}"
        )
        hint = "write `status: held`, or `status: cancelled` where it was not"
        yield Diagnostic(CODE, message, ("webinars", index, "status"), hint)
