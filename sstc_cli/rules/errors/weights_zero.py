"""All reasons to bring two people together give no points, so nobody can be suggested.

Wrong:

```yaml
partners:
  weights: {mutual: 0, one_sided: 0, kinds: 0, audiences: 0, hours: 0, webinars: 0} # <- E272
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```

Right:

```yaml
partners:
  weights: {mutual: 50, one_sided: 20, kinds: 0, audiences: 0, hours: 0, webinars: 0}
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.plan import Plan

CODE = "E272"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Look for a reason that gives points."""
    weights = plan.series.partners.weights
    if not any(getattr(weights, name) for name in weights.fields):
        message = "no reason gives points, so nobody can be suggested to anybody"
        hint = "give `mutual` and `one_sided` points, or delete `weights`"
        yield Diagnostic(CODE, message, ("partners", "weights"), hint)
