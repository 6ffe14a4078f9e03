"""A reminder, or a new link to join, does not contain the link.

Wrong:

```yaml
organisers: [{id: office, name: The office, email: office@cities-project.net}]
messages:
  - id: reminder # <- W737
    document: reminder
    to: [registered]
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
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.plan import Plan

CODE = "W737"
_WITH_LINK = ("reminder", "join-link-change")


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Look for the link in the messages with which people join."""
    for index, message in enumerate(plan.series.messages):
        if message.document in _WITH_LINK and "join-link" not in message.with_:
            what = f"nobody can join from the message `{message.id}`, which has no link"
            hint = "add `with: [join-link]`"
            yield Diagnostic(CODE, what, ("messages", index, "with"), hint)
