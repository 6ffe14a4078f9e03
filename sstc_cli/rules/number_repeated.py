"""Two webinars have the same number, or a number is left out.

Numbers run from 1 without a gap, because people say "webinar 7".

Wrong:

```yaml
count: 2
window: {starts: 2020-08-14, ends: 2020-08-21}
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
  - {id: b, number: 1, title: B, starts: 2020-08-21 15:30, ends: 2020-08-21 17:00} # <- E205
```

Right:

```yaml
count: 2
window: {starts: 2020-08-14, ends: 2020-08-21}
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
  - {id: b, number: 2, title: B, starts: 2020-08-21 15:30, ends: 2020-08-21 17:00}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.plan import Plan

CODE = "E205"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Look for numbers that are repeated, and for those that are missing below the highest."""
    seen: dict[int, int] = {}
    webinars = plan.series.webinars
    missing = _missing([webinar.number for webinar in webinars])
    for index, webinar in enumerate(webinars):
        path = ("webinars", index, "number")
        if webinar.number in seen:
            first = webinars[seen[webinar.number]].id
            message = f"number {webinar.number} is used twice, first by `{first}`"
            hint = f"{missing[0]} is free" if missing else f"{len(webinars)} may be meant"
            yield Diagnostic(CODE, message, path, hint)
        elif webinar.number == 0:
            yield Diagnostic(CODE, "numbers start at 1", path, "number the webinars from 1")
        seen.setdefault(webinar.number, index)
    repeated = len(seen) < len(webinars)
    if missing and not repeated:
        index = next(i for i, each in enumerate(webinars) if each.number > missing[0])
        shown = ", ".join(map(str, missing[:5])) + (", …" if len(missing) > 5 else "")
        message = f"there is no webinar {shown}"
        hint = "number the webinars without a gap; a cancelled one keeps its entry and number"
        yield Diagnostic(CODE, message, ("webinars", index, "number"), hint)


def _missing(numbers: list[int]) -> list[int]:
    """The numbers from 1 to as many as there are webinars that none has."""
    return sorted(set(range(1, len(numbers) + 1)) - set(numbers))
