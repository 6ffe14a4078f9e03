"""A pair of audiences that fit has an unknown audience, or is not a pair.

An audience that fits others of its own kind is named twice.

Wrong:

```yaml
audiences: [{id: cities, name: City officials}, {id: firms, name: Companies}]
partners:
  fits: [{audiences: [cities, firm]}] # <- E271
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```

Right:

```yaml
audiences: [{id: cities, name: City officials}, {id: firms, name: Companies}]
partners:
  fits: [{audiences: [cities, firms]}, {audiences: [cities, cities]}]
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic, did_you_mean
from sstc_cli.rules.plan import Plan

CODE = "E271"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Look up the audiences of each pair, and count them."""
    known = dict.fromkeys(audience.id for audience in plan.series.audiences)
    for index, fit in enumerate(plan.series.partners.fits):
        path = ("partners", "fits", index, "audiences")
        if len(fit.audiences) != 2:
            message = f"{len(fit.audiences)} audiences are not a pair"
            hint = "name two audiences that fit each other, or one audience twice"
            yield Diagnostic(CODE, message, path, hint)
        for at, audience in enumerate(fit.audiences):
            if audience not in known:
                hint = did_you_mean(audience, known)
                yield Diagnostic(CODE, f"unknown audience `{audience}`", (*path, at), hint)
