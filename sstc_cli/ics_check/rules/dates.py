"""The start and the end of entries."""

from collections.abc import Iterator
from datetime import MAXYEAR, date, datetime, time, timedelta
from functools import lru_cache

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.lines import ContentLine, Unplaced, excerpt, quoted
from sstc_cli.ics_check.observances import true_offsets
from sstc_cli.ics_check.rule import rule
from sstc_cli.ics_check.values import (
    duration_of,
    kind_of,
    moment_in,
    moment_of,
    starts_after_end,
    zone_of,
)


@rule("E831", looks_at={"VEVENT"})
def start_missing(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """An event has no start, `DTSTART`.

    Outlook puts the event at the time of the import. Other programs drop it.

    Wrong:
      BEGIN:VEVENT # <- E831
      UID:7@example.org
      DTSTAMP:20200801T080000Z
      SUMMARY:Logistics
    Right:
      BEGIN:VEVENT
      UID:7@example.org
      DTSTAMP:20200801T080000Z
      DTSTART:20201009T073000Z
      DTEND:20201009T090000Z
      SUMMARY:Logistics
    """
    if component.first("DTSTART") is None and not calendar.refers_to_known_entries:
        hint = "add the start, for example `DTSTART:20201009T073000Z`"
        yield component.begin.problem("the event has no `DTSTART`", hint)


_MOMENTS = frozenset({
    "DTSTART", "DTEND", "DUE", "RECURRENCE-ID", "DTSTAMP", "CREATED", "LAST-MODIFIED",
    "COMPLETED", "EXDATE", "RDATE", "FREEBUSY",
})  # fmt: skip
_LISTS = frozenset({"EXDATE", "RDATE", "FREEBUSY"})
_DURATIONS = frozenset({"DURATION", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"})


@rule("E832", looks_at=ENTRIES | {"VCALENDAR", "VALARM", "VTIMEZONE", "STANDARD", "DAYLIGHT"})
def time_malformed(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """A date, a time or a duration does not exist, or is not in the format of calendar files.

    Most programs drop the entry, some the whole file. A date without a time needs `VALUE=DATE`:
    Thunderbird and Nextcloud, which use ical.js, refuse it otherwise.

    Wrong:
      DTSTART:2020-10-09T15:30 # <- E832
    Right:
      DTSTART:20201009T153000Z
    """
    for name, lines in component.properties.items():
        if name in _MOMENTS:
            for line in lines:
                yield from _malformed(line)
        elif name in _DURATIONS:
            for line in lines:
                if duration_of(line.text) is None:
                    message = f"{quoted(line.value)} is not a duration"
                    yield line.problem(message, "write for example `PT1H30M` or `P1D`")


def _malformed(line: ContentLine) -> Iterator[Unplaced]:
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
            yield line.problem(message, hint)
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


@rule("E833", looks_at=ENTRIES)
def ends_before_start(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """An entry ends before it starts, or a task is due before it starts.

    No calendar can show that: some drop the event, others show it without length.

    Wrong:
      DTSTART:20201009T073000Z
      DTEND:20201009T060000Z # <- E833
    Instead:
      DTEND:20201009T090000Z
    """
    start = component.first("DTSTART")
    for line in component.every("DTEND", "DUE", "DURATION"):
        if line.name == "DURATION":
            length = duration_of(line.text)
            before = length is not None and length < timedelta()
        else:
            before = start is not None and starts_after_end(start, line)
        if before:
            hint = "swap start and end, or correct the day or the hour"
            yield line.problem(f"`{line.name}` is before the start", hint)


@rule("W834", looks_at={"VEVENT"})
def ends_at_start(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """An event ends at the moment it starts, or has no end.

    `DTEND` is the first moment after the event. For a whole day, that is the next day. Calendars show
    a line without length, and perhaps nothing for a whole day.

    Wrong:
      DTSTART;VALUE=DATE:20201009
      DTEND;VALUE=DATE:20201009 # <- W834
    Instead:
      DTEND;VALUE=DATE:20201010
    """
    start, end = component.first("DTSTART"), component.first("DTEND")
    moment = moment_of(start.text) if start else None
    if start is None or moment is None:
        return
    in_one_zone = end is not None and start.params.get("TZID") == end.params.get("TZID")
    if end and (start.text == end.text if in_one_zone else moment_in(start) == moment_in(end)):
        hint = "write the end; for a whole day write the next day"
        yield end.problem("the event ends at the moment it starts", hint)
    lasts = end or component.first("DURATION") or calendar.refers_to_known_entries
    if not lasts and isinstance(moment, datetime):
        hint = "add `DTEND` or `DURATION`, for example `DURATION:PT1H30M`"
        yield start.problem("the event has no end", hint)


@rule("E835", looks_at={"VEVENT", "VTODO"}, looks_for={"DURATION"})
def end_and_duration(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """An entry has both an end and a `DURATION`, or a `DURATION` without a start.

    Some programs use the end, others the duration. libical refuses the entry.

    Wrong:
      DTSTART:20201009T073000Z
      DTEND:20201009T090000Z
      DURATION:PT1H # <- E835
    Instead:
      nothing
    """
    line = component.first("DURATION")
    if line is None:
        return
    end = component.first("DTEND") or component.first("DUE")
    if end is not None:
        message = f"the entry has both `{end.name}` and `DURATION`"
        yield line.problem(message, "keep one of the two", (0, len(line.name)))
    elif component.name == "VTODO" and component.first("DTSTART") is None:
        hint = "add `DTSTART`, or replace `DURATION` by `DUE`"
        yield line.problem("the task has a `DURATION` without `DTSTART`", hint, (0, len(line.name)))


@rule("E836", looks_at=ENTRIES)
def date_and_time_mixed(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """The start is a date and the end has a time, or the other way round.

    RFC 5545 3.8.2.2 forbids this, so programs guess: a whole day, or some hours of the night. An
    exception (`EXDATE`) has no effect if it is of another kind than the start.

    Wrong:
      DTSTART;VALUE=DATE:20201009
      DTEND:20201009T090000Z # <- E836
    Instead:
      DTSTART:20201009T073000Z
    """
    start = moment_of(component.text("DTSTART"))
    for line in component.every("DTEND", "DUE", "EXDATE"):
        other = moment_of(line.value.partition(",")[0].strip())
        if start and other and kind_of(start) != kind_of(other):
            message = f"`DTSTART` is {kind_of(start)}, but `{line.name}` is {kind_of(other)}"
            yield line.problem(message, "write both as dates or both with times")


@rule("W837", looks_at={"VEVENT", "VTODO"})
def time_floating(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """A time has no time zone, so each reader sees it at that hour of their own clock.

    15:30 in Beijing also becomes 15:30 in Nairobi. `X-WR-TIMEZONE` helps only in Google.

    Wrong:
      DTSTART:20201009T153000 # <- W837
    Right:
      DTSTART:20201009T073000Z
    """
    for line in component.every("DTSTART", "DTEND", "DUE"):
        moment = moment_of(line.text)
        if isinstance(moment, datetime) and not moment.tzinfo and "TZID" not in line.params:
            hint = "end it with `Z` if it is UTC, or name its zone with `TZID`"
            yield line.problem(f"`{line.name}` has no time zone", hint)
            return


@rule("E844", looks_at=ENTRIES)
def utc_with_zone(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """A time ends with `Z`, which means UTC, but also names a zone.

    Some programs use the `Z`, others the zone, so they show the event hours apart.

    Wrong:
      DTSTART;TZID=UTC:20201009T073000Z # <- E844
    Right:
      DTSTART:20201009T073000Z
    """
    for line in component.every("DTSTART", "DTEND", "DUE", "RECURRENCE-ID", "EXDATE", "RDATE"):
        if line.value[-1:] == "Z" and "TZID" in line.params:
            zone = excerpt(line.params["TZID"])
            message = f"the time is in UTC by its `Z`, but in `{zone}` by its `TZID`"
            yield line.problem(message, "delete the `Z` or the `TZID`")


@rule("W877", looks_at={"VEVENT", "VTODO"})
def time_skipped(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """A time does not exist: clocks in its zone skip it when summer time begins.

    Programs differ: some read it as an hour earlier, others as an hour later.

    Wrong:
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
    Instead:
      DTSTART;TZID=Europe/Paris:20210328T033000
    """
    for line in component.every("DTSTART", "DTEND", "DUE"):
        tzid = line.params.get("TZID")
        if not tzid or not _clocks_change(line.value[:6], tzid):
            continue
        if instead := _instead_of(line.text, tzid):
            message = f"`{line.text}` does not exist: clocks in {quoted(tzid)} skip it"
            yield line.problem(message, f"write {instead}, or choose another day")


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


_WITHOUT_SPACES = ("DTSTART", "DTEND", "DTSTAMP", "DUE", "DURATION", "RECURRENCE-ID", "TRIGGER")


@rule("E879", looks_at=ENTRIES | {"VCALENDAR", "VALARM", "VTIMEZONE", "STANDARD", "DAYLIGHT"})
def space_beside_value(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """A date, a time, a duration, or the name in `BEGIN` or `END` has a space before or after it.

    It is invisible, but vobject refuses the whole file and ical.js drops the entry, if it is in `BEGIN`.
    With a space in a time, programs built on icalendar drop the entry.

    Wrong:
      DTSTART: 20201009T073000Z # <- E879
    Right:
      DTSTART:20201009T073000Z
    """
    ends = () if component.end is None else (component.end,)
    for line in (component.begin, *component.every(*_WITHOUT_SPACES), *ends):
        if line.value != line.text:
            message = f"the value of `{line.name}` begins or ends with a space"
            yield line.problem(message, "delete the space")


_INTERVALS = ("REFRESH-INTERVAL", "X-PUBLISHED-TTL")


@rule(
    "W889",
    looks_at=ENTRIES | {"VCALENDAR", "VALARM"},
    looks_for={"DURATION", "TRIGGER", *_INTERVALS},
)
def duration_doubtful(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """A duration has weeks and days, or an interval is not longer than zero.

    Weeks stand alone (RFC 5545 3.3.6): strict programs refuse `P1W2D`. An interval that is negative or
    zero is ignored, so the calendar updates when its program likes.

    Wrong:
      DURATION:P1W2D # <- W889
    Right:
      DURATION:P9D
    """
    for line in component.every("DURATION", "TRIGGER", *_INTERVALS):
        is_interval = line.name in _INTERVALS
        if not is_interval and "W" not in line.value:
            continue
        text, length = line.text, duration_of(line.text)
        if length is None:
            continue
        if "W" in text and not text.endswith("W"):
            message = f"{quoted(text)} has weeks beside other units"
            yield line.problem(message, "write weeks as days, for example `P9D`")
        elif is_interval and length <= timedelta():
            message = f"the interval {quoted(text)} is not longer than zero"
            yield line.problem(message, "write for example `PT6H`")
