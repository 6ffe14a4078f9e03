"""A cancelled webinar has the same title as a later one: it was probably moved instead.

A webinar that moves keeps its entry, so that calendars update it. A webinar that is cancelled and
entered again disappears from calendars, and participants do not get the new date.

Wrong:

```yaml
count: 2
window: {starts: 2020-08-14, ends: 2020-08-21}
webinars:
  - id: a
    number: 1
    title: Payment solutions
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    status: cancelled # <- W219
  - {id: b, number: 2, title: Payment solutions, starts: 2020-08-21 15:30, ends: 2020-08-21 17:00}
```

Right:

```yaml
count: 1
window: {starts: 2020-08-14, ends: 2020-08-21}
webinars:
  - id: a
    number: 1
    title: Payment solutions
    starts: 2020-08-21 15:30
    ends: 2020-08-21 17:00
    revision: 1
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import Webinar
from sstc_cli.rules.plan import Plan
from sstc_cli.rules.texts import PlacedText

CODE = "W219"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare each cancelled title with those of later webinars."""
    if not any(webinar.cancelled for webinar in plan.series.webinars):
        return
    by_time = sorted(enumerate(plan.series.webinars), key=lambda numbered: numbered[1].starts)
    later: dict[tuple[str, str], Webinar] = {}
    for index, webinar in reversed(by_time):
        path = ("webinars", index, "status")
        titles = PlacedText(path, webinar.title).folded(plan.series.languages[0])
        if not webinar.cancelled:
            later.update(dict.fromkeys(titles, webinar))
        elif again := next((later[key] for key in titles if key in later), None):
            message = (
                f"webinar {webinar.number} is cancelled, but webinar {again.number} "
                f"on {again.starts:%Y-%m-%d} has the same title"
            )
            hint = f"give webinar {webinar.number} the new date, and delete the other entry"
            yield Diagnostic(CODE, message, path, hint)
