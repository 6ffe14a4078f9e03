"""A webinar has both `join` and `join_url`.

`join_url` is public, and `join` is private unless it is `public: true`, so it is not clear who may
see the link.

Wrong:

```yaml
webinars:
  - id: a
    number: 1
    title: A
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    register_url: https://example.org/register
    join: {url: https://example.org/join}
    join_url: https://example.org/join # <- E311
```

Right:

```yaml
webinars:
  - id: a
    number: 1
    title: A
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    register_url: https://example.org/register
    join: {url: https://example.org/join}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.plan import Plan

CODE = "E311"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Look for webinars with both keys."""
    for index, webinar in plan.webinars:
        if webinar.join is not None and webinar.join_url is not None:
            message = f"webinar {webinar.number} has both `join` and `join_url`"
            hint = "delete `join_url`, or `join` if everybody may see the link"
            yield Diagnostic(CODE, message, ("webinars", index, "join_url"), hint, at_key=True)
