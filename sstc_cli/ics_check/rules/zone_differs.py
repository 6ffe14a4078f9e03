"""The file says other hours of a zone than the world does.

Readers that trust the file, as ical.js, libical, vobject and Outlook do, show the event at the
wrong hour; those with tables of their own at the right one. So people meet an hour apart.

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
from sstc_cli.ics_check.observances import offset_at, onsets_of, true_offsets, written
from sstc_cli.ics_check.values import zone_of
from sstc_cli.ics_check.written import Unplaced, shown

CODE = "E839"
LOOKS_AT = frozenset({"VCALENDAR"})


def check(_: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """Compare each zone that is used with the IANA tables, at the times that are told in it."""
    for tzid, component in calendar.zones.items():
        use, zone = calendar.uses.get(tzid), zone_of(tzid)
        if use is None or zone is None or not use.moments:
            continue
        years = range(min(use.moments).year, max(use.moments).year + 1)
        onsets = onsets_of(component, years)
        for moment in sorted(use.moments):
            said, true = offset_at(onsets, moment), true_offsets(zone, moment)
            if said is not None and said not in true:
                message = (
                    f"`{shown(tzid)}` is at UTC{written(said)} on {moment:%Y-%m-%d %H:%M} here, "
                    f"but at UTC{written(true[0])} in the world"
                )
                hint = f"correct the `VTIMEZONE`: line {use.moments[moment]} needs it"
                line = component.first("TZID") or component.begin
                yield line.diagnostic(CODE, message, hint)
                break
