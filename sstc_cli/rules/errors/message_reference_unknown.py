"""A message, a deadline or the sender of mail names something unknown.

Surveys are those under `surveys`: `answered:exit` names the survey `exit`.

Wrong:

```yaml
organisers: [{id: office, name: The office, email: office@cities-project.net}]
messages:
  - id: reminder
    document: reminder
    to: [registered]
    with: [join-link]
    send: 1 day before
deadlines:
  - id: remind
    name: Remind the participants
    due: 1 day before
    message: remindr # <- E734
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```

Right:

```yaml
organisers: [{id: office, name: The office, email: office@cities-project.net}]
messages:
  - id: reminder
    document: reminder
    to: [registered]
    with: [join-link]
    send: 1 day before
deadlines:
  - id: remind
    name: Remind the participants
    due: 1 day before
    message: reminder
webinars:
  - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic, Path, did_you_mean
from sstc_cli.model import Series
from sstc_cli.rules.plan import Plan

CODE = "E734"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Look up each organiser, message and survey that is named."""
    series = plan.series
    known = {
        "organiser": [office.id for office in series.organisers],
        "message": [message.id for message in series.messages],
        "survey": [survey.id for survey in series.surveys],
    }
    for path, kind, name in _named(series):
        if name not in known[kind]:
            yield Diagnostic(
                CODE, f"unknown {kind} `{name}`", path, did_you_mean(name, known[kind])
            )


def _named(series: Series) -> Iterator[tuple[Path, str, str]]:
    """Yield path, kind and id of everything that is named."""
    if series.mail.from_:
        yield ("mail", "from"), "organiser", series.mail.from_
    for index, deadline in enumerate(series.deadlines):
        if deadline.message:
            yield ("deadlines", index, "message"), "message", deadline.message
    for index, message in enumerate(series.messages):
        for survey in message.answered:
            at = message.except_.index(f"answered:{survey}")
            yield ("messages", index, "except", at), "survey", survey
