"""The number of talks in a webinar differs from the announced one.

Wrong:

```yaml
talks_per_webinar: 2
webinars:
  - id: a
    number: 1
    title: A
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    talks: [{id: first}] # <- E212
```

Right:

```yaml
talks_per_webinar: 2
webinars:
  - id: a
    number: 1
    title: A
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    talks: [{id: first}, {id: second}]
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.plan import Plan

CODE = "E212"
_MORE = "add a talk, only with its id if nothing else is known: `- id: talk-3`"
_FEWER = "delete a talk, or change `talks_per_webinar`"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Count the talks of each webinar that is not cancelled."""
    announced = plan.series.talks_per_webinar
    for index, webinar in plan.webinars:
        actual = len(webinar.talks)
        if announced is not None and not webinar.cancelled and actual != announced:
            message = f"webinar {webinar.number} has {actual} talks, but {announced} are announced"
            hint = _MORE if actual < announced else _FEWER
            yield Diagnostic(CODE, message, ("webinars", index, "talks"), hint)
