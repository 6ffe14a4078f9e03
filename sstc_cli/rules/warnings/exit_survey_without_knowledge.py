"""A survey after the webinars has no knowledge question.

Without one, the evaluation can show whether participants were satisfied, but not what they have
learnt.

The survey `data/surveys/exit.yaml`:

```yaml
id: exit
when: after
title: Exit survey
questions:
  - {id: comment, type: text, role: comment, text: 'What should we do better?'}
```

The survey `data/surveys/quiz.yaml`:

```yaml
id: quiz
when: after
title: Exit survey
questions:
  - id: share
    type: choice
    role: knowledge
    correct: half
    text: How much of the trade in services is digital?
    options: [{code: half, text: One half}, {code: tenth, text: One tenth}]
```

Wrong:

```yaml
surveys:
  - {id: exit, when: after, purpose: To hear what participants thought} # <- W305
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```

Right:

```yaml
surveys:
  - {id: quiz, when: after, purpose: To see what participants know now}
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import Role
from sstc_cli.rules.plan import Plan

CODE = "W305"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Look for a knowledge question in each survey after the webinars."""
    for index, use in enumerate(plan.series.surveys):
        survey = plan.surveys.get(use.id)
        if use.when == "after" and survey and survey.question(Role.KNOWLEDGE) is None:
            message = (
                f"the survey `{use.id}` has no question that shows what participants have learnt"
            )
            hint = "add a choice with `role: knowledge` and the code of its `correct` option"
            yield Diagnostic(CODE, message, ("surveys", index, "id"), hint)
