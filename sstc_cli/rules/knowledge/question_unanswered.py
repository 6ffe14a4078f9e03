"""Questions have no answer yet, so they are not printed.

Write the answer, or delete the question.

Wrong:

```yaml
webinar: 1
questions: # <- W799
  - question: How long do parcels take?
```

Right:

```yaml
webinar: 1
questions:
  - question: How long do parcels take?
    answer: Four days from the shared warehouse.
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic, Severity
from sstc_cli.quantity import quantity
from sstc_cli.rules.knowledge.noted import Noted

CODE = "W799"


def check(noted: Noted) -> Iterator[Diagnostic]:
    """Count the questions without an answer."""
    open_ = sum(question.answer is None for question in noted.note.questions)
    if open_:
        have = "has" if open_ == 1 else "have"
        message = f"{quantity(open_, 'question')} {have} no answer yet, and will not be printed"
        hint = "write the answers, or delete the questions"
        yield Diagnostic(CODE, message, ("questions",), hint, at_key=True, weight=Severity.NOTE)
