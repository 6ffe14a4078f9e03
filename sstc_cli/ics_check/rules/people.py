"""Organisers and attendees."""

import re
from collections.abc import Iterator
from itertools import chain

from sstc_cli.diagnostics import Severity
from sstc_cli.ics_check.calendar import Calendar
from sstc_cli.ics_check.component import ENTRIES, Component
from sstc_cli.ics_check.lines import ContentLine, Unplaced, quoted
from sstc_cli.ics_check.rule import rule

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:.")
_MAIL = re.compile(r"mailto:[^\s@,;:<>]+@[^\s@,;:<>]+", re.IGNORECASE)


@rule("E852", looks_at=ENTRIES | {"VALARM"}, looks_for={"ORGANIZER", "ATTENDEE"})
def address_malformed(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """The address of an organiser or an attendee is not a `mailto:` address.

    Outlook and Google accept only e-mail addresses: the answers are lost, or the person is
    dropped.

    Wrong:
      ORGANIZER;CN=The office:office@example.org # <- E852
    Right:
      ORGANIZER;CN=The office:mailto:office@example.org
    """
    for line in component.every("ORGANIZER", "ATTENDEE"):
        address = line.text
        mail = address[:7].lower() == "mailto:"
        if not mail and ":mailto:" in address.lower():
            continue  # a parameter without quotes ends too early (W881)
        if not (_MAIL.fullmatch(address) if mail else _ADDRESS.match(address)):
            message = f"{quoted(address)} is not an address that calendars can answer to"
            yield line.problem(message, "write `mailto:` before the e-mail address")


@rule("W853", looks_at=ENTRIES, looks_for={"ORGANIZER", "ATTENDEE"})
def mailto_in_capitals(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """`MAILTO:` is written in capitals. This is a note.

    The standard allows it, but scripts that look for `mailto:` show the whole value as a name.

    Wrong:
      ORGANIZER:MAILTO:office@example.org # <- W853
    Right:
      ORGANIZER:mailto:office@example.org
    """
    for line in component.every("ORGANIZER", "ATTENDEE"):
        scheme = line.value[:7]
        if scheme.lower() == "mailto:" != scheme:
            message = f"`{scheme}` is not in small letters"
            span = (line.at, line.at + 7)
            yield line.problem(message, "write `mailto:`", span, Severity.NOTE)


_SPECIAL = re.compile(r"\^['n^]|\\")


@rule("W854", looks_at=ENTRIES, looks_for={"ORGANIZER", "ATTENDEE", "CONFERENCE"})
def name_with_special_characters(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """A name has a character that programs read differently: a quote written `^'`, or a backslash.

    RFC 6868 writes a quote as `^'`, but most calendars show both characters. libical takes a backslash
    for an escape.

    Wrong:
      ORGANIZER;CN="The ^'Green^' office":mailto:office@example.org # <- W854
    Right:
      ORGANIZER;CN="The 'Green' office":mailto:office@example.org
    """
    for line in component.every("ORGANIZER", "ATTENDEE", "CONFERENCE"):
        for param in ("CN", "LABEL"):
            name = line.params.get(param, "")
            if special := _SPECIAL.search(name):
                message = f"the name has `{special[0]}`, which some programs show and others drop"
                hint = "write `'` for a quote, and `/` for a backslash"
                yield line.problem(message, hint, line.span_of(param))


_URIS = frozenset({"ALTREP", "DIR", "SENT-BY", "DELEGATED-FROM", "DELEGATED-TO", "MEMBER"})
_SCHEMES = frozenset({"HTTP", "HTTPS", "MAILTO", "CID", "DATA", "FILE", "FTP", "LDAP"})


@rule("W881", looks_at=ENTRIES)
def parameter_not_quoted(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """A parameter with a colon is not in quotes, so the value begins at the wrong place.

    A colon ends the parameters. Of `ALTREP=http://…:Room 4`, calendars show `//…:Room 4`, and an
    address behind `CN=Office: Trade` is lost.

    Wrong:
      LOCATION;ALTREP=https://example.org/4:Room 4 # <- W881
    Right:
      LOCATION;ALTREP="https://example.org/4":Room 4
    """
    for line in chain.from_iterable(component.properties.values()):
        if line.params and (param := _cut(line)):
            message = f"the colon in `{param}` ends it, so the value is {quoted(line.value)}"
            hint = f'put the value of `{param}` in quotes: `{param}="…"`'
            yield line.problem(message, hint, line.span_of(param))


def _cut(line: ContentLine) -> str | None:
    """Return the name of the parameter that a colon has cut, or None."""
    for param, value in line.params.items():
        if param in _URIS and value.upper() in _SCHEMES:
            return param
    is_cut = line.name in ("ORGANIZER", "ATTENDEE") and ":mailto:" in line.value.lower()
    return list(line.params)[-1] if is_cut else None


@rule("W892", looks_at=ENTRIES, looks_for={"ATTENDEE"})
def attendee_repeated(component: Component, _: Calendar) -> Iterator[Unplaced]:
    """The same person is an attendee twice.

    Of two different answers one is lost. If the answers are the same, it is only a note.

    Wrong:
      ATTENDEE;PARTSTAT=ACCEPTED:mailto:ana@example.org
      ATTENDEE;PARTSTAT=DECLINED:mailto:Ana@example.org # <- W892
    Right:
      ATTENDEE;PARTSTAT=ACCEPTED:mailto:ana@example.org
    """
    seen: dict[str, ContentLine] = {}
    for line in component.every("ATTENDEE"):
        address = line.text.lower()
        first = seen.setdefault(address, line)
        if first is line:
            continue
        answers = {item.params.get("PARTSTAT", "NEEDS-ACTION").upper() for item in (first, line)}
        weight = Severity.NOTE if len(answers) == 1 else None
        message = f"{quoted(line.value)} is also in line {first.number}"
        yield line.problem(message, "keep one of the two", weight=weight)
