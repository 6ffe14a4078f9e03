"""No time is left for a talk, because the other talks take all minutes of their agenda item.

Talks without `minutes` share what remains of the item, and each needs at least one minute.

Wrong:

```yaml
agenda:
  - {id: talks, name: Talks, minutes: 60, holds: talks}
webinars:
  - id: a
    number: 1
    title: A
    starts: 2020-08-14 15:30
    ends: 2020-08-14 16:35
    talks:
      - {id: keynote, minutes: 60}
      - {id: answer} # <- E233
```

Right:

```yaml
agenda:
  - {id: talks, name: Talks, minutes: 65, holds: talks}
webinars:
  - id: a
    number: 1
    title: A
    starts: 2020-08-14 15:30
    ends: 2020-08-14 16:35
    talks:
      - {id: keynote, minutes: 60}
      - {id: answer}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.quantity import quantity
from sstc_cli.rules.plan import Plan

CODE = "E233"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare what remains of each item that holds talks with the talks that share it."""
    for index, webinar in plan.webinars:
        taken = sum(talk.minutes or 0 for talk in webinar.talks)
        sharing = [at for at, talk in enumerate(webinar.talks) if not talk.minutes]
        for item in plan.series.agenda_of(webinar):
            if item.holds == "talks" and sharing and item.minutes - taken < len(sharing):
                talk = webinar.talks[sharing[0]]
                message = (
                    f"no time is left for talk `{talk.id}` of webinar {webinar.number}: "
                    f"`{item.id}` has {quantity(item.minutes, 'minute')} for "
                    f"{quantity(len(webinar.talks), 'talk')}"
                ) + (f", and the others take {taken}" if taken else "")
                hint = f"shorten a talk, or give `{item.id}` more minutes"
                path = ("webinars", index, "talks", sharing[0])
                yield Diagnostic(CODE, message, path, hint)
