"""Two webinars have the same title, so people may confuse them.

Cancelled webinars do not count.

Wrong:

```yaml
count: 2
window: {starts: 2020-08-14, ends: 2020-08-21}
webinars:
  - {id: a, number: 1, title: Logistics, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
  - {id: b, number: 2, title: Logistics, starts: 2020-08-21 15:30, ends: 2020-08-21 17:00} # <- W220
```

Right:

```yaml
count: 2
window: {starts: 2020-08-14, ends: 2020-08-21}
webinars:
  - {id: a, number: 1, title: Logistics (1), starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
  - {id: b, number: 2, title: Logistics (2), starts: 2020-08-21 15:30, ends: 2020-08-21 17:00}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.plan import Plan
from sstc_cli.rules.texts import PlacedText

CODE = "W220"
READS = frozenset({"title", "number", "status"})


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare each title with the earlier ones."""
    earlier: dict[tuple[str, str], int] = {}
    for index, webinar in enumerate(plan.series.webinars):
        if webinar.cancelled:
            continue
        title = PlacedText(("webinars", index, "title"), webinar.title)
        titles = title.folded(plan.series.languages[0])
        repeated = next((key for key in titles if key in earlier), None)
        if repeated is not None:
            message = f"webinar {webinar.number} has the same title as webinar {earlier[repeated]}"
            hint = "add the difference to the title, for example `(1)` and `(2)`"
            yield Diagnostic(CODE, message, titles[repeated], hint)
        for key in titles:
            earlier.setdefault(key, webinar.number)
