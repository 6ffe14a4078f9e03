"""A time does not exist: clocks in its zone skip it when summer time begins.

Programs differ: some read it as an hour earlier, others as an hour later.

Wrong:

```ics
BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:DAYLIGHT
DTSTART:19960331T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART;TZID=Europe/Paris:20210328T023000 # <- W877
DTEND;TZID=Europe/Paris:20210328T043000
SUMMARY:Logistics
END:VEVENT
```

Right:

```ics
BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:DAYLIGHT
DTSTART:19960331T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART;TZID=Europe/Paris:20210328T033000
DTEND;TZID=Europe/Paris:20210328T043000
SUMMARY:Logistics
END:VEVENT
```
"""

from collections.abc import Iterator
from datetime import MAXYEAR, datetime, time, timedelta
from functools import lru_cache

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.lines import Unplaced, quoted
from sstc_cli.ics_check.observances import true_offsets
from sstc_cli.ics_check.values import moment_of, zone_of

CODE = "W877"
LOOKS_AT = frozenset({"VEVENT", "VTODO"})


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for times in the hour that clocks jump over."""
    for line in component.every("DTSTART", "DTEND", "DUE"):
        tzid = line.params.get("TZID")
        if not tzid or not _clocks_change(line.value[:6], tzid):
            continue
        text = line.value.strip()
        if instead := _instead_of(text, tzid):
            message = f"`{text}` does not exist: clocks in {quoted(tzid)} skip it"
            yield line.diagnostic(CODE, message, f"write {instead}, or choose another day")


@lru_cache(4096)
def _clocks_change(month: str, tzid: str) -> bool:
    """Return whether clocks change in a month: few do, and a file has few months."""
    first, zone = moment_of(f"{month}01"), zone_of(tzid)
    if first is None or zone is None or first.year >= MAXYEAR:
        return False
    midnight = datetime.combine(first, time(), zone)
    return len({(midnight + timedelta(days=day)).utcoffset() for day in range(32)}) > 1


def _instead_of(text: str, tzid: str) -> str | None:
    """Return the two times that may be meant by a time that clocks skip, or None."""
    moment, zone = moment_of(text), zone_of(tzid)
    if zone is None or not isinstance(moment, datetime) or moment.tzinfo:
        return None
    before, after = true_offsets(zone, moment)
    if before >= after:
        return None
    times = moment - (after - before), moment + (after - before)
    return " or ".join(f"`{time:%Y%m%dT%H%M%S}`" for time in times)
