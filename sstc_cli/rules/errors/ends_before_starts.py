"""A webinar ends before it starts, or at the same minute.

Wrong:

```yaml
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 14:00} # <- E201
```

Right:

```yaml
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```
"""

from collections.abc import Iterator
from datetime import timedelta

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.plan import Plan

CODE = "E201"
LONGEST = timedelta(hours=6)  # of a webinar over midnight


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare each start with its end."""
    for index, webinar in plan.webinars:
        if webinar.ends <= webinar.starts:
            message = f"webinar {webinar.number} ends before it starts, at {webinar.starts:%H:%M}"
            hint = "swap `starts` and `ends`, or correct one of them"
            following = webinar.ends + timedelta(1)
            if following - webinar.starts <= LONGEST:
                hint = (
                    f"swap `starts` and `ends`, or write the next day: `{following:%Y-%m-%d %H:%M}`"
                )
            yield Diagnostic(CODE, message, ("webinars", index, "ends"), hint)
