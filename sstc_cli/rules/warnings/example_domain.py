"""The domain of the series is one for examples, so calendars may confuse it with another series.

Calendars find a webinar by the `id` of the series, that of the webinar, and the `domain`. A domain
of your own makes them unique. Once calendars or a release are out, it must not change, so `sstc
calendar export` and `sstc release publish` always check it, and `sstc validate` once a webinar has
a join link.

Wrong:

```yaml
domain: example.org # <- W237
webinars:
  - id: a
    number: 1
    title: A
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    join_url: https://meet.example.org/1
```

Right:

```yaml
domain: cities-project.net
webinars:
  - id: a
    number: 1
    title: A
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    join_url: https://meet.example.org/1
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.plan import Plan

CODE = "W237"
_RESERVED = (  # RFC 6761
    *(".example.com", ".example.net", ".example.org"),
    *(".example", ".invalid", ".localhost", ".test"),
)


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Look at the domain, if the plan is published or a webinar has a link."""
    domain = plan.series.domain
    in_use = plan.publishing or any(webinar.join_link for webinar in plan.series.webinars)
    if in_use and f".{domain}".endswith(_RESERVED):
        message = f"`{domain}` is a domain for examples, and other series may have it too"
        hint = "write your office's internet domain before you publish, and never change it later"
        yield Diagnostic(CODE, message, ("domain",), hint)
