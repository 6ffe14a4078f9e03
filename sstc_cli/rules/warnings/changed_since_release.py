"""A future webinar differs from the last release.

Calendars and people still have the published version. Series without a release are not checked.

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

Right (the change above is also right once it is published):

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
    """Report the unpublished changes of webinars from today on."""
    for change in plan.unpublished:
        if change.day >= plan.today:
            message = (
                f"webinar {change.number} on {change.day} has changed since the release "
                f"`{change.release}` of {change.since}: {change.what}"
            )
            hint = "publish a new release with `sstc release publish NAME`, or undo the change"
            yield Diagnostic(CODE, message, change.path, hint, at_key=change.path == ("webinars",))
