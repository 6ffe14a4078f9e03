"""Titles, descriptions and other texts."""

import re
from collections.abc import Iterator

from sstc_cli.diagnostics import Severity
from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, TEXTS, Component
from sstc_cli.ics_check.lines import Unplaced, quoted
from sstc_cli.ics_check.rule import rule


@rule("W830", looks_at={"VEVENT", "VTODO"})
def title_missing(component: Component, calendar: Calendar) -> Iterator[Unplaced]:
    """An event or a task has no title, `SUMMARY`.

    Google shows *(No title)*, other calendars an empty box.

    Wrong:
      BEGIN:VEVENT # <- W830
      UID:7@example.org
      DTSTAMP:20200801T080000Z
      DTSTART:20201009T073000Z
      DTEND:20201009T083000Z
    Right:
      VEVENT …
    """
    if not component.text("SUMMARY") and not calendar.refers_to_known_entries:
        line = component.first("SUMMARY") or component.begin
        hint = "add a title, for example `SUMMARY:Webinar 7`"
        yield line.problem(f"the `{component.name}` has no title", hint)


_BEFORE = re.compile(r"(?:[^\\,;]|\\.)*", re.DOTALL)


@rule("W848", looks_at=ENTRIES | {"VALARM", "VCALENDAR"})
def separator_not_escaped(component: Component, _: Calendar) -> Iterator[Unplaced]:
    r"""A comma or a semicolon in a text has no backslash before it.

    vobject and programs built on it treat the comma as the end of the value, and show only the text
    before it.

    Wrong:
      SUMMARY:Depots, chargers; grids # <- W848
    Right:
      SUMMARY:Depots\, chargers\; grids
    """
    for line in component.every(*TEXTS):
        if "," not in line.value and ";" not in line.value:
            continue
        before = _BEFORE.match(line.value)
        at = before.end() if before else 0
        if line.value[at : at + 1] in (",", ";"):
            separator = line.value[at]
            message = f"the text of `{line.name}` has a `{separator}` without a backslash"
            span = (line.at + at, line.at + at + 1)
            yield line.problem(message, f"write `\\{separator}`", span)


_ESCAPE = re.compile(r"\\(.?)", re.DOTALL)


@rule("W849", looks_at=ENTRIES | {"VALARM", "VCALENDAR"})
def escape_unknown(component: Component, _: Calendar) -> Iterator[Unplaced]:
    r"""A backslash in a text is followed by a character that is not allowed there.

    Only `\\`, `\,`, `\;`, `\n` and `\N` are allowed. With any other character, libical drops the
    backslash, while ical.js and vobject show it.

    Wrong:
      SUMMARY:Reports in C:\Reports # <- W849
    Right:
      SUMMARY:Reports in C:\\Reports
    """
    for line in component.every(*TEXTS):
        if "\\" not in line.value:
            continue
        for escape in _ESCAPE.finditer(line.value):
            if escape[1] in ("\\", ",", ";", "n", "N"):
                continue
            message = f"{quoted(escape[0])} is not an escape that every program supports"
            hint = "delete the backslash, or write `\\\\` for a backslash"
            yield line.problem(message, hint, line.span_in(escape))
            break


_TAG = re.compile(
    r"</?(?:a|b|i|u|p|br|em|li|ol|ul|td|tr|div|pre|span|font|html|body|strong|table|h[1-6])"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)


@rule("W850", looks_at=ENTRIES, looks_for={"DESCRIPTION"})
def html_in_description(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """The description is written in HTML.

    Outlook, Apple and Thunderbird show the tags as text. Only Google interprets them.

    Wrong:
      DESCRIPTION:<p>Join <b>here</b></p> # <- W850
    Right:
      DESCRIPTION:Join here
    """
    for line in component.every("DESCRIPTION"):
        if "<" in line.value and (tag := _TAG.search(line.value)):
            message = f"the description has the tag {quoted(tag[0])}"
            hint = "write plain text: use `\\n` for a line break, and write addresses in full"
            yield line.problem(message, hint, line.span_in(tag))


@rule("W851", looks_at=ENTRIES, looks_for={"X-ALT-DESC"})
def html_description(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """An entry has a second description in HTML, `X-ALT-DESC`. This is a note.

    Outlook shows it instead of `DESCRIPTION`, but no other program does. People who change one of the
    two forget the other.

    Wrong:
      DESCRIPTION:Join here
      X-ALT-DESC;FMTTYPE=text/html:<b>Join here</b> # <- W851
    Right:
      DESCRIPTION:Join here
    """
    for line in component.every("X-ALT-DESC"):
        message, hint = "only Outlook shows `X-ALT-DESC`", "write everything in `DESCRIPTION`"
        yield line.problem(message, hint, (0, len(line.name)), Severity.NOTE)


_HIGH = {bytes([byte]).decode("cp1252", "ignore"): byte for byte in range(0x80, 0xA0)}
_TO_BYTES = {ord(letter): byte for letter, byte in _HIGH.items() if letter}
_AFTER = "\x80-\xbf" + "".join(map(chr, _TO_BYTES))
_PAIR = re.compile(f"[\xc2-\xf4][{_AFTER}]")
_ENDS = "\u2026\u2013\u2014\u201d\u2019\xbb\xae\u2122"  # they may follow a capital letter


@rule("W878", looks_at=ENTRIES | {"VCALENDAR", "VALARM"}, looks_for=frozenset(TEXTS))
def text_garbled(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """A text was damaged before it came into the file: its letters were read in a wrong encoding.

    Every program shows it as it is: `GrÃ¼ÃŸe` for `Grüße`, `�` for a lost letter, or `=C3=BC` for `ü`,
    which is an encoding of vCalendar 1.0.

    Wrong:
      SUMMARY:GrÃ¼ÃŸe # <- W878
    Right:
      SUMMARY:Grüße
    """
    for line in component.every(*TEXTS):
        if line.param("ENCODING") == "QUOTED-PRINTABLE":
            hint = "write the text in UTF-8, without `ENCODING`"
            message = f"the text of `{line.name}` is in quoted-printable, which no calendar program decodes"
            yield line.problem(message, hint, line.span_of("ENCODING"))
        if line.value.isascii():
            continue
        at = line.at + line.value.find("\ufffd")
        if at >= line.at:
            hint = "export the file again, or write the letter anew: it is lost"
            yield line.problem("the text has `\ufffd` for a letter", hint, (at, at + 1))
        elif (meant := _repaired(line.value)) and (pair := _PAIR.search(line.value)):
            message = f"the text has {quoted(pair[0])} for a letter"
            hint = f"write {quoted(meant)}: UTF-8 was read as Windows-1252"
            yield line.problem(message, hint, line.span_in(pair))


def _repaired(text: str) -> str | None:
    """Return the text that was meant, if each letter is a byte of UTF-8 as Windows shows it."""
    pairs = _PAIR.findall(text)
    if not pairs or (len(pairs) == 1 and pairs[0][1] in _ENDS and pairs[0][0] != "\xe2"):
        return None
    try:
        return text.translate(_TO_BYTES).encode("latin-1").decode()
    except UnicodeError:
        return None
