"""A deadline is for speakers, but it is not due around a webinar, so no speaker sees it.

Speakers see what is due before and after their own webinar. What is due every week or month, or on
one date, is only in the organisers' checklist.

Wrong:

```yaml
deadlines:
  - id: slides
    name: Send the slides
    for: speakers # <- W224
    due: every Monday
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```

Right:

```yaml
deadlines:
  - id: slides
    name: Send the slides
    for: speakers
    due: 4 days before
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model.due import Around
from sstc_cli.rules.plan import Plan

CODE = "W224"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Look for deadlines of speakers that are for the whole series."""
    for index, deadline in enumerate(plan.series.deadlines):
        if deadline.for_ == "speakers" and not isinstance(deadline.due, Around):
            message = f"no speaker sees `{deadline.id}`: it is due for the whole series"
            hint = "write `due: 4 days before`, or delete `for: speakers`"
            yield Diagnostic(CODE, message, ("deadlines", index, "for"), hint)
