"""A webinar ahead has changed since the last release: others were told otherwise.

Calendars and people know what was published. A series without any release is left alone.

Today: 2020-08-01

The release `data/releases/001-first-plan.yaml`:

```yaml
version: 1
name: first-plan
published: 2020-06-01 00:00:00Z
note: The plan as sent to all partners
series:
  id: series
  domain: example.org
  title: A series
  zone: Asia/Shanghai
  languages:
    - en
  organisers:
    - id: office
      name: The office
  webinars:
    - id: a
      number: 1
      sequence: 0
      stamp: 2020-06-01 00:00:00Z
      title: Payment
      starts: 2020-08-14 15:30
      ends: 2020-08-14 17:00
```

Wrong:

```yaml
webinars:
  - id: a
    number: 1
    title: Payment
    starts: 2020-08-14 16:00 # <- W306
    ends: 2020-08-14 17:30
```

Right, and right too once this change is published:

```yaml
webinars:
  - id: a
    number: 1
    title: Payment
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.plan import Plan

CODE = "W306"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Look at what others were not told yet, from today on."""
    for each in plan.unpublished:
        if each.day >= plan.today:
            message = (
                f"webinar {each.number} of {each.day} is not as in the release `{each.release}` "
                f"of {each.since}: {each.what}"
            )
            hint = "tell the others: `sstc release publish NAME`; or take the change back"
            yield Diagnostic(CODE, message, each.path, hint, at_key=each.path == ("webinars",))
