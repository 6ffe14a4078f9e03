"""Webinars are not listed in the order of their dates.

Documents and calendars use the order of the file. `sstc validate --fix` reorders the webinars, with
the comments above them, if numbers and dates agree. If they do not agree, see `E206`.

Wrong:

```yaml
count: 2
window: {starts: 2020-08-14, ends: 2020-08-21}
webinars:
  - {id: b, number: 2, title: B, starts: 2020-08-21 15:30, ends: 2020-08-21 17:00}
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00} # <- W221
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

from sstc_cli.diagnostics import Diagnostic, Reorder
from sstc_cli.model import Webinar
from sstc_cli.rules.plan import Plan

CODE = "W221"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare each webinar with the one above it, if numbers and dates agree."""
    webinars = plan.series.webinars
    order = sorted(range(len(webinars)), key=lambda index: webinars[index].number)
    if order == list(range(len(webinars))) or not _agree([webinars[index] for index in order]):
        return
    late, early = next(
        (one, other) for one, other in pairwise(range(len(webinars)))
        if webinars[other].number < webinars[one].number
    )  # fmt: skip
    message = f"webinar {webinars[early].number} is listed after webinar {webinars[late].number}"
    fix = (Reorder(("webinars",), tuple(order)),)
    hint = "list the webinars by their numbers"
    yield Diagnostic(CODE, message, ("webinars", early, "number"), hint, fix=fix)


def _agree(numbered: list[Webinar]) -> bool:
    """Return whether webinars in the order of their numbers are also in that of their dates."""
    return all(
        one.number < other.number and one.starts <= other.starts
        for one, other in pairwise(numbered)
    )
