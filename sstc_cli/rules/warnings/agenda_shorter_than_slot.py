"""The agenda ends 10 minutes or more before the webinar.

Participants keep the whole slot free, and the agenda shows them an earlier end. If all talks have
`minutes`, their item is as long as they are. All planned webinars with a slot and an agenda of the
same length get one diagnostic together.

Wrong:

```yaml
agenda:
  - {id: talks, name: Talks, minutes: 60, holds: talks}
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00} # <- W236
```

Right:

```yaml
agenda:
  - {id: talks, name: Talks, minutes: 60, holds: talks}
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 16:30}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.agendas import by_minutes, slot_of
from sstc_cli.rules.plan import Plan

CODE = "W236"
RESERVE = 10


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare the planned length of each agenda with the slot."""
    for minutes, indexes in by_minutes(plan.series, plan.whole.planned).items():
        if 0 < minutes.planned <= minutes.slot - RESERVE:
            message = (
                f"the agenda takes {minutes.planned} minutes, but "
                f"{slot_of(plan.series, indexes, minutes.slot)}"
            )
            hint = "end earlier, or give an item or a talk more minutes"
            yield Diagnostic(CODE, message, ("webinars", indexes[0], "ends"), hint)
