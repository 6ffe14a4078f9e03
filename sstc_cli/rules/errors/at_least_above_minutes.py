"""The shortest length of an agenda item is above its planned length.

Wrong:

```yaml
agenda:
  - {id: questions, name: Questions, minutes: 20, at_least: 30} # <- E235
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 15:50}
```

Right:

```yaml
agenda:
  - {id: questions, name: Questions, minutes: 30, at_least: 20}
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 15:50}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.agendas import agendas_in
from sstc_cli.rules.plan import Plan

CODE = "E235"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare both lengths of each item."""
    for path, items in agendas_in(plan.series, plan.webinars):
        for at, item in enumerate(items):
            if item.at_least is not None and item.at_least > item.minutes:
                message = f"`{item.id}` takes {item.minutes} minutes, but at least {item.at_least}"
                hint = "swap the two numbers, or correct one of them"
                yield Diagnostic(CODE, message, (*path, at, "at_least"), hint)
