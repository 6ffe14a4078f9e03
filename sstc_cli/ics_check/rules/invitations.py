"""What each `METHOD` requires of an entry."""

from collections.abc import Iterator

from sstc_cli.diagnostics import Severity
from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.lines import Unplaced, excerpt
from sstc_cli.ics_check.rule import rule


@rule("W865", looks_at={"VEVENT", "VTODO", "VJOURNAL"})
def organizer_missing(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """A published entry has no `ORGANIZER`.

    RFC 5546 requires one with `METHOD:PUBLISH`. All programs show the entry without it, also those of
    Google and Apple, so it is only a note. Strict checkers report it.

    Wrong:
      BEGIN:VCALENDAR …
      METHOD:PUBLISH
      BEGIN:VEVENT … # <- W865
    Instead:
      BEGIN:VEVENT …
      ORGANIZER:mailto:office@example.org
    """
    if calendar.method == "PUBLISH" and component.first("ORGANIZER") is None:
        hint = "write `ORGANIZER;CN=…:mailto:…`, or delete `METHOD:PUBLISH`"
        message = "the published entry has no `ORGANIZER`"
        yield component.begin.problem(message, hint, weight=Severity.NOTE)


@rule("E866", looks_at={"VEVENT", "VTODO", "VJOURNAL"})
def message_without_organizer(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """An invitation, a cancellation or an answer has no `ORGANIZER`.

    Calendars have no one to send answers to, and libical refuses the entry. In an answer
    (`METHOD:REPLY`), it is only a warning: the organiser who receives it is known.

    Wrong:
      BEGIN:VCALENDAR …
      METHOD:REQUEST
      BEGIN:VEVENT … # <- E866
      ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:ana@example.org
    Instead:
      BEGIN:VEVENT …
      ORGANIZER:mailto:office@example.org
    """
    if calendar.method not in ("", "PUBLISH") and component.first("ORGANIZER") is None:
        hint = "write `ORGANIZER;CN=…:mailto:…` with the address for answers"
        message, weight = f"`METHOD:{excerpt(calendar.method)}` needs an `ORGANIZER`", None
        if calendar.method == "REPLY":
            hint = "copy the line `ORGANIZER` of the invitation"
            message, weight = "the answer does not name the invited person", Severity.WARNING
        yield component.begin.problem(message, hint, weight=weight)


@rule("W867", looks_at={"VEVENT", "VTODO"}, looks_for={"ATTENDEE"})
def published_attendee(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """A published entry names attendees.

    `METHOD:PUBLISH` is not an invitation (RFC 5546 3.2.1). All readers of the file see who the
    attendees are, and libical refuses it. Google's own exports are like that.

    Wrong:
      BEGIN:VCALENDAR …
      METHOD:PUBLISH
      BEGIN:VEVENT …
      ORGANIZER:mailto:office@example.org
      ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:ana@example.org # <- W867
    Instead:
      nothing
    """
    line = component.first("ATTENDEE")
    if line is not None and calendar.method == "PUBLISH":
        hint = "delete the attendees, or send each of them a `METHOD:REQUEST`"
        yield line.problem("a published entry names attendees", hint)


@rule("E868", looks_at={"VEVENT", "VTODO"})
def request_without_attendee(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """An invitation names no guest, or an answer does not name the person who answers.

    No one can accept or decline, and libical refuses the entry.

    Wrong:
      BEGIN:VCALENDAR …
      METHOD:REQUEST
      BEGIN:VEVENT … # <- E868
      ORGANIZER:mailto:office@example.org
    Right:
      BEGIN:VCALENDAR …
      METHOD:REQUEST
      BEGIN:VEVENT …
      ORGANIZER:mailto:office@example.org
      ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:ana@example.org
    """
    if calendar.method in ("REQUEST", "REPLY") and component.first("ATTENDEE") is None:
        hint = "write `ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:…`, or `METHOD:PUBLISH`"
        message = f"`METHOD:{calendar.method}` needs an `ATTENDEE`"
        yield component.begin.problem(message, hint)


@rule("E869", looks_at=ENTRIES)
def several_in_message(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """An invitation or a cancellation has several entries.

    Each message must be about one `UID`. Outlook reads the first entry of a mail and drops the others.

    Wrong:
      BEGIN:VCALENDAR …
      METHOD:REQUEST
      BEGIN:VEVENT …
      ORGANIZER:mailto:office@example.org
      ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:ana@example.org
      END:VEVENT
      BEGIN:VEVENT
      UID:8@example.org # <- E869
      DTSTAMP:20200801T080000Z
      DTSTART:20201016T073000Z
      DTEND:20201016T083000Z
      SUMMARY:Logistics
      ORGANIZER:mailto:office@example.org
      ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:ana@example.org
    Right:
      BEGIN:VCALENDAR …
      METHOD:REQUEST
      BEGIN:VEVENT …
      ORGANIZER:mailto:office@example.org
      ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:ana@example.org
    """
    line = component.first("UID")
    if line is None or calendar.method in ("", "PUBLISH"):
        return
    if calendar.uids and line.text != calendar.uids[0]:
        hint = "write a file for each entry, and send each in its own mail"
        message = f"`METHOD:{excerpt(calendar.method)}` allows one `UID`, but this is a second one"
        yield line.problem(message, hint)


@rule("E870", looks_at={"VEVENT", "VTODO", "VJOURNAL"})
def cancel_incomplete(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """A cancellation has no `SEQUENCE`, or its status is not `CANCELLED`.

    RFC 5546 3.2.5 requires a `SEQUENCE` that is higher than before, so that calendars recognise the
    newer version. Any other status than `CANCELLED` contradicts the cancellation.

    Wrong:
      BEGIN:VCALENDAR …
      METHOD:CANCEL
      BEGIN:VEVENT …
      ORGANIZER:mailto:office@example.org
      SEQUENCE:1
      STATUS:CONFIRMED # <- E870
    Instead:
      STATUS:CANCELLED
    """
    if calendar.method != "CANCEL":
        return
    if component.first("SEQUENCE") is None:
        hint = "add `SEQUENCE`, one higher than in the invitation"
        yield component.begin.problem("the cancellation has no `SEQUENCE`", hint)
    if not component.is_cancelled:
        line = component.first("STATUS") or component.begin
        yield line.problem("the cancellation has no `STATUS:CANCELLED`", "write `STATUS:CANCELLED`")


@rule("W872", looks_at={"VTODO"})
def published_task_incomplete(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """A published task has no `DTSTART` or no `PRIORITY`, which RFC 5546 3.4.1 requires.

    libical refuses the task. A checklist that people import needs no `METHOD` at all.

    Wrong:
      BEGIN:VCALENDAR …
      METHOD:PUBLISH
      BEGIN:VTODO # <- W872
      UID:agenda-7@example.org
      DTSTAMP:20200801T080000Z
      DUE;VALUE=DATE:20201002
      PRIORITY:5
      SUMMARY:Send the agenda
      ORGANIZER:mailto:office@example.org
    Right:
      BEGIN:VCALENDAR …
      BEGIN:VTODO
      UID:agenda-7@example.org
      DTSTAMP:20200801T080000Z
      DUE;VALUE=DATE:20201002
      SUMMARY:Send the agenda
    """
    if calendar.method != "PUBLISH":
        return
    missing = [name for name in ("DTSTART", "PRIORITY") if component.first(name) is None]
    if missing:
        message = f"the published task has no {' and no '.join(f'`{name}`' for name in missing)}"
        hint = "add `DTSTART` and `PRIORITY`, or delete `METHOD:PUBLISH`"
        yield component.begin.problem(message, hint)


@rule("W880", looks_at={"VEVENT", "VTODO"}, looks_for={"ATTENDEE"})
def method_contradicted(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """An invitation is cancelled, or an answer does not give exactly one person's answer.

    RFC 5546 and libical allow neither: `METHOD:CANCEL` cancels, and a reply has one `ATTENDEE` with a
    `PARTSTAT`. A program that reads only the method does the opposite, or learns no answer.

    Wrong:
      BEGIN:VCALENDAR …
      METHOD:REPLY
      BEGIN:VEVENT …
      SEQUENCE:1
      ORGANIZER:mailto:office@example.org
      ATTENDEE:mailto:ana@example.org # <- W880
    Instead:
      ATTENDEE;PARTSTAT=ACCEPTED:mailto:ana@example.org
    """
    status = component.first("STATUS")
    is_one_date = component.first("RECURRENCE-ID") is not None
    if status and component.is_cancelled and calendar.method == "REQUEST" and not is_one_date:
        yield status.problem("the invitation is cancelled", "write `METHOD:CANCEL`")
    if calendar.method == "REPLY":
        first, *others = component.every("ATTENDEE")
        for line in others:
            hint = "write one file for each person who answers"
            yield line.problem("the reply has several attendees", hint)
        if not others and "PARTSTAT" not in first.params:
            hint = "write `ATTENDEE;PARTSTAT=ACCEPTED:mailto:…`"
            yield first.problem("the reply has no `PARTSTAT`", hint)
