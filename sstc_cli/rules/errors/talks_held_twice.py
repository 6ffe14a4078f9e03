"""Two items of an agenda hold the talks, so each talk would be listed twice.

Wrong:

```yaml
agenda:
  - {id: talks, name: Talks, minutes: 60, holds: talks}
  - {id: questions, name: Questions and answers, minutes: 30, holds: talks} # <- E234
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```

Right:

```yaml
agenda:
  - {id: talks, name: Talks, minutes: 60, holds: talks}
  - {id: questions, name: Questions and answers, minutes: 30}
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.agendas import agendas_in
from sstc_cli.rules.plan import Plan

CODE = "E234"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Look for the second item with `holds` in each agenda."""
    for path, items in agendas_in(plan.series, plan.webinars):
        first, *others = [at for at, item in enumerate(items) if item.holds] or [0]
        for at in others:
            message = (
                f"`{items[at].id}` holds the talks, but `{items[first].id}` holds them already"
            )
            yield Diagnostic(CODE, message, (*path, at, "holds"), "delete one of the two `holds`")
