"""A webinar is held before one with a lower number.

Wrong:

```yaml
count: 2
window: {starts: 2020-08-14, ends: 2020-08-21}
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-21 15:30, ends: 2020-08-21 17:00}
  - {id: b, number: 2, title: B, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00} # <- E206
```

Right:

```yaml
count: 2
window: {starts: 2020-08-14, ends: 2020-08-21}
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
  - {id: b, number: 2, title: B, starts: 2020-08-21 15:30, ends: 2020-08-21 17:00}
```
"""

from collections.abc import Iterator
from itertools import pairwise

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.plan import Plan

CODE = "E206"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare the dates of webinars in the order of their numbers."""
    dated = (
        (index, webinar)
        for index, webinar in enumerate(plan.series.webinars)
        if index not in plan.in_other_years
    )
    by_number = sorted(dated, key=lambda indexed: indexed[1].number)
    for (_, earlier), (index, later) in pairwise(by_number):
        if later.starts < earlier.starts and later.number != earlier.number:
            message = (
                f"webinar {later.number} is held on {later.starts:%Y-%m-%d}, "
                f"before webinar {earlier.number} on {earlier.starts:%Y-%m-%d}"
            )
            hint = "swap the numbers, or correct a date"
            yield Diagnostic(CODE, message, ("webinars", index, "starts"), hint)
