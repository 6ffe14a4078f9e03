"""The announced number of webinars differs from the number in the list.

Cancelled webinars count, because they were announced.

Wrong:

```yaml
count: 2 # <- E204
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```

Right:

```yaml
count: 1
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.plan import Plan

CODE = "E204"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare `count` with the length of the list."""
    actual = len(plan.series.webinars)
    if actual != plan.series.count:
        message = f"{plan.series.count} webinars are announced, but {actual} are listed"
        hint = f"set `count` to {actual}, or complete the list"
        yield Diagnostic(CODE, message, ("count",), hint)
