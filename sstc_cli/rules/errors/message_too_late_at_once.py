"""A message is too late before it goes out: its `until` is not after its `send`.

Wrong:

```yaml
organisers: [{id: office, name: The office, email: office@cities-project.net}]
messages:
  - id: reminder
    document: reminder
    to: [registered]
    with: [join-link]
    send: 2 hours before
    until: 1 day before # <- E733
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```

Right:

```yaml
organisers: [{id: office, name: The office, email: office@cities-project.net}]
messages:
  - id: reminder
    document: reminder
    to: [registered]
    with: [join-link]
    send: 1 day before
    until: 2 hours before
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model.deadlines import expires_at, goes_out_at
from sstc_cli.rules.plan import Plan

CODE = "E733"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare both times of each message, for the first webinar."""
    series = plan.series
    first = next(iter(series.webinars), None)
    for index, message in enumerate(series.messages):
        webinar = None if message.is_about_series else first
        starts = goes_out_at(series, webinar, message)
        ends = expires_at(series, webinar, message)
        if message.until is not None and starts and ends and ends <= starts:
            what = f"the message `{message.id}` is too late as soon as it goes out"
            hint = "write an `until` that is later than `send`"
            yield Diagnostic(CODE, what, ("messages", index, "until"), hint)
