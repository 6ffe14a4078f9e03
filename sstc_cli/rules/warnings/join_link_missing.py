"""A webinar in 3 to 7 days has no join link.

Today: 2020-08-10

Wrong:

```yaml
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00} # <- W304
```

Right:

```yaml
webinars:
  - id: a
    number: 1
    title: A
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    join: {url: https://example.org/join}
    register_url: https://example.org/register
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.plan import Plan

CODE = "W304"
DAYS = range(3, 8)  # nearer ones are W314


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Look for the join link of each webinar in the next days."""
    for index, webinar, remaining in plan.ahead(max(DAYS)):
        if webinar.join_link is None and remaining in DAYS:
            message = f"webinar {webinar.number}, {plan.when(webinar)}, has no join link"
            hint = "add `join:` with the `url`, and export the calendar again"
            yield Diagnostic(CODE, message, ("webinars", index, "join"), hint)
