"""The agenda is longer than the webinar, even if its items are shortened.

An item may be shortened to `at_least` minutes. All webinars with a slot and an agenda of the same
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

from collections import defaultdict
from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.quantity import quantity
from sstc_cli.rules.plan import Plan

CODE = "E210"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare the shortest length of each agenda with the slot."""
    too_long: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, webinar in enumerate(plan.series.webinars):
        items = plan.series.agenda_of(webinar)
        shortest = sum(item.minutes - item.slack for item in items)
        if shortest > webinar.minutes > 0:
            too_long[webinar.minutes, shortest].append(index)
    for (slot, shortest), indexes in too_long.items():
        number = plan.series.webinars[indexes[0]].number
        others = f" (and {quantity(len(indexes) - 1, 'other webinar')})" if len(indexes) > 1 else ""
        message = (
            f"the agenda takes at least {shortest} minutes, but the slot of webinar "
            f"{number} has {slot}{others}"
        )
        hint = "shorten an item, add `at_least` to one, or end later"
        yield Diagnostic(CODE, message, ("webinars", indexes[0], "ends"), hint)
