"""All speakers with a recorded country are from the same one, and there are three or more.

Wrong:

```yaml
people: # <- W703
  - {id: ama, name: Ama Owusu, country: GH, email: ama@example.org}
  - {id: kofi, name: Kofi Mensah, country: GH, email: kofi@example.org}
  - {id: esi, name: Esi Boateng, country: GH, email: esi@example.org}
webinars:
  - id: a
    number: 1
    title: Payment
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    talks:
      - {id: one, title: Mobile money, speaker: ama, confirmed: true}
      - {id: two, title: Fees, speaker: kofi, confirmed: true}
      - {id: three, title: Trust, speaker: esi, confirmed: true}
```

Right:

```yaml
people:
  - {id: ama, name: Ama Owusu, country: GH, email: ama@example.org}
  - {id: kofi, name: Kofi Mensah, country: GH, email: kofi@example.org}
  - {id: lucia, name: Lucía Rojas, country: CO, email: lucia@example.org}
webinars:
  - id: a
    number: 1
    title: Payment
    starts: 2020-08-14 15:30
    ends: 2020-08-14 17:00
    talks:
      - {id: one, title: Mobile money, speaker: ama, confirmed: true}
      - {id: two, title: Fees, speaker: kofi, confirmed: true}
      - {id: three, title: Trust, speaker: lucia, confirmed: true}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.rules.plan import Plan

CODE = "W703"
FEWEST = 3


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Compare the countries of all speakers."""
    held = [webinar for webinar in plan.series.webinars if not webinar.cancelled]
    speaking = {talk.speaker for webinar in held for talk in webinar.talks}
    speakers = [person for person in plan.series.people if person.id in speaking]
    countries = [speaker.country for speaker in speakers if speaker.country]
    if len(countries) >= FEWEST and len(set(countries)) == 1:
        message = f"all {len(countries)} speakers with a country are from `{countries[0]}`"
        hint = "invite a speaker from another country, or add missing countries of speakers"
        yield Diagnostic(CODE, message, ("people",), hint, at_key=True)
