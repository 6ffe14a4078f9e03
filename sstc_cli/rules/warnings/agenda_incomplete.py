"""The detailed agenda is due, but talks lack a title or a speaker.

The agenda is due on the date of the deadline with the id `agenda`. Without such a deadline, it is
due 7 days before the webinar.

Today: 2020-08-10

Wrong:

```yaml
deadlines: [{id: agenda, name: Send the detailed agenda, due: 5 days before}]
people: [{id: ama, name: Ama Owusu, email: ama@example.org}]
webinars:
  - id: a
    number: 1
    title: Payment
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    join_url: https://example.org/join
    talks:
      - {id: one, title: Mobile money, speaker: ama, confirmed: true}
      - {id: two, title: Fees} # <- W301
      - {id: three}
```

Right:

```yaml
deadlines: [{id: agenda, name: Send the detailed agenda, due: 5 days before}]
people: [{id: ama, name: Ama Owusu, email: ama@example.org}]
webinars:
  - id: a
    number: 1
    title: Payment
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    join_url: https://example.org/join
    talks:
      - {id: one, title: Mobile money, speaker: ama, confirmed: true}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import Around, Talk, due_day
from sstc_cli.rules.plan import Plan

CODE = "W301"
USUAL = Around(-7)


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Check the talks of the webinars whose agenda is due."""
    declared = [deadline.due for deadline in plan.series.deadlines if deadline.id == "agenda"]
    due = next((due for due in declared if isinstance(due, Around)), USUAL)
    for index, webinar in plan.planned:
        day = due_day(plan.series, webinar, due)
        if not day <= plan.today <= webinar.starts.date():
            continue
        open_talks = {at: talk for at, talk in enumerate(webinar.talks) if not _is_complete(talk)}
        if open_talks:
            message = (
                f"the agenda of webinar {webinar.number}, due on {day:%A} {day}, is incomplete: "
                f"{len(open_talks)} of {len(webinar.talks)} talks lack a title or a speaker"
            )
            ids = ", ".join(f"`{talk.id}`" for talk in list(open_talks.values())[:5])
            path = ("webinars", index, "talks", min(open_talks))
            hint = f"add the missing title or speaker of {ids}, or delete the talk"
            yield Diagnostic(CODE, message, path, hint)


def _is_complete(talk: Talk) -> bool:
    return talk.title is not None and talk.speaker is not None
