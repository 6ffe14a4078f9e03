"""A webinar that has not been held has a recording: it may be the link of another webinar.

Tomorrow is accepted, because it may already be tomorrow in the time zone of a colleague.

Today: 2020-08-01

Wrong:

```yaml
webinars:
  - id: a
    number: 1
    title: A
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    recording: https://example.org/recording # <- W310
```

Right:

```yaml
webinars:
  - id: a
    number: 1
    title: A
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
```
"""

from collections.abc import Iterator
from datetime import timedelta

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.plan import Plan

CODE = "W310"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Look for recordings of webinars that are cancelled or still to come."""
    tomorrow = plan.today + timedelta(days=1)
    for index, webinar in plan.webinars:
        is_ahead = webinar.starts.date() > tomorrow
        if webinar.recording and (webinar.cancelled or is_ahead):
            state = "is cancelled" if webinar.cancelled else f"is on {webinar.starts:%Y-%m-%d}"
            message = f"webinar {webinar.number} has a recording, but {state}"
            hint = "move `recording:` to the webinar that it shows, or delete it"
            yield Diagnostic(CODE, message, ("webinars", index, "recording"), hint)
