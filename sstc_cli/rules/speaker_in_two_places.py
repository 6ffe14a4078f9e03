"""A speaker has talks in two webinars at the same time.

The rule is for series that hold webinars in parallel and turn `E207` off.

Wrong:

```yaml
severities: {E207: "off"}
count: 2
people: [{id: ama, name: Ama Owusu, email: ama@example.org}]
webinars:
  - id: a
    number: 1
    title: Payment
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    talks: [{id: one, title: Mobile money, speaker: ama, confirmed: true}]
  - id: b
    number: 2
    title: Logistics
    starts: 2020-08-14 16:30
    ends: 2020-08-14 18:00
    talks:
      - {id: one, title: The last mile}
      - {id: two, title: Warehouses, speaker: ama, confirmed: true} # <- E216
```

Right:

```yaml
severities: {E207: "off"}
count: 2
people: [{id: ama, name: Ama Owusu, email: ama@example.org}]
webinars:
  - id: a
    number: 1
    title: Payment
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    talks: [{id: one, title: Mobile money, speaker: ama, confirmed: true}]
  - id: b
    number: 2
    title: Logistics
    starts: 2020-08-14 16:30
    ends: 2020-08-14 18:00
    talks: [{id: one, title: The last mile}]
```
"""

from collections import defaultdict
from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import Webinar
from sstc_cli.rules.clashes import clashes
from sstc_cli.rules.plan import Plan

CODE = "E216"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare the webinars of each speaker."""
    for speaker, webinars in _by_speaker(plan).items():
        person = plan.series.people_by_id.get(speaker)
        name = person.name.pick(plan.series.languages[0]) if person else speaker
        for index, webinar, other in clashes(webinars.items()):
            at = next(at for at, talk in enumerate(webinar.talks) if talk.speaker == speaker)
            message = (
                f"`{name}` speaks in webinar {webinar.number} at {webinar.starts:%H:%M}, while "
                f"webinar {other.number}, with the same speaker, runs until {other.ends:%H:%M}"
            )
            hint = "move one of the two webinars, or choose another speaker"
            yield Diagnostic(CODE, message, ("webinars", index, "talks", at, "speaker"), hint)


def _by_speaker(plan: Plan) -> dict[str, dict[int, Webinar]]:
    """Return the webinars of each speaker by their index."""
    webinars: dict[str, dict[int, Webinar]] = defaultdict(dict)
    for index, webinar in enumerate(plan.series.webinars):
        for talk in () if webinar.cancelled else webinar.talks:
            if talk.speaker is not None:
                webinars[talk.speaker][index] = webinar
    return webinars
