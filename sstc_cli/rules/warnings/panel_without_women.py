"""A webinar has two or more speakers whose gender is recorded, and none of them is a woman.

The United Nations asks its offices for balanced panels. Speakers without a recorded gender do not
count.

Wrong:

```yaml
people:
  - {id: kofi, name: Kofi Owusu, gender: man, email: kofi@example.org}
  - {id: li, name: Li Qiang, gender: man, email: li@example.org}
webinars:
  - id: a
    number: 1
    title: Payment
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    talks: # <- W701
      - {id: one, title: Mobile money, speaker: kofi, confirmed: true}
      - {id: two, title: Fees, speaker: li, confirmed: true}
```

Right:

```yaml
people:
  - {id: ama, name: Ama Owusu, gender: woman, email: ama@example.org}
  - {id: li, name: Li Qiang, gender: man, email: li@example.org}
webinars:
  - id: a
    number: 1
    title: Payment
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    talks:
      - {id: one, title: Mobile money, speaker: ama, confirmed: true}
      - {id: two, title: Fees, speaker: li, confirmed: true}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.plan import Plan

CODE = "W701"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Check the speakers of each planned webinar."""
    speakers = plan.series.people_by_id
    for index, webinar in plan.planned:
        ids = {talk.speaker for talk in webinar.talks if talk.speaker in speakers}
        genders = [gender for name in ids if name and (gender := speakers[name].gender)]
        if len(genders) >= 2 and "woman" not in genders:
            message = f"none of the {len(genders)} speakers of webinar {webinar.number} is a woman"
            hint = "invite a woman to speak, or record `gender: woman` in `people`"
            yield Diagnostic(CODE, message, ("webinars", index, "talks"), hint, at_key=True)
