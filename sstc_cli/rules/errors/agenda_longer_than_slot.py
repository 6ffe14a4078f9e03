"""The agenda is longer than the webinar, even if its items are shortened.

An item may be shortened to `at_least` minutes, but a talk keeps its own `minutes`, and each of the
other talks needs at least one. The slot has the minutes that really pass, also in a night in which
the clocks change. All webinars with a slot and an agenda of the same
length get one diagnostic together.

Wrong:

```yaml
agenda:
  - {id: talks, name: Talks, minutes: 100, holds: talks}
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00} # <- E210
```

Right:

```yaml
agenda:
  - {id: talks, name: Talks, minutes: 100, at_least: 80, holds: talks}
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.agendas import by_minutes, slot_of
from sstc_cli.rules.plan import Plan

CODE = "E210"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare the shortest length of each agenda with the slot."""
    series = plan.series
    for minutes, indexes in by_minutes(series, enumerate(series.webinars)).items():
        if minutes.shortest > minutes.slot > 0:
            message = (
                f"the agenda takes at least {minutes.shortest} minutes, but "
                f"{slot_of(series, indexes, minutes.slot)}"
            )
            hint = "shorten an item or a talk, add `at_least`, or end later"
            yield Diagnostic(CODE, message, ("webinars", indexes[0], "ends"), hint)
