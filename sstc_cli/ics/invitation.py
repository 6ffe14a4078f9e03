"""Invitations and cancellations for one person by e-mail (iTIP, RFC 5546).

Each is about one webinar, because Outlook reads only the first event of a file. It names only one
guest, because guests must not learn who else is invited. Such a file is private.
"""

import re
from dataclasses import dataclass, replace

from icalendar import Event, vCalAddress

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.ics.event import event_of, organiser_with_email, set_free
from sstc_cli.ics.file import add_zone, new_calendar, to_bytes
from sstc_cli.ics.fold import fold
from sstc_cli.ics.labels import Label
from sstc_cli.ics.style import PLAIN, Style
from sstc_cli.ics.text import PlainText, mailto, parameter
from sstc_cli.model import RevisionOf, Series, Webinar, declared_revision

_ATTENDEE = re.compile(rb"^ATTENDEE.*\r\n(?: .*\r\n)*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Guest:
    """The recipient of an invitation, and the language of the invitation."""

    email: str
    name: str
    language: str


def write_request(
    series: Series,
    webinar: Webinar,
    guest: Guest,
    *,
    style: Style = PLAIN,
    revision_of: RevisionOf = declared_revision,
) -> bytes:
    """Return the invitation of a guest to a webinar, which replaces earlier ones."""
    style = replace(style, named=True)
    event = event_of(series, webinar, revision_of(series, webinar), guest.language, style)
    event["ATTENDEE"] = _attendee(guest, asked=True)
    return _for_guest("REQUEST", series, webinar, event, style)


def write_cancel(
    series: Series,
    webinar: Webinar,
    guest: Guest,
    *,
    style: Style = PLAIN,
    revision_of: RevisionOf = declared_revision,
) -> bytes:
    """Return a cancellation for a guest: of the webinar, or only of the invitation to it.

    Cancelling only the invitation raises the sequence, because calendars accept only newer versions
    (RFC 5546 2.1.4).
    """
    style = replace(style, alarms=())
    revision = revision_of(series, webinar)
    if not webinar.cancelled:
        revision = revision._replace(sequence=revision.sequence + 1)
    event = event_of(series, webinar, revision, guest.language, style)
    if not webinar.cancelled:
        _withdraw(event, style.say(Label.WITHDRAWN, guest.language))
    event["ATTENDEE"] = _attendee(guest, asked=False)
    return _for_guest("CANCEL", series, webinar, event, style)


def for_guest(data: bytes, guest: Guest, *, asked: bool) -> bytes:
    """Return the file of one guest as that of another one: it differs in the attendee alone."""
    event = Event()
    event["ATTENDEE"] = _attendee(guest, asked=asked)
    _, line, *_ = event.content_lines(sorted=False)
    return _ATTENDEE.sub(lambda _: fold(line), data, count=1)


def _withdraw(event: Event, words: str) -> None:
    """Mark an event as cancelled for its guest only; `read_invitation` knows it by its one line."""
    event["STATUS"] = PlainText("CANCELLED")
    set_free(event)
    event["DESCRIPTION"] = PlainText(words)
    for name in ("LOCATION", "URL", "CONFERENCE"):
        event.pop(name, None)


def _attendee(guest: Guest, *, asked: bool) -> vCalAddress:
    """Return the guest as an attendee, who is asked for an answer or not."""
    parameters = {"CN": parameter(guest.name)} if guest.name else {}
    parameters |= {"CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT"}
    if asked:
        parameters |= {"PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"}
    return vCalAddress(mailto(guest.email), params=parameters)


def _for_guest(method: str, series: Series, webinar: Webinar, event: Event, style: Style) -> bytes:
    """Return the file, or refuse if no organiser has an e-mail address to receive the answers."""
    if style.sender is None and organiser_with_email(series, webinar) is None:
        message = f"no organiser of webinar {webinar.number} has an e-mail address"
        hint = "add `email` to one of `organisers` in data/webinars.yaml, so that guests can answer"
        raise SstcError(message, hint, ExitCode.DATA)
    return to_bytes(add_zone(new_calendar(method), series, [webinar], style), [event])
