"""A date, a time or a duration does not exist, or is written in another way.

Most readers drop the entry, some the whole file. A date alone needs `VALUE=DATE`: Thunderbird and
Nextcloud, which read with ical.js, refuse it without.

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
from sstc_cli.ics_check.values import duration_of, moment_of
from sstc_cli.ics_check.written import ContentLine, Unplaced, shown

CODE = "E832"
_MOMENTS = frozenset({
    "DTSTART", "DTEND", "DUE", "RECURRENCE-ID", "DTSTAMP", "CREATED", "LAST-MODIFIED",
    "COMPLETED", "EXDATE", "RDATE",
})  # fmt: skip
_DURATIONS = frozenset({"DURATION", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"})
LOOKS_AT = ENTRIES | {"VCALENDAR", "VALARM", "VTIMEZONE", "STANDARD", "DAYLIGHT"}


def check(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """Read every date, time and duration."""
    for name, lines in component.properties.items():
        if name in _MOMENTS:
            for line in lines:
                yield from _moments(line)
        elif name in _DURATIONS:
            for line in lines:
                if duration_of(line.value.strip()) is None:
                    message = f"`{shown(line.value)}` is no duration"
                    yield line.diagnostic(CODE, message, "write it as in `PT1H30M` or `P1D`")


def _moments(line: ContentLine) -> Iterator[Unplaced]:
    value = line.params.get("VALUE", "DATE-TIME").upper()
    texts = line.value.split(",") if line.name in ("EXDATE", "RDATE") else [line.value]
    for text in texts:
        start, slash, end = text.strip().partition("/")
        moment = moment_of(start)
        message, hint = _faults(line, start, moment, value)
        if slash and not message and moment_of(end) is None and duration_of(end) is None:
            message, hint = f"`{shown(text)}` is no period", "write start and end, or a duration"
        if message:
            yield line.diagnostic(CODE, message, hint)
            return


def _faults(
    line: ContentLine, text: str, moment: date | datetime | None, value: str
) -> tuple[str, str]:
    """What is wrong with one moment, and what to do; empty where nothing is."""
    if moment is None:
        hint = "write year, month, day, `T`, hour, minute, second: `20201009T153000`"
        return f"there is no time `{shown(text)}`", hint
    timed = isinstance(moment, datetime)
    if not timed and value != "DATE":
        message = f"`{text}` is a date, but `VALUE=DATE` does not say so"
        return message, f"write `{line.name};VALUE=DATE:{text}`, or add the time"
    if timed and value == "DATE":
        return f"`{text}` has a time, but `VALUE=DATE` says it has none", "delete `VALUE=DATE`"
    return "", ""
