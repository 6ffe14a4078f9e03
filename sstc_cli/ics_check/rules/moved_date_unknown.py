"""A moved date of a repeated event, `RECURRENCE-ID`, is not one of the dates of its rule.

Programs find no date to replace, so the event is shown twice: at the old time and at the new one.

Wrong:

```ics
BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART:20201009T073000Z
DTEND:20201009T083000Z
RRULE:FREQ=WEEKLY
SUMMARY:Logistics
END:VEVENT
BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
RECURRENCE-ID:20201016T090000Z # <- W885
DTSTART:20201016T090000Z
DTEND:20201016T100000Z
SUMMARY:Logistics
END:VEVENT
```

Right:

```ics
BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
DTSTART:20201009T073000Z
DTEND:20201009T083000Z
RRULE:FREQ=WEEKLY
SUMMARY:Logistics
END:VEVENT
BEGIN:VEVENT
UID:7@example.org
DTSTAMP:20200801T080000Z
RECURRENCE-ID:20201016T073000Z
DTSTART:20201016T090000Z
DTEND:20201016T100000Z
SUMMARY:Logistics
END:VEVENT
```
"""

from collections.abc import Iterator
from datetime import datetime

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.lines import Unplaced, quoted
from sstc_cli.ics_check.recurrence import never_on
from sstc_cli.ics_check.values import moment_of, on_clock_of

CODE = "W885"
LOOKS_AT = frozenset({"VCALENDAR"})


def check(_: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """Compare each moved date with the rule of its event."""
    for uid, line in calendar.moved:
        if uid not in calendar.repeated:
            continue
        start, rule, has_dates = calendar.repeated[uid]
        first, moment = moment_of(start.value.strip()), on_clock_of(start, line, line.value)
        if first is None or moment is None:
            continue
        first = first.replace(tzinfo=None) if isinstance(first, datetime) else first
        if isinstance(first, datetime) != isinstance(moment, datetime):
            kinds = ("a time", "a date")[:: 1 if isinstance(first, datetime) else -1]
            message = (
                f"the event of line {start.number} starts at {kinds[0]}, but this is {kinds[1]}"
            )
        elif not has_dates and never_on(rule, first, moment):
            message = (
                f"{quoted(line.value)} is not a date of the rule in the event of the same `UID`"
            )
        else:
            continue
        yield line.diagnostic(CODE, message, "write the start that the rule gives for the date")
