"""A webinar in the next 2 days has no join link.

Today: 2020-08-12

Registered participants wait for it, and speakers cannot test the room.

Wrong:

```yaml
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00} # <- W314
```

Right:

```yaml
webinars:
  - id: a
    number: 1
    title: A
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    join: {url: https://example.org/join, passcode: 481516}
    register_url: https://example.org/register
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.plan import Plan

CODE = "W314"
DAYS = 2


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Look for the join link of each webinar in the next days."""
    for index, webinar, _ in plan.ahead(DAYS):
        if webinar.join_link is None:
            message = f"webinar {webinar.number}, {plan.when(webinar)}, still has no join link"
            hint = "add `join:` with the `url`, and send it to the people who are registered"
            yield Diagnostic(CODE, message, ("webinars", index, "join"), hint)
