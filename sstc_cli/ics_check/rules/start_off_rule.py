"""The start is not one of the dates of its own rule.

The standard leaves it open: Google shows the start besides the rule's dates and counts one more,
Outlook begins at the rule's first date.

Wrong:

```ics
DTSTART:20201009T073000Z
RRULE:FREQ=WEEKLY;BYDAY=MO # <- W847
```

Right:

```ics
DTSTART:20201009T073000Z
RRULE:FREQ=WEEKLY;BYDAY=FR
```
"""

from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.recurrence import DAY, WEEKDAYS, parts_of
from sstc_cli.ics_check.values import moment_of
from sstc_cli.ics_check.written import Unplaced

CODE = "W847"
LOOKS_AT = frozenset({"VEVENT", "VTODO"})


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look whether the rule has the day of the start."""
    line, start = component.first("RRULE"), component.first("DTSTART")
    day = moment_of(start.value.strip()) if start else None
    if line is None or day is None:
        return
    parts = parts_of(line.value)
    weekdays = {each[2] for each in DAY.finditer(parts.get("BYDAY", ""))}
    months = set(parts.get("BYMONTH", "").split(",")) - {""}
    days = set(parts.get("BYMONTHDAY", "").split(",")) - {""}
    off = (weekdays and WEEKDAYS[day.weekday()] not in weekdays) or (
        months and str(day.month) not in {each.lstrip("0") for each in months}
    )
    plain = days and all(each.isdecimal() for each in days)
    if off or (plain and str(day.day) not in {each.lstrip("0") for each in days}):
        message = f"the start, {day:%A} {day:%Y-%m-%d}, is none of the rule's dates"
        yield line.diagnostic(
            CODE, message, "move the start to the rule's first date, or mend the rule"
        )
