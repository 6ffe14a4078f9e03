"""Repeated entries: recurrence rules, their exceptions and moved dates."""

from collections.abc import Iterator
from datetime import date, datetime

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.lines import Unplaced, quoted
from sstc_cli.ics_check.recurrence import (
    is_off_days,
    never_on,
    other_calendar,
    rule_parts,
    rule_problem,
)
from sstc_cli.ics_check.rule import rule
from sstc_cli.ics_check.values import (
    is_aware,
    kind_of,
    local_start,
    moment_in,
    moment_of,
    on_clock_of,
)


@rule("E845", looks_at=ENTRIES | {"STANDARD", "DAYLIGHT"}, looks_for={"RRULE", "EXRULE"})
def rule_malformed(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """A recurrence rule cannot be read.

    Calendars drop the event, or show only its first date.

    Wrong:
      DTSTART:20201009T073000Z
      RRULE:FREQ=WEEKLY;BYDAY=2FR # <- E845
    Instead:
      RRULE:FREQ=MONTHLY;BYDAY=2FR
    """
    for line in component.every("RRULE", "EXRULE"):
        if fault := rule_problem(line.text):
            message, hint = fault
            yield line.problem(message, hint)


_UNTIL = {
    "a date": "20201204",
    "a time in UTC": "20201204T073000Z",
    "a local time": "20201204T153000",
}


@rule("E846", looks_at=ENTRIES, looks_for={"RRULE"})
def until_differs(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """The last date of a recurrence rule, `UNTIL`, is of another kind than the start.

    If the start has a time in a zone or in UTC, `UNTIL` is a time in UTC. If the start is a date,
    `UNTIL` is a date (RFC 5545 3.3.10). Even Google and iPhones break this. Programs built on dateutil
    then refuse the event, and others lose its last date.

    Wrong:
      DTSTART:20201009T073000Z
      RRULE:FREQ=WEEKLY;UNTIL=20201204 # <- E846
    Instead:
      RRULE:FREQ=WEEKLY;UNTIL=20201204T073000Z
    """
    start = component.first("DTSTART")
    first = moment_of(start.text) if start else None
    if start is None or first is None:
        return
    required = _kind_of_until(first, zoned="TZID" in start.params)
    for line in component.every("RRULE"):
        until = moment_of(rule_parts(line.value).get("UNTIL", ""))
        kind = _kind_of_until(until, zoned=False) if until else required
        if kind != required:
            message = f"`UNTIL` is {kind}, but the start requires {required}"
            hint = f"write {required}, for example `UNTIL={_UNTIL[required]}`"
            yield line.problem(message, hint)


def _kind_of_until(moment: date, zoned: bool) -> str:
    if not isinstance(moment, datetime):
        return "a date"
    return "a time in UTC" if moment.tzinfo or zoned else "a local time"


@rule("W847", looks_at={"VEVENT", "VTODO"}, looks_for={"RRULE"})
def start_off_rule(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """The start is not one of the dates of its own recurrence rule.

    The standard leaves this open. Google shows the start in addition to the rule's dates and counts one
    more. Outlook begins at the rule's first date.

    Wrong:
      DTSTART:20201009T073000Z
      RRULE:FREQ=WEEKLY;BYDAY=MO # <- W847
    Instead:
      RRULE:FREQ=WEEKLY;BYDAY=FR
    """
    line, day = component.first("RRULE"), moment_of(component.text("DTSTART"))
    if line is None or day is None or other_calendar(line.value):
        return
    if is_off_days(rule_parts(line.value), day):
        message = f"the start, {day:%A} {day:%Y-%m-%d}, is not one of the rule's dates"
        hint = "move the start to the first date of the rule, or correct the rule"
        yield line.problem(message, hint)


@rule("W875", looks_at=ENTRIES, looks_for={"RRULE"})
def rule_of_other_calendar(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """A recurrence rule counts in another calendar than the Gregorian one, as RFC 7529 allows.

    Most programs do not know `RSCALE` and `SKIP`: they refuse the rule or ignore these parts, and show
    other dates, or only the first one.

    Wrong:
      DTSTART:20201009T073000Z
      RRULE:RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=FORWARD # <- W875
    Instead:
      RRULE:FREQ=YEARLY
    """
    for line in component.every("RRULE"):
        if part := other_calendar(line.text):
            hint = "write the dates as `RDATE`, or a rule without `RSCALE` and `SKIP`"
            yield line.problem(f"few programs support {quoted(part)}", hint)


_MOST_EXCEPTIONS = 1_000


@rule("W884", looks_at={"VEVENT", "VTODO"}, looks_for={"EXDATE"})
def exception_without_date(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """An exception, `EXDATE`, is not one of the dates of its recurrence rule.

    It removes nothing: programs compare the exact time, so people still see the date
    that was cancelled.

    Wrong:
      DTSTART:20201009T073000Z
      RRULE:FREQ=WEEKLY
      EXDATE:20201016T080000Z # <- W884
    Instead:
      EXDATE:20201016T073000Z
    """
    repeats, start = component.first("RRULE"), component.first("DTSTART")
    first = local_start(start) if start else None
    if not repeats or not start or not first or "RDATE" in component.properties:
        return
    for line in component.every("EXDATE"):
        for text in line.value.split(",")[:_MOST_EXCEPTIONS]:
            moment = on_clock_of(start, line, text)
            if moment is None or kind_of(moment) != kind_of(first):
                continue  # E832 or E836 reports it
            if never_on(repeats.value, first, moment):
                message = f"{quoted(text.strip())} is not one of the rule's dates"
                hint = "write the exact start of the date to remove"
                yield line.problem(message, hint)


@rule("W885", looks_at={"VCALENDAR"})
def moved_date_unknown(_: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """A moved date of a repeated event, `RECURRENCE-ID`, is not one of the dates of its rule.

    Programs find no date to replace, so the event is shown twice: at the old time and at the new one.

    Wrong:
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
    Instead:
      RECURRENCE-ID:20201016T073000Z
    """
    for uid, line in calendar.moved:
        if uid not in calendar.repeated:
            continue
        start, repeats, has_dates = calendar.repeated[uid]
        first, moment = local_start(start), on_clock_of(start, line, line.value)
        if first is None or moment is None:
            continue
        if kind_of(first) != kind_of(moment):
            message = f"the event of line {start.number} starts at {kind_of(first)}, but this is "
            message += kind_of(moment)
        elif not has_dates and never_on(repeats, first, moment):
            message = (
                f"{quoted(line.value)} is not a date of the rule in the event of the same `UID`"
            )
        else:
            continue
        yield line.problem(message, "write the start that the rule gives for the date")


@rule("W886", looks_at=ENTRIES, looks_for={"RRULE"})
def until_before_start(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """The last date of a recurrence rule, `UNTIL`, is before the start.

    Programs then show one date or none.

    Wrong:
      DTSTART:20201009T073000Z
      RRULE:FREQ=WEEKLY;UNTIL=20200904T073000Z # <- W886
    Instead:
      RRULE:FREQ=WEEKLY;UNTIL=20201204T073000Z
    """
    first = component.first("DTSTART")
    start = moment_in(first) if first else None
    for line in component.every("RRULE"):
        until = moment_of(rule_parts(line.value).get("UNTIL", ""))
        if start is None or until is None:
            continue
        if is_aware(start) and is_aware(until):
            before = until < start
        else:  # without a zone, a day more or less is unknown
            days = [day.toordinal() for day in (until, start)]
            zones = isinstance(until, datetime) and is_aware(start) != is_aware(until)
            before = days[0] < days[1] - zones
        if before:
            hint = "write a later date, or delete the rule"
            yield line.problem("`UNTIL` is before the start", hint)
