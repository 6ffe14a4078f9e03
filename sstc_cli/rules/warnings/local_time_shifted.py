"""The local time of a webinar is no longer the published one, because a country changed its clocks.

The package `tzdata` has such changes. A release keeps the offset of the series' zone and of each
audience zone, so that times are compared with those that people have. The first webinar that is
affected is named, for each zone.

Today: 2024-02-10

The release `data/releases/001-first-plan.yaml`:

```yaml
version: 1
name: first-plan
published: 2024-01-05 00:00:00Z
tables:
  tzdata: '2023.4'
  holidays: '0.40'
  offsets:
    - {zone: Asia/Shanghai, since: 2024-03-15 15:30, offset: +08:00}
    - {zone: Asia/Almaty, since: 2024-03-15 15:30, offset: +06:00}
    - {zone: Asia/Tokyo, since: 2024-03-15 15:30, offset: +09:00}
series:
  id: series
  domain: example.org
  title: A series
  zone: Asia/Shanghai
  languages: [en]
  organisers: [{id: office, name: The office}]
  webinars:
    - id: a
      number: 1
      sequence: 0
      stamp: 2024-01-05 00:00:00Z
      title: Payment
      starts: 2024-03-15 15:30
      ends: 2024-03-15 17:00
```

Wrong:

```yaml
audience_zones: [Asia/Almaty] # <- W309
window: {starts: 2024-03-15, ends: 2024-03-15}
webinars:
  - {id: a, number: 1, title: Payment, starts: 2024-03-15 15:30, ends: 2024-03-15 17:00}
```

Right (the example above is also right once it is published with the new tables):

```yaml
audience_zones: [Asia/Tokyo]
window: {starts: 2024-03-15, ends: 2024-03-15}
webinars:
  - {id: a, number: 1, title: Payment, starts: 2024-03-15 15:30, ends: 2024-03-15 17:00}
```
"""

from collections.abc import Iterator

from sstc_cli.diagnostics import Diagnostic, Path
from sstc_cli.quantity import quantity
from sstc_cli.rules.plan import Plan, Shifted

CODE = "W309"


def check(plan: Plan) -> Iterator[Diagnostic]:
    """Report each zone with webinars from today on whose local time has shifted."""
    by_zone: dict[Path, list[Shifted]] = {}
    for shifted in plan.shifted:
        if shifted.day >= plan.today:
            by_zone.setdefault(shifted.path, []).append(shifted)
    for path, times in by_zone.items():
        first, more = times[0], len(times) - 1
        others = f"; {quantity(more, 'more webinar')} shifted too" if more else ""
        message = (
            f"webinar {first.number} starts at {first.now} in {first.zone}, not at {first.was} as "
            f"in the release `{first.release}`: {first.tables}{others}"
        )
        hint = (
            "write to the people there with `sstc notices render`, then publish the new times with "
            "`sstc release publish NAME`"
        )
        yield Diagnostic(CODE, message, path, hint)
