"""The id, the stamp and the sequence of entries, by which calendars update them."""

import re
from collections.abc import Iterator
from datetime import datetime

from sstc_cli.diagnostics import Severity
from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.lines import Unplaced
from sstc_cli.ics_check.rule import rule
from sstc_cli.ics_check.values import moment_of


@rule("E824", looks_at=ENTRIES)
def uid_missing(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """An entry has no `UID`, or an empty one.

    Nextcloud and vobject refuse the entry. A calendar that makes up a `UID` adds the entry again with
    every import.

    Wrong:
      BEGIN:VEVENT # <- E824
      DTSTAMP:20200801T080000Z
      DTSTART:20201009T073000Z
      DTEND:20201009T083000Z
      SUMMARY:Logistics
    Right:
      VEVENT …
    """
    if not component.text("UID"):
        hint = "add an id that never changes, for example `UID:series-7@example.org`"
        line = component.first("UID") or component.begin
        yield line.problem(f"the `{component.name}` has no `UID`", hint)


@rule("E825", looks_at=ENTRIES - {"VFREEBUSY"})
def uid_repeated(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """Two entries have the same `UID`, but are not two dates of one repeated event.

    A calendar keeps one of them and drops the other.

    Wrong:
      VEVENT …
      BEGIN:VEVENT
      UID:7@example.org # <- E825
      DTSTAMP:20200801T080000Z
      DTSTART:20201016T073000Z
      DTEND:20201016T083000Z
      SUMMARY:Payments
    Instead:
      UID:8@example.org
    """
    line = component.first("UID")
    if line is None or not line.text:
        return
    earlier = calendar.seen_before(f"{line.value}\n{component.text('RECURRENCE-ID')}", line.number)
    if earlier:
        message = f"the `UID` of line {earlier} is used again"
        hint = "give each entry its own `UID`, or each date of one repeated event a `RECURRENCE-ID`"
        yield line.problem(message, hint)


@rule("E826", looks_at=ENTRIES)
def stamp_missing(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """An entry has no `DTSTAMP`, the time when it was written.

    The standard requires it, and vobject refuses the entry. Calendars use it to decide which of two
    copies is newer.

    Wrong:
      BEGIN:VEVENT # <- E826
      UID:7@example.org
      DTSTART:20201009T073000Z
      DTEND:20201009T083000Z
      SUMMARY:Logistics
    Right:
      VEVENT …
    """
    if component.first("DTSTAMP") is None:
        hint = "add the time of the last change in UTC, for example `DTSTAMP:20200801T080000Z`"
        yield component.begin.problem(f"the `{component.name}` has no `DTSTAMP`", hint)


_STAMPS = ("DTSTAMP", "LAST-MODIFIED", "CREATED", "COMPLETED")


@rule("E827", looks_at=ENTRIES)
def stamp_not_utc(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """A time stamp is not in UTC: `DTSTAMP`, `LAST-MODIFIED`, `CREATED` or `COMPLETED`.

    Calendars compare time stamps to find the newer copy. A time stamp without `Z` means another moment
    in every zone, so an update may look like an old copy.

    Wrong:
      DTSTAMP:20200801T080000 # <- E827
    Right:
      DTSTAMP:20200801T080000Z
    """
    for line in component.every(*_STAMPS):
        moment = moment_of(line.text)
        if moment is not None and not (isinstance(moment, datetime) and moment.tzinfo):
            hint = "convert it to UTC and end it with `Z`, for example `20200801T080000Z`"
            yield line.problem(f"`{line.name}` is not in UTC", hint)


@rule("W829", looks_at={"VEVENT", "VTODO"})
def cancelled_without_sequence(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """A cancelled event still has the `SEQUENCE` of its announcement.

    A calendar accepts a cancellation only if its `SEQUENCE` is higher than that of the calendar's own
    copy (RFC 5546 2.1.4). 0 is never higher, so the event stays in the calendar.

    Wrong:
      STATUS:CANCELLED
      SEQUENCE:0 # <- W829
    Instead:
      SEQUENCE:1
    """
    status = component.first("STATUS")
    if status is None or not component.is_cancelled:
        return
    line = component.first("SEQUENCE")
    if calendar.method == "CANCEL" and line is None:
        return  # `cancel_incomplete` reports it
    if line is None or line.text == "0":
        hint = "raise `SEQUENCE` by one for every move and for the cancellation"
        yield (line or status).problem(
            "the entry is cancelled, but its `SEQUENCE` was not raised", hint
        )


_UNSEEN = re.compile(r"^\s|\s$|[^\S ]|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_UNSEEN_MESSAGE = "the `UID` has a space or an invisible character, U+{:04X}"


@rule("W891", looks_at=ENTRIES)
def uid_with_unseen_characters(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """A `UID` has invisible characters, or begins or ends with a space.

    Some programs delete them and others do not, so an update is not recognised and the event appears
    twice. A space inside is only a note.

    Wrong:
      UID:7\u200b@example.org # <- W891
    Right:
      UID:7@example.org
    """
    line = component.first("UID")
    if line is None or (line.value.isprintable() and " " not in line.value):
        return
    unseen = _UNSEEN.search(line.value)
    at = unseen.start() if unseen else line.value.find(" ")
    if at >= 0 and line.text:
        weight = None if unseen else Severity.NOTE
        message = _UNSEEN_MESSAGE.format(ord(line.value[at]))
        span = (line.at + at, line.at + at + 1)
        yield line.problem(message, "delete it, here and in each update", span, weight)
