"""Two entries of one list have the same id, so that references to it are ambiguous.

Wrong:

```yaml
audiences:
  - {id: cities, name: City officials}
  - {id: cities, name: Chambers of commerce} # <- E214
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```

Right:

```yaml
audiences:
  - {id: cities, name: City officials}
  - {id: chambers, name: Chambers of commerce}
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sstc_cli.diagnostics import Diagnostic, Path
from sstc_cli.rules.plan import Plan

CODE = "E214"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Check every list whose items have ids."""
    for name in (
        "organisers",
        "objectives",
        "audiences",
        "themes",
        "agenda",
        "deadlines",
        "surveys",
        "topics",
        "kinds",
        "messages",
        "people",
        "webinars",
    ):
        yield from _repeated((name,), getattr(plan.series, name))
    for index, webinar in plan.webinars:
        yield from _repeated(("webinars", index, "talks"), webinar.talks)
        yield from _repeated(("webinars", index, "agenda"), webinar.agenda or ())


def _repeated(path: Path, items: Sequence[Any]) -> Iterator[Diagnostic]:
    earlier: set[str] = set()
    for index, item in enumerate(items):
        if item.id in earlier:
            message = f"the id `{item.id}` is used twice in `{path[-1]}`"
            hint = "give the newer entry another id; ids are stable, so keep the older one"
            yield Diagnostic(CODE, message, (*path, index, "id"), hint)
        earlier.add(item.id)
