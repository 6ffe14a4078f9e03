"""The file defines a time zone with a wrong offset from UTC.

ical.js, libical, vobject and Outlook trust the file and show the event at the wrong hour. Programs
with their own zone tables show the right hour, so people meet an hour apart.

Wrong:

```ics
BEGIN:VTIMEZONE
TZID:Asia/Shanghai # <- E839
BEGIN:STANDARD
DTSTART:20190101T000000
TZOFFSETFROM:+0800
TZOFFSETTO:+0700
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART;TZID=Asia/Shanghai:20201009T153000
DTEND;TZID=Asia/Shanghai:20201009T163000
SUMMARY:Logistics
END:VEVENT
```

Right:

```ics
BEGIN:VTIMEZONE
TZID:Asia/Shanghai
BEGIN:STANDARD
DTSTART:20190101T000000
TZOFFSETFROM:+0800
TZOFFSETTO:+0800
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART;TZID=Asia/Shanghai:20201009T153000
DTEND;TZID=Asia/Shanghai:20201009T163000
SUMMARY:Logistics
END:VEVENT
```
"""

from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.lines import Unplaced, quoted
from sstc_cli.ics_check.observances import offset_at, offset_text, onsets_of, true_offsets
from sstc_cli.ics_check.values import zone_of

CODE = "E839"
LOOKS_AT = frozenset({"VCALENDAR"})


def check(_: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """Compare each zone with the IANA tables, at the times of the entries in that zone."""
    for tzid, component in calendar.zones.items():
        use, zone = calendar.uses.get(tzid), zone_of(tzid)
        if use is None or zone is None or not use.moments:
            continue
        years = range(min(use.moments).year, max(use.moments).year + 1)
        onsets = onsets_of(component, years)
        for moment in sorted(use.moments):
            here, true = offset_at(onsets, moment), true_offsets(zone, moment)
            if here is not None and here not in true:
                message = (
                    f"{quoted(tzid)} is at UTC{offset_text(true[0])} on "
                    f"{moment:%Y-%m-%d %H:%M}, but the file has UTC{offset_text(here)}"
                )
                hint = f"correct the `VTIMEZONE`, which line {use.moments[moment]} uses"
                line = component.first("TZID") or component.begin
                yield line.diagnostic(CODE, message, hint)
                break
