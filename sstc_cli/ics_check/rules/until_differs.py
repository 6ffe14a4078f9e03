"""The last date of a recurrence rule, `UNTIL`, is of another kind than the start.

If the start has a time in a zone or in UTC, `UNTIL` is a time in UTC. If the start is a date,
`UNTIL` is a date (RFC 5545 3.3.10). Even Google and iPhones break this. Programs built on dateutil
then refuse the event, and others lose its last date.

Wrong:

```ics
DTSTART:20201009T073000Z
RRULE:FREQ=WEEKLY;UNTIL=20201204 # <- E846
```

Right:

```ics
DTSTART:20201009T073000Z
RRULE:FREQ=WEEKLY;UNTIL=20201204T073000Z
```
"""

from collections.abc import Iterator
from datetime import date, datetime

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.lines import Unplaced
from sstc_cli.ics_check.recurrence import rule_parts
from sstc_cli.ics_check.values import moment_of

CODE = "E846"
LOOKS_AT = ENTRIES
LOOKS_FOR = frozenset({"RRULE"})


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Compare the kind of the last date with that of the start."""
    start = component.first("DTSTART")
    moment = moment_of(start.value.strip()) if start else None
    if start is None or moment is None:
        return
    for line in component.every("RRULE"):
        until = moment_of(rule_parts(line.value).get("UNTIL", ""))
        if until is None:
            continue
        kind = _kind(moment, "TZID" in start.params)
        if _kind(until, zoned=False) != kind:
            message = f"`UNTIL` is {_kind(until, zoned=False)}, but the start requires {kind}"
            example = {"a date": "20201204", "a time in UTC": "20201204T073000Z"}
            hint = f"write {kind}, for example `UNTIL={example.get(kind, '20201204T153000')}`"
            yield line.diagnostic(CODE, message, hint)


def _kind(moment: date | datetime, zoned: bool) -> str:
    if not isinstance(moment, datetime):
        return "a date"
    return "a time in UTC" if moment.tzinfo or zoned else "a local time"
