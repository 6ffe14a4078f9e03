"""A speaker of a coming webinar has not confirmed.

The diagnostic is a note from 21 days before the webinar, a warning from 14 and an error from 7.

Today: 2020-08-01

Wrong:

```yaml
people: [{id: ama, name: Ama Owusu, email: ama@example.org}]
webinars:
  - id: a
    number: 1
    title: Payment
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    talks:
      - {id: one, title: Mobile money, speaker: ama} # <- W302
```

Right:

```yaml
people: [{id: ama, name: Ama Owusu, email: ama@example.org}]
webinars:
  - id: a
    number: 1
    title: Payment
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    talks:
      - {id: one, title: Mobile money, speaker: ama, confirmed: true}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic, Severity
from sstc_cli.rules.plan import Plan

CODE = "W302"
WEIGHTS = {7: Severity.ERROR, 14: Severity.WARNING, 21: Severity.NOTE}


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Check the talks of the webinars in the next three weeks."""
    for index, webinar, remaining in plan.ahead(max(WEIGHTS)):
        weight = next(weight for days, weight in WEIGHTS.items() if remaining <= days)
        for at, talk in enumerate(webinar.talks):
            person = plan.series.person(talk.speaker)
            if person is None or talk.confirmed:
                continue
            name = person.name.pick(plan.series.languages[0])
            message = (
                f"`{name}` has not confirmed for webinar {webinar.number}, {plan.when(webinar)}"
            )
            hint = "ask the speaker, then write `confirmed: true` or choose another speaker"
            path = ("webinars", index, "talks", at, "speaker")
            yield Diagnostic(CODE, message, path, hint, weight=weight)
