"""A date, a time or a duration does not exist, or is not in the format of calendar files.

Most programs drop the entry, some the whole file. A date without a time needs `VALUE=DATE`:
Thunderbird and Nextcloud, which use ical.js, refuse it otherwise.

Wrong:

```ics
DTSTART:2020-10-09T15:30 # <- E832
```

Right:

```ics
DTSTART:20201009T153000Z
```
"""

from collections.abc import Iterator
from datetime import date, datetime

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.lines import ContentLine, Unplaced, quoted
from sstc_cli.ics_check.values import duration_of, moment_of

CODE = "E832"
_MOMENTS = frozenset({
    "DTSTART", "DTEND", "DUE", "RECURRENCE-ID", "DTSTAMP", "CREATED", "LAST-MODIFIED",
    "COMPLETED", "EXDATE", "RDATE", "FREEBUSY",
})  # fmt: skip
_LISTS = frozenset({"EXDATE", "RDATE", "FREEBUSY"})
_DURATIONS = frozenset({"DURATION", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"})
LOOKS_AT = ENTRIES | {"VCALENDAR", "VALARM", "VTIMEZONE", "STANDARD", "DAYLIGHT"}


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Look for dates, times and durations that cannot be read."""
    for name, lines in component.properties.items():
        if name in _MOMENTS:
            for line in lines:
                yield from _moments(line)
        elif name in _DURATIONS:
            for line in lines:
                if duration_of(line.value.strip()) is None:
                    message = f"{quoted(line.value)} is not a duration"
                    yield line.diagnostic(CODE, message, "write for example `PT1H30M` or `P1D`")


def _moments(line: ContentLine) -> Iterator[Unplaced]:
    value = line.params.get("VALUE", "DATE-TIME").upper()
    is_list = line.name in _LISTS
    if value == "DATE-TIME" and not is_list and isinstance(moment_of(line.value), datetime):
        return
    texts = line.value.split(",") if is_list else [line.value]
    for text in texts:
        start, slash, end = text.strip().partition("/")
        moment = moment_of(start)
        message, hint = _faults(line, start, moment, value)
        is_period = bool(slash) and not (moment_of(end) is None and duration_of(end) is None)
        if not message and not is_period and (slash or line.name == "FREEBUSY"):
            message = f"{quoted(text)} is not a period"
            hint = "write it as `start/end` or `start/duration`"
        if message:
            yield line.diagnostic(CODE, message, hint)
            return


def _faults(
    line: ContentLine, text: str, moment: date | datetime | None, value: str
) -> tuple[str, str]:
    """Return a message and a hint about one moment, both empty if nothing is wrong with it."""
    if moment is None:
        hint = "write year, month, day, `T`, hour, minute, second: `20201009T153000`"
        what = f"{quoted(text)} is not a date or a time" if text else "a date or a time is missing"
        return what, hint
    timed = isinstance(moment, datetime)
    if not timed and value != "DATE":
        message = f"`{text}` is a date, but `VALUE=DATE` is missing"
        return message, f"write `{line.name};VALUE=DATE:{text}`, or add the time"
    if timed and value == "DATE":
        return f"`{text}` has a time, but `VALUE=DATE` is for dates only", "delete `VALUE=DATE`"
    return "", ""
