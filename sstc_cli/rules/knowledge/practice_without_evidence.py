"""A practice claims results, and nothing shows them.

Write `evidence`, or name a figure of the report in `results`.

Wrong:

```yaml
webinar: 1
practices:
  - id: shared-warehouse
    title: A warehouse that small exporters share
    challenge: Small exporters could not pay for a warehouse abroad.
    done: The city rented one, and lets it by the square metre.
    results: Delivery takes four days instead of twelve. # <- W793
```

Right:

```yaml
webinar: 1
practices:
  - id: shared-warehouse
    title: A warehouse that small exporters share
    challenge: Small exporters could not pay for a warehouse abroad.
    done: The city rented one, and lets it by the square metre.
    results: Delivery takes four days instead of twelve.
    evidence:
      - source: {title: The city's report to its council of May 2020}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.knowledge.noted import Noted, is_unwritten, names_figure

CODE = "W793"


def check(noted: Noted) -> Iterator[Diagnostic]:
    """Look at the evidence of each practice that somebody has written."""
    for index, practice in enumerate(noted.note.practices):
        results = practice.results
        if not practice.evidence and not names_figure(results) and not is_unwritten(results):
            message = f"nothing shows the results of the practice `{practice.id}`"
            hint = "write `evidence` with a figure, a talk or a source"
            yield Diagnostic(CODE, message, ("practices", index, "results"), hint)
