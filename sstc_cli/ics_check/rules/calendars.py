"""The calendar itself: its version, its name, and how often it is updated."""

from collections.abc import Iterator

from sstc_cli.diagnostics import Severity, did_you_mean
from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, KNOWN, Component
from sstc_cli.ics_check.lines import Unplaced, quoted
from sstc_cli.ics_check.rule import rule
from sstc_cli.ics_check.values import iana_name


@rule("E820", looks_at={"VCALENDAR"})
def version_missing(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """The calendar has no `VERSION:2.0`.

    libical, which Evolution and KOrganizer use, refuses the calendar. Outlook reads version 1.0 as
    vCalendar, which is another format.

    Wrong:
      BEGIN:VCALENDAR # <- E820
      PRODID:-//example.org//EN
      VEVENT …
    Right:
      BEGIN:VCALENDAR …
      VEVENT …
    """
    line = component.first("VERSION")
    hint = "write `VERSION:2.0` after `BEGIN:VCALENDAR`"
    if line is None:
        yield component.begin.problem("the calendar has no `VERSION`", hint)
    elif line.text != "2.0":
        message = f"the version is {quoted(line.value)}, not 2.0"
        yield line.problem(message, hint)


@rule("E821", looks_at={"VCALENDAR"})
def prodid_missing(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """The calendar has no `PRODID`, the name of the program that made it.

    RFC 5545 3.7.3 requires it, and libical and vobject refuse the calendar without it.

    Wrong:
      BEGIN:VCALENDAR # <- E821
      VERSION:2.0
      VEVENT …
    Right:
      BEGIN:VCALENDAR …
      VEVENT …
    """
    if not component.text("PRODID"):
        hint = "write `PRODID:-//your office//EN` after `VERSION`"
        yield component.begin.problem("the calendar has no `PRODID`", hint)


@rule("W822", looks_at={"VCALENDAR"})
def calendar_empty(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """The calendar has no entries.

    RFC 5545 3.6 requires at least one. People who import the file see nothing, or an error that does
    not explain why.

    Wrong:
      BEGIN:VCALENDAR … # <- W822
    Instead:
      BEGIN:VCALENDAR …
      VEVENT …
    """
    if not calendar.entries:
        hint = "export it again with at least one event"
        yield component.begin.problem("the calendar has no entries", hint)


_INTERVALS = {
    "REFRESH-INTERVAL": "`REFRESH-INTERVAL;VALUE=DURATION:PT6H`",
    "X-PUBLISHED-TTL": "`X-PUBLISHED-TTL:PT6H`",
}


@rule("W860", looks_at={"VCALENDAR"})
def feed_without_interval(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """A calendar to subscribe to does not define how often to update it. This is a note.

    Apple uses `REFRESH-INTERVAL`, Outlook `X-PUBLISHED-TTL`. Without them, each updates whenever it
    likes. Google updates every 4 to 24 hours, whatever interval the file has.

    Wrong:
      BEGIN:VCALENDAR …
      X-WR-CALNAME:Webinars # <- W860
      VEVENT …
      BEGIN:VEVENT
      UID:8@example.org
      DTSTAMP:20200801T080000Z
      DTSTART:20201016T073000Z
      DTEND:20201016T083000Z
      SUMMARY:Payments
    Instead:
      X-WR-CALNAME:Webinars
      REFRESH-INTERVAL;VALUE=DURATION:PT6H
      X-PUBLISHED-TTL:PT6H
    """
    title = component.first("X-WR-CALNAME") or component.first("NAME")
    if title is None or len(calendar.uids) < 2:
        return
    missing = [name for name in _INTERVALS if component.first(name) is None]
    if missing:
        names = " and no ".join(f"`{name}`" for name in missing)
        lines = " and ".join(_INTERVALS[name] for name in missing)
        hint = f"if people subscribe to it, add {lines}"
        yield title.problem(f"the calendar has no {names}", hint, weight=Severity.NOTE)


@rule("W861", looks_at={"VCALENDAR"})
def name_of_single_entry(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """A file with one entry has a calendar name, `X-WR-CALNAME`.

    Outlook then opens a new calendar with that name, instead of adding the entry to the reader's own
    (MS-OXCICAL 2.1.3.1.1.17). In a file with a `METHOD`, which is there to be sent, it is a warning;
    otherwise a note.

    Wrong:
      BEGIN:VCALENDAR …
      X-WR-CALNAME:Webinars # <- W861
      VEVENT …
    Right:
      BEGIN:VCALENDAR …
      METHOD:PUBLISH
      BEGIN:VEVENT …
      ORGANIZER:mailto:office@example.org
    """
    line = component.first("X-WR-CALNAME")
    if line and len(calendar.uids) == 1 and not any(map(component.first, _INTERVALS)):
        hint = "delete the line; only calendars to subscribe to need a name"
        weight = None if calendar.method else Severity.NOTE
        message = "a file with one entry has a calendar name"
        yield line.problem(message, hint, weight=weight)


@rule("W876", looks_at={"VCALENDAR"})
def component_unknown(_: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """The calendar has a component that no standard defines.

    Every program ignores it, so a typo loses the whole event. Names of your own begin with `X-`.

    Wrong:
      BEGIN:VEVNT # <- W876
      UID:7@example.org
      DTSTAMP:20200801T080000Z
      DTSTART:20201009T073000Z
      DTEND:20201009T083000Z
      SUMMARY:Logistics
    Right:
      VEVENT …
    """
    for begin in calendar.unknown:
        name = begin.text.upper()
        hint = did_you_mean(name, tuple(sorted(KNOWN)))
        yield begin.problem(f"unknown component {quoted(name)}", hint)


@rule("W888", looks_at=ENTRIES | {"VCALENDAR"}, looks_for={"X-WR-TIMEZONE", "COLOR"})
def value_ignored(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """The zone in `X-WR-TIMEZONE` or the colour in `COLOR` is not one that calendars know.

    Google reads times without a zone in `X-WR-TIMEZONE`, and needs an IANA name. `COLOR` is the name of
    a colour in CSS (RFC 7986); another one is only a note, because the calendar takes its own.

    Wrong:
      BEGIN:VCALENDAR …
      X-WR-TIMEZONE:Mars/Base # <- W888
      VEVENT …
    Instead:
      X-WR-TIMEZONE:Africa/Nairobi
    """
    for line in component.every("X-WR-TIMEZONE"):
        tzid = line.text
        if tzid and iana_name(tzid) is None:
            message = f"{quoted(tzid)} is not the IANA name of a zone"
            yield line.problem(message, "write for example `Africa/Nairobi`")
    for line in component.every("COLOR"):
        colour = line.text
        if not (colour.isascii() and colour.isalpha()):
            message = f"{quoted(colour)} is not the name of a colour"
            hint = "write a name of CSS, for example `turquoise`"
            yield line.problem(message, hint, weight=Severity.NOTE)
