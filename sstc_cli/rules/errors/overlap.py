"""Two webinars are held at the same time.

Cancelled webinars do not count.

Wrong:

```yaml
count: 2
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
  - {id: b, number: 2, title: B, starts: 2020-08-14 16:30, ends: 2020-08-14 18:00} # <- E207
```

Right:

```yaml
count: 2
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
  - {id: b, number: 2, title: B, starts: 2020-08-14 17:00, ends: 2020-08-14 18:30}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.clashes import clashes
from sstc_cli.rules.plan import Plan

CODE = "E207"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare the webinars that are not cancelled."""
    webinars = plan.series.webinars
    held = ((at, webinar) for at, webinar in enumerate(webinars) if not webinar.cancelled)
    for index, webinar, other in clashes(held):
        message = (
            f"webinar {webinar.number} starts at {webinar.starts:%H:%M}, "
            f"while webinar {other.number} runs until {other.ends:%H:%M}"
        )
        hint = "move one of the two, or cancel it"
        yield Diagnostic(CODE, message, ("webinars", index, "starts"), hint)
