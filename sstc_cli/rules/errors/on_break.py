"""A webinar is held during a break of the series.

Wrong:

```yaml
breaks: [{name: National holidays, starts: 2020-08-10, ends: 2020-08-16}]
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00} # <- E209
```

Right:

```yaml
breaks: [{name: National holidays, starts: 2020-08-10, ends: 2020-08-12}]
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.plan import Plan

CODE = "E209"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare each webinar that is not cancelled with each break."""
    for index, webinar in plan.webinars:
        day = webinar.starts.date()
        for pause in plan.series.breaks:
            if not webinar.cancelled and pause.starts <= day <= pause.last:
                name = pause.name.pick(plan.series.languages[0])
                message = f"webinar {webinar.number} is held on {day}, during the break `{name}`"
                hint = "move the webinar, or shorten the break"
                yield Diagnostic(CODE, message, ("webinars", index, "starts"), hint)
