"""A speaker in the next 21 days has no e-mail address, so nobody can write about a change.

Wrong:

```yaml
people:
  - {id: ama, name: Ama Owusu} # <- W303
webinars:
  - id: a
    number: 1
    title: Payment
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    talks: [{id: one, title: Mobile money, speaker: ama, confirmed: true}]
```

Right:

```yaml
people:
  - {id: ama, name: Ama Owusu, email: ama@example.org}
webinars:
  - id: a
    number: 1
    title: Payment
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    talks: [{id: one, title: Mobile money, speaker: ama, confirmed: true}]
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import Webinar
from sstc_cli.rules.plan import Plan

CODE = "W303"
DAYS = 21


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Check the address of each speaker in the next days."""
    soon: dict[str, Webinar] = {}
    for _, webinar, _ in plan.whole.ahead(DAYS):
        for talk in webinar.talks:
            if talk.speaker is not None:
                soon.setdefault(talk.speaker, webinar)
    for index, person in enumerate(plan.series.people if soon else ()):
        if person.email is None and person.id in soon:
            webinar, name = soon[person.id], person.name.pick(plan.series.languages[0])
            message = (
                f"`{name}` speaks in webinar {webinar.number}, {plan.when(webinar)}, "
                "but has no e-mail address"
            )
            hint = f"add `email:` to `{person.id}`; documents never show it"
            yield Diagnostic(CODE, message, ("people", index, "email"), hint)
