"""The place in `GEO` is not a latitude and a longitude with a semicolon between them.

libical, icalendar and the npm package `ical` drop it, and the event is not on the map.

Wrong:

```ics
GEO:38.7,-9.1 # <- W882
```

Right:

```ics
GEO:38.7;-9.1
```
"""

import re
from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.lines import Unplaced, quoted

CODE = "W882"
LOOKS_AT = frozenset({"VEVENT", "VTODO"})
LOOKS_FOR = frozenset({"GEO"})
_NUMBER = r"([+-]?[0-9]{1,3}(?:\.[0-9]*)?)"
_PLACE = re.compile(rf"{_NUMBER};\s*{_NUMBER}")


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for places that cannot be read."""
    for line in component.every("GEO"):
        place = _PLACE.fullmatch(line.value.strip())
        if place is None:
            message = f"{quoted(line.value)} is not a place"
        elif abs(float(place[1])) > 90 or abs(float(place[2])) > 180:
            message = f"{quoted(line.value)} is not on the globe"
        else:
            continue
        yield line.diagnostic(CODE, message, "write latitude and longitude: `GEO:38.7;-9.1`")
