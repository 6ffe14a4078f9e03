"""A message goes to people for whom its document is not written.

Wrong:

```yaml
organisers: [{id: office, name: The office, email: office@cities-project.net}]
messages:
  - id: brief
    document: speaker-brief
    to: [registered] # <- E731
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```

Right:

```yaml
organisers: [{id: office, name: The office, email: office@cities-project.net}]
messages:
  - id: brief
    document: speaker-brief
    to: [speakers]
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.plan import Plan

CODE = "E731"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare the recipients of each message with the readers of its document."""
    for index, message in enumerate(plan.series.messages):
        readers = message.readers
        for at, group in enumerate(message.to):
            if group not in readers:
                what = f"`{message.document}` is not written for `{group}`"
                hint = f"send it to {_or(readers)}, or choose another document"
                yield Diagnostic(CODE, what, ("messages", index, "to", at), hint)


def _or(names: tuple[str, ...]) -> str:
    *first, last = [f"`{name}`" for name in names]
    return f"{', '.join(first)} or {last}" if first else last
