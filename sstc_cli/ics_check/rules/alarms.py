"""Reminders: `VALARM`."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.lines import Unplaced, excerpt, quoted
from sstc_cli.ics_check.rule import rule
from sstc_cli.ics_check.values import duration_of, moment_of

_REQUIRED = {"DISPLAY": ("DESCRIPTION",), "EMAIL": ("DESCRIPTION", "SUMMARY", "ATTENDEE")}


@rule("E862", looks_at={"VALARM"})
def alarm_incomplete(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """An alarm lacks a required property: `ACTION`, `TRIGGER`, its text or its recipient.

    RFC 5545 3.6.6 requires them. Calendars drop an alarm that they cannot read, or replace it with
    their own.

    Wrong:
      BEGIN:VEVENT …
      BEGIN:VALARM # <- E862
      ACTION:DISPLAY
      TRIGGER:-PT15M
    Right:
      BEGIN:VEVENT …
      BEGIN:VALARM …
      TRIGGER:-PT15M
    """
    action = component.text("ACTION").upper()
    for name in ("ACTION", "TRIGGER", *_REQUIRED.get(action, ())):
        if component.first(name) is None:
            kind = f" of kind `{action}`" if action in _REQUIRED else ""
            hint = f"add `{name}`, or delete the alarm"
            yield component.begin.problem(f"the alarm{kind} has no `{name}`", hint)
    for name, other in (("DURATION", "REPEAT"), ("REPEAT", "DURATION")):
        line = component.first(name)
        if line and component.first(other) is None:
            message = f"the alarm has `{name}` without `{other}`"
            yield line.problem(message, "write both, or neither", (0, len(name)))


_TRIGGER = "write the time before the start, for example `TRIGGER:-PT15M`"


@rule("E863", looks_at={"VALARM"})
def trigger_malformed(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """The time of an alarm cannot be read.

    It is a duration, for example `-PT15M`, or with `VALUE=DATE-TIME` a time in UTC. libical refuses
    anything else.

    Wrong:
      BEGIN:VEVENT …
      BEGIN:VALARM …
      TRIGGER:20201009T071500Z # <- E863
    Instead:
      TRIGGER:-PT15M
    """
    for line in component.every("TRIGGER"):
        text = line.text
        moment = moment_of(text)
        if line.param("VALUE") == "DATE-TIME":
            if not (isinstance(moment, datetime) and moment.tzinfo):
                yield line.problem(f"{quoted(text)} is not a time in UTC", _TRIGGER)
        elif moment is not None:
            message = "the alarm is at a fixed time, but `VALUE=DATE-TIME` is missing"
            yield line.problem(message, _TRIGGER)
        elif duration_of(text) is None:
            yield line.problem(f"{quoted(text)} is not a duration", _TRIGGER)


@rule("W864", looks_at={"VALARM"})
def alarm_at_fixed_time(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """An alarm is at a fixed time.

    When the event moves, the alarm does not move with it.

    Wrong:
      BEGIN:VEVENT …
      BEGIN:VALARM …
      TRIGGER;VALUE=DATE-TIME:20201009T071500Z # <- W864
    Instead:
      TRIGGER:-PT15M
    """
    line = component.first("TRIGGER")
    if line is None or component.text("ACTION").upper() == "NONE":  # Apple writes this for no alarm
        return
    if line.param("VALUE") == "DATE-TIME" and moment_of(line.text):
        yield line.problem("the alarm does not move with the event", _TRIGGER)


@rule("W871", looks_at={"VEVENT", "VTODO"})
def alarm_in_cancelled(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """A cancelled event still has an alarm.

    It reminds people of a webinar that does not take place.

    Wrong:
      BEGIN:VEVENT …
      SEQUENCE:1
      STATUS:CANCELLED
      BEGIN:VALARM … # <- W871
      TRIGGER:-PT15M
    Right:
      SEQUENCE:1
      STATUS:CANCELLED
    """
    cancelled = component.is_cancelled or calendar.method == "CANCEL"
    for part in component.parts if cancelled else ():
        if part.name == "VALARM":
            yield part.begin.problem("a cancelled entry has an alarm", "delete the alarm")


@rule("W890", looks_at={"VEVENT"})
def alarm_after_start(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """A reminder comes after the start of an event with a time.

    `PT15M` is 15 minutes after the start, and `-PT15M` is before it. Most such
    reminders lack the `-`, so people are reminded too late.

    Wrong:
      BEGIN:VEVENT …
      BEGIN:VALARM …
      TRIGGER:PT15M # <- W890
    Instead:
      TRIGGER:-PT15M
    """
    for part in component.parts:
        line = part.first("TRIGGER") if part.name == "VALARM" else None
        if line is None or line.value[:1] == "-" or line.param("RELATED") == "END":
            continue
        after, start = duration_of(line.text), moment_of(component.text("DTSTART"))
        if after and after > timedelta() and isinstance(start, datetime):
            text = line.text.lstrip("+")
            message = f"the reminder is {quoted(text)} after the start"
            yield line.problem(message, f"write `-{excerpt(text)}` for before the start")
