"""A message goes to a list of contacts, but people cannot unsubscribe from it.

Contacts have not asked for the message. Those who wrote `stop` get no more invitations, but all
service messages.

Wrong:

```yaml
organisers: [{id: office, name: The office, email: office@cities-project.net}]
messages:
  - id: invitation
    document: invitation
    to: [contacts]
    kind: service # <- E736
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
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.plan import Plan

CODE = "E736"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Check the kind of each message to contacts."""
    for index, message in enumerate(plan.series.messages):
        if "contacts" in message.to and message.kind != "invitation":
            what = f"the message `{message.id}` goes to `contacts`, who could not unsubscribe"
            hint = "write `kind: invitation`"
            yield Diagnostic(CODE, what, ("messages", index, "kind"), hint)
