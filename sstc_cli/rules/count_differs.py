"""The series announces another number of webinars than it has.

A cancelled webinar still counts: it was announced.

Wrong:

```yaml
count: 2 # <- E204
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```

Right:

```yaml
count: 1
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```
"""

from collections.abc import Iterator
from datetime import date

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import Series

CODE = "E204"


def check(series: Series, today: date) -> Iterator[Diagnostic]:
    """Compare `count` with the length of the list."""
    actual = len(series.webinars)
    if actual != series.count:
        message = f"{series.count} webinars are announced, but {actual} are listed"
        hint = f"set `count` to {actual}, or complete the list"
        yield Diagnostic(CODE, message, ("count",), hint)
