"""Web addresses, attachments and places."""

import re
from binascii import Error, a2b_base64
from collections.abc import Iterator

from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.lines import ContentLine, Unplaced, quoted
from sstc_cli.ics_check.reader import MOST_KEPT
from sstc_cli.ics_check.rule import rule

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:[^\s<>\"]+")


@rule("W856", looks_at=ENTRIES, looks_for={"URL", "CONFERENCE"})
def link_malformed(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """A web address is not valid: it has no `https://`, or contains a space.

    Calendars show it as text that is not a link.

    Wrong:
      LOCATION:meet.example.org/7
      URL:meet.example.org/7 # <- W856
    Right:
      LOCATION:https://meet.example.org/7
      URL:https://meet.example.org/7
    """
    for line in component.every("URL", "CONFERENCE"):
        if not _ADDRESS.fullmatch(line.text):
            message = f"{quoted(line.value)} is not a web address"
            hint = "write it in full, with `https://`, and spaces as `%20`"
            yield line.problem(message, hint)


@rule("W858", looks_at={"VEVENT"}, looks_for={"URL", "CONFERENCE"})
def link_hidden(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """The link is only in `URL` or `CONFERENCE`.

    Google and Outlook show neither. People find the link in `LOCATION` and `DESCRIPTION`.

    Wrong:
      URL:https://meet.example.org/7 # <- W858
    Right:
      LOCATION:https://meet.example.org/7
      URL:https://meet.example.org/7
    """
    line = component.first("URL") or component.first("CONFERENCE")
    if line is None or not line.text.lower().startswith("http"):
        return
    texts = component.every("LOCATION", "DESCRIPTION")
    if not any("http" in text.value.lower() for text in texts):
        hint = "put the link also into `LOCATION` and the first lines of `DESCRIPTION`"
        message = f"the link is only in `{line.name}`, which Google and Outlook do not show"
        yield line.problem(message, hint)


_NUMBER = r"([+-]?[0-9]{1,3}(?:\.[0-9]*)?)"
_PLACE = re.compile(rf"{_NUMBER};\s*{_NUMBER}")


@rule("W882", looks_at={"VEVENT", "VTODO"}, looks_for={"GEO"})
def place_malformed(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """The place in `GEO` is not a latitude and a longitude with a semicolon between them.

    libical, icalendar and the npm package `ical` drop it, and the event is not on the map.

    Wrong:
      GEO:38.7,-9.1 # <- W882
    Right:
      GEO:38.7;-9.1
    """
    for line in component.every("GEO"):
        place = _PLACE.fullmatch(line.text)
        if place is None:
            message = f"{quoted(line.value)} is not a place"
        elif abs(float(place[1])) > 90 or abs(float(place[2])) > 180:
            message = f"{quoted(line.value)} is not on the globe"
        else:
            continue
        yield line.problem(message, "write latitude and longitude: `GEO:38.7;-9.1`")


@rule("W883", looks_at=ENTRIES, looks_for={"ATTACH"})
def attachment_unreadable(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """An attachment cannot be opened: its data or its address is wrong.

    Data need both `ENCODING=BASE64` and `VALUE=BINARY`; icalendar refuses data that are not in base64.
    A `file:` address works only on the computer where the file is.

    Wrong:
      ATTACH:file:///C:/agenda.pdf # <- W883
    Right:
      ATTACH:https://example.org/agenda.pdf
    """
    for line in component.every("ATTACH"):
        is_data = line.param("VALUE") == "BINARY"
        if is_data != (line.param("ENCODING") == "BASE64"):
            message = "the attachment has only one of `ENCODING=BASE64` and `VALUE=BINARY`"
            hint = "write `ATTACH;ENCODING=BASE64;VALUE=BINARY:…`"
            yield line.problem(message, hint)
        elif is_data and not _is_base64(line):
            message = "the data of the attachment are not in base64"
            yield line.problem(message, "export the file again, or delete `ATTACH`")
        elif line.value.lstrip()[:5].lower() == "file:":
            hint = "write a public web address, with `https://`"
            yield line.problem("the attachment is a file of one computer", hint)


def _is_base64(line: ContentLine) -> bool:
    """Return whether data are in base64, as far as they are kept."""
    if sum(map(len, line.parts)) > MOST_KEPT - 1_000:
        return True
    try:
        a2b_base64("".join(line.value.split()), strict_mode=True)
    except (Error, ValueError):
        return False
    return True
