"""A message has the link to join, but goes to people who are not registered.

Whoever has the link can come in, and pass it on. Registered people get it in a confirmation or a
reminder.

Wrong:

```yaml
organisers: [{id: office, name: The office, email: office@cities-project.net}]
messages:
  - id: invitation
    document: invitation
    to: [contacts]
    kind: invitation
    with: [join-link] # <- E732
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```

Right:

```yaml
organisers: [{id: office, name: The office, email: office@cities-project.net}]
messages:
  - id: invitation
    document: invitation
    to: [contacts]
    kind: invitation
    with: [calendar]
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.plan import Plan

CODE = "E732"
_LINK = "join-link"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Look for private links in messages to contacts, and in invitations."""
    for index, message in enumerate(plan.series.messages):
        if _LINK not in message.with_:
            continue
        if "contacts" in message.to:
            who = "people who have not registered"
        elif message.document == "invitation":
            who = "people who are only invited"
        else:
            continue
        what = f"the message `{message.id}` gives the link to join to {who}"
        hint = f"delete `{_LINK}`: invitations have the link to register"
        path = ("messages", index, "with", message.with_.index(_LINK))
        yield Diagnostic(CODE, what, path, hint)
