"""A webinar that is not cancelled has the reason of a cancellation.

`sstc schedule set "webinars[0].status" planned` deletes the reason together with the cancellation.

Wrong:

```yaml
webinars:
  - id: a
    number: 1
    title: A
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    status: planned
    cancelled_because: The speakers cannot come # <- W222
```

Right:

```yaml
webinars:
  - id: a
    number: 1
    title: A
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    status: cancelled
    cancelled_because: The speakers cannot come
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.plan import Plan

CODE = "W222"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Look for reasons of webinars that are planned or held."""
    for index, webinar in plan.webinars:
        if webinar.cancelled_because and not webinar.cancelled:
            message = f"webinar {webinar.number} is `{webinar.status}`, but has `cancelled_because`"
            hint = "delete the reason, or write `status: cancelled`"
            path = ("webinars", index, "cancelled_because")
            yield Diagnostic(CODE, message, path, hint, at_key=True)
