"""Two webinars have the same number, or a number is missing.

Numbers start at 1 and have no gaps, because people say "webinar 7".

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
    """Look for repeated numbers, and for missing ones below the highest."""
    first_index: dict[int, int] = {}
    webinars = plan.series.webinars
    missing = _missing([webinar.number for webinar in webinars])
    for index, webinar in enumerate(webinars):
        path = ("webinars", index, "number")
        if webinar.number in first_index:
            first = webinars[first_index[webinar.number]].id
            message = f"number {webinar.number} is used twice, first by `{first}`"
            hint = f"change one of them to {missing[0] if missing else len(webinars)}"
            yield Diagnostic(CODE, message, path, hint)
        elif webinar.number == 0:
            yield Diagnostic(
                CODE, "the number of a webinar is 0", path, "number the webinars from 1"
            )
        first_index.setdefault(webinar.number, index)
    repeated = len(first_index) < len(webinars)
    if missing and not repeated:
        index = next(at for at, webinar in enumerate(webinars) if webinar.number > missing[0])
        listed = ", ".join(map(str, missing[:5])) + (", …" if len(missing) > 5 else "")
        message = f"no webinar has the number {listed}"
        hint = "number the webinars without gaps; cancelled ones keep their number"
        yield Diagnostic(CODE, message, ("webinars", index, "number"), hint)


def _missing(numbers: list[int]) -> list[int]:
    """Return the numbers from 1 to the count of webinars that no webinar has."""
    return sorted(set(range(1, len(numbers) + 1)) - set(numbers))
