"""A topic or a kind of cooperation is missing from the question about it, or from the data.

Leave the `options` of the question out: then it has the topics of the series. If it has options
of its own, their codes must be those of the topics.

The survey `data/surveys/registration.yaml`:

```yaml
id: registration
when: before
title: Registration
questions:
  - id: offer
    type: choices
    role: offer
    text: What can you offer?
    options: [{code: customs, text: Customs}]
```

Wrong:

```yaml
surveys:
  - {id: registration, when: before, purpose: To register, url: https://survey.un.org/form}
topics:
  - {id: customs, title: Customs}
  - {id: taxation, title: Taxation} # <- W274
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```

Right:

```yaml
surveys:
  - {id: registration, when: before, purpose: To register, url: https://survey.un.org/form}
topics:
  - {id: customs, title: Customs}
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import Question, Role
from sstc_cli.model.series import listed_for
from sstc_cli.model.survey import TOPICAL
from sstc_cli.rules.plan import Plan

CODE = "W274"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare the lists of the series with the options of questions that have their own."""
    for index, use in enumerate(plan.series.surveys):
        survey = plan.surveys.get(use.id)
        for question in survey.questions if survey else ():
            if question.role in TOPICAL:
                yield from _differences(plan, index, use.id, question)


def _differences(plan: Plan, index: int, survey: str, question: Question) -> Iterator[Diagnostic]:
    listed = listed_for(question, plan.series)
    name = "kinds" if question.role is Role.KIND else "topics"
    codes = {option.code for option in question.options}
    for at, entry in enumerate(listed):
        if entry.id not in codes:
            message = f"the question `{question.id}` of the survey `{survey}` lacks `{entry.id}`"
            hint = "delete the `options` of the question: then it has the list of the series"
            yield Diagnostic(CODE, message, (name, at, "id"), hint)
    if listed and (others := sorted(codes - {entry.id for entry in listed})):
        message = (
            f"`{others[0]}` is an answer to `{question.id}` of the survey `{survey}`, "
            f"but not one of the `{name}`"
        )
        yield Diagnostic(CODE, message, ("surveys", index, "id"), f"add it to `{name}`")
