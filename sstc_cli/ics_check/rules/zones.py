"""Time zones: `VTIMEZONE`."""

import re
from collections.abc import Iterator
from datetime import datetime, tzinfo

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from sstc_cli.diagnostics import Severity, nearest
from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.lines import Unplaced, quoted
from sstc_cli.ics_check.observances import (
    is_constant,
    is_readable_by_outlook,
    offset_at,
    offset_text,
    onsets_of,
    true_offsets,
)
from sstc_cli.ics_check.recurrence import rule_parts
from sstc_cli.ics_check.rule import rule
from sstc_cli.ics_check.values import iana_name, offset_of, unescaped, zone_of
from sstc_cli.model import known_zones


@rule("E838", looks_at={"VCALENDAR"})
def zone_undefined(_: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """A time names a zone that the file does not define with a `VTIMEZONE`.

    Outlook then shows the event an hour off, or in its own local time. Outlook.com shows nothing.

    Wrong:
      DTSTART;TZID=Asia/Shanghai:20201009T153000 # <- E838
    Right:
      VTIMEZONE …
      VEVENT in Asia/Shanghai …
    """
    for tzid, use in calendar.uses.items():
        if tzid not in calendar.zones:
            message = f"the zone {quoted(tzid)} has no `VTIMEZONE` in the file"
            hint = "add its definition, or write the times in UTC with a `Z`"
            if iana_name(tzid) == "UTC":
                hint = "delete `TZID` and end the time with `Z`"
            yield use.first.problem(message, hint, use.first.span_of("TZID"))


@rule("E839", looks_at={"VCALENDAR"})
def zone_differs(_: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """The file defines a time zone with a wrong offset from UTC.

    ical.js, libical, vobject and Outlook trust the file and show the event at the wrong hour. Programs
    with their own zone tables show the right hour, so people meet an hour apart.

    Wrong:
      BEGIN:VTIMEZONE
      TZID:Asia/Shanghai # <- E839
      BEGIN:STANDARD
      DTSTART:20190101T000000
      TZOFFSETFROM:+0800
      TZOFFSETTO:+0700
      END:STANDARD
      END:VTIMEZONE
      VEVENT in Asia/Shanghai …
    Right:
      VTIMEZONE …
      VEVENT in Asia/Shanghai …
    """
    for tzid, component, zone, moments in _used_zones(calendar):
        onsets = onsets_of(component, range(min(moments).year, max(moments).year + 1))
        for moment in sorted(moments):
            here, true = offset_at(onsets, moment), true_offsets(zone, moment)
            if here is not None and here not in true:
                message = (
                    f"{quoted(tzid)} is at UTC{offset_text(true[0])} on "
                    f"{moment:%Y-%m-%d %H:%M}, but the file has UTC{offset_text(here)}"
                )
                hint = f"correct the `VTIMEZONE`, which line {moments[moment]} uses"
                line = component.first("TZID") or component.begin
                yield line.problem(message, hint)
                break


def _used_zones(calendar: Calendar) -> Iterator[tuple[str, Component, tzinfo, dict[datetime, int]]]:
    """Yield the id and the definition of each known zone, and the local times that use it."""
    for tzid, component in calendar.zones.items():
        use, zone = calendar.uses.get(tzid), zone_of(tzid)
        if use and use.moments and zone:
            yield tzid, component, zone, use.moments


_READABLE = "write one part for each change, or a rule like `FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU`"


@rule("W840", looks_at={"STANDARD", "DAYLIGHT"})
def zone_outlook_cannot_read(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """A zone is defined in a way that Outlook cannot read.

    Outlook reads single changes of the clocks, and yearly rules with one weekday or one day of one
    month. It does not read `RDATE`. It ignores any other definition (MS-OXCICAL 2.1.3.1.1.19), so its
    times are an hour off for half of the year.

    Wrong:
      BEGIN:VTIMEZONE
      TZID:America/New_York
      BEGIN:DAYLIGHT
      DTSTART:20200308T020000
      TZOFFSETFROM:-0500
      TZOFFSETTO:-0400
      RDATE:20200308T020000,20210314T020000 # <- W840
      END:DAYLIGHT
      BEGIN:STANDARD
      DTSTART:20191103T020000
      TZOFFSETFROM:-0400
      TZOFFSETTO:-0500
      RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
      END:STANDARD
    Right:
      BEGIN:VTIMEZONE
      TZID:America/New_York
      BEGIN:DAYLIGHT
      DTSTART:20200308T020000
      TZOFFSETFROM:-0500
      TZOFFSETTO:-0400
      RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
      END:DAYLIGHT
      BEGIN:STANDARD
      DTSTART:20191103T020000
      TZOFFSETFROM:-0400
      TZOFFSETTO:-0500
      RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
      END:STANDARD
    """
    for line in component.every("RDATE"):
        yield line.problem("the time zone has an `RDATE`, which Outlook does not read", _READABLE)
    for line in component.every("RRULE"):
        if not is_readable_by_outlook(rule_parts(line.value)):
            yield line.problem("the zone has a rule that Outlook does not read", _READABLE)


@rule("W841", looks_at={"VCALENDAR"})
def daylight_without_change(_: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """A zone whose clocks do not change has a `DAYLIGHT` part.

    Outlook treats it as a zone with summer time (MS-OXCICAL 2.1.3.1.1.19), and moves events by an hour
    when summer time begins.

    Wrong:
      BEGIN:VTIMEZONE
      TZID:Asia/Shanghai
      BEGIN:DAYLIGHT … # <- W841
      END:DAYLIGHT
      END:VTIMEZONE
      VEVENT in Asia/Shanghai …
    Right:
      VTIMEZONE …
      VEVENT in Asia/Shanghai …
    """
    for tzid, component, zone, moments in _used_zones(calendar):
        summer = next((part for part in component.parts if part.name == "DAYLIGHT"), None)
        if summer and is_constant(zone, min(moments), max(moments)):
            message = f"the clocks of {quoted(tzid)} do not change in the years of this file"
            hint = "delete the `DAYLIGHT` part and keep only `STANDARD`"
            yield summer.begin.problem(message, hint)


_IANA_EXAMPLE = "write an IANA name, for example `Africa/Nairobi`, here and in every `TZID=`"
_MOST_SEARCHED = 20  # the search for a similar name is slow, so files with more zones do without


# the cities after the offset are in the language of Windows
_SHOWN_BY_WINDOWS = re.compile(r"\((?:UTC|GMT)(?:([+-]\d\d)[:.](\d\d))?\) \S.*")


@rule("W842", looks_at={"VTIMEZONE"})
def zone_not_iana(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """A zone does not have an IANA name, for example `Asia/Shanghai`.

    Abbreviations are ambiguous: CST is China, Chicago and Cuba. Outlook and Exchange write names of
    Windows: `China Standard Time`, or as it is shown there, `(UTC+08:00) Beijing, Hong Kong`. Most
    programs understand them, because the file defines the zone, so they are only a note; Android and
    some web calendars show the hour of the reader's own zone.

    Wrong:
      BEGIN:VTIMEZONE
      TZID:China Standard Time # <- W842
      BEGIN:STANDARD …
      END:STANDARD
      END:VTIMEZONE
      BEGIN:VEVENT
      UID:7@example.org
      DTSTAMP:20200801T080000Z
      DTSTART;TZID=China Standard Time:20201009T153000
      DTEND;TZID=China Standard Time:20201009T163000
      SUMMARY:Logistics
    Right:
      VTIMEZONE …
      VEVENT in Asia/Shanghai …
    """
    line = component.first("TZID")
    tzid = unescaped(line.text) if line else ""
    if line is None or not tzid or tzid in known_zones():
        return
    name = iana_name(tzid)
    if name is None and len(calendar.zones) <= _MOST_SEARCHED:
        name = nearest(tzid, sorted(known_zones()))
    hint = f"write `{name}`, here and in every `TZID=`" if name else _IANA_EXAMPLE
    message = f"{quoted(tzid)} is not the IANA name of a zone"
    is_known = tzid in WINDOWS_TO_OLSON or _is_shown_by_windows(tzid, component)
    yield line.problem(message, hint, weight=Severity.NOTE if is_known else None)


def _is_shown_by_windows(tzid: str, zone: Component) -> bool:
    """Return whether Windows may show the zone under this name: it has the offset in the name."""
    match = _SHOWN_BY_WINDOWS.fullmatch(tzid)
    if match is None:
        return False
    offset = offset_of(f"{match[1] or '+00'}{match[2] or '00'}")
    return any(offset_of(part.text("TZOFFSETTO")) == offset for part in zone.parts)


_PART_NEEDS = {
    "DTSTART": "add `DTSTART`, the local time when this part begins",
    "TZOFFSETFROM": "add the offset before `DTSTART`, for example `+0800`",
    "TZOFFSETTO": "add the offset after `DTSTART`, for example `+0800`",
}


@rule("E843", looks_at={"VTIMEZONE", "STANDARD", "DAYLIGHT"})
def zone_incomplete(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """The definition of a zone has no `TZID`, no part, or a part without start or offsets.

    Outlook.com shows nothing of the calendar.

    Wrong:
      BEGIN:VTIMEZONE
      TZID:Asia/Shanghai
      BEGIN:STANDARD # <- E843
      DTSTART:20190101T000000
      TZOFFSETTO:+0800
    Right:
      VTIMEZONE …
    """
    if component.name == "VTIMEZONE":
        if not component.text("TZID"):
            yield component.begin.problem("the zone has no `TZID`", "add its IANA name")
        if not component.parts:
            hint = "add a `STANDARD` part with the offset of its clocks"
            yield component.begin.problem("the zone has neither `STANDARD` nor `DAYLIGHT`", hint)
        return
    for name, hint in _PART_NEEDS.items():
        line = component.first(name)
        if line is None:
            yield component.begin.problem(f"`{component.name}` has no `{name}`", hint)
        elif name != "DTSTART" and offset_of(line.text) is None:
            message = f"{quoted(line.value)} is not an offset from UTC"
            yield line.problem(message, "write it like `+0530`: sign, hours and minutes")
        elif name == "DTSTART" and line.text.endswith("Z"):
            message = "the start of a zone's part is in UTC"
            yield line.problem(message, "write the local time without `Z`")


@rule("W887", looks_at={"VTIMEZONE"})
def zone_repeated(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """A zone is defined twice.

    Some programs use the first definition, others the last. If both are the same, it is only a note.

    Wrong:
      VTIMEZONE …
      BEGIN:VTIMEZONE
      TZID:Asia/Shanghai # <- W887
      BEGIN:STANDARD
      DTSTART:20190101T000000
      TZOFFSETFROM:+0900
      TZOFFSETTO:+0900
    Right:
      VTIMEZONE …
    """
    line = component.first("TZID")
    earlier = calendar.zones.get(unescaped(component.text("TZID")))
    if line is None or earlier is None or earlier is component:
        return
    weight = Severity.NOTE if _values_of(earlier) == _values_of(component) else None
    message = f"{quoted(line.value)} is defined again, after line {earlier.begin.number}"
    yield line.problem(message, "keep one of the two definitions", weight=weight)


def _values_of(zone: Component) -> list[dict[str, list[str]]]:
    return [
        {name: [line.text for line in lines] for name, lines in part.properties.items()}
        for part in (zone, *zone.parts)
    ]
