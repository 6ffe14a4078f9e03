"""Invitations to webinars and meetings: written, cancelled and read back."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import unquote

from icalendar import Calendar, Event, vCalAddress, vDatetime

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.ics.calendar import add_zone, new_calendar, to_bytes
from sstc_cli.ics.escaping import PlainText, fold, mailto, one_line, parameter
from sstc_cli.ics.event import event_of, organiser_with_email, set_free
from sstc_cli.ics.style import PLAIN, CalendarLabel, Style
from sstc_cli.model import Series, Webinar


@dataclass(frozen=True, slots=True)
class SentInvitation:
    """The entry and the guest in the file of an invitation or of its cancellation.

    It is `withdrawn` if the guest alone was uninvited, not the webinar cancelled.
    """

    uid: str
    sequence: int
    email: str
    name: str
    withdrawn: bool = False


def read_invitation(data: bytes) -> SentInvitation | None:
    """Return the facts of an invitation's file, or None if it is not the file of one guest."""
    try:
        events = Calendar.from_ical(data).walk("VEVENT")
    except ValueError:
        return None
    event = events[0] if events else {}
    guest, uid, sequence = event.get("ATTENDEE"), event.get("UID"), event.get("SEQUENCE")
    if not isinstance(guest, vCalAddress) or uid is None or sequence is None:
        return None
    email = unquote(guest.removeprefix("mailto:"))
    # the cancellation of a webinar also names the series, in a paragraph of its own
    withdrawn = event.get("STATUS") == "CANCELLED" and "\n" not in event.get("DESCRIPTION", "")
    name = str(guest.params.get("CN", ""))
    return SentInvitation(str(uid), int(sequence), email, name, withdrawn)


_ATTENDEE = re.compile(rb"^ATTENDEE.*\r\n(?: .*\r\n)*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Guest:
    """The recipient of an invitation, and the language of the invitation."""

    email: str
    name: str
    language: str


def write_request(series: Series, webinar: Webinar, guest: Guest, style: Style = PLAIN) -> bytes:
    """Return the invitation of a guest to a webinar, which replaces earlier ones."""
    style = replace(style, named=True)
    event = event_of(series, webinar, style.revision_of(series, webinar), guest.language, style)
    event["ATTENDEE"] = _attendee(guest, asked=True)
    return _for_guest("REQUEST", series, webinar, event, style)


def write_cancel(series: Series, webinar: Webinar, guest: Guest, style: Style = PLAIN) -> bytes:
    """Return a cancellation for a guest: of the webinar, or only of the invitation to it.

    Cancelling only the invitation raises the sequence, because calendars accept only newer versions
    (RFC 5546 2.1.4).
    """
    style = replace(style, alarms=())
    revision = style.revision_of(series, webinar)
    if not webinar.cancelled:
        revision = revision._replace(sequence=revision.sequence + 1)
    event = event_of(series, webinar, revision, guest.language, style)
    if not webinar.cancelled:
        # `read_invitation` knows it by its one line
        event["DESCRIPTION"] = PlainText(style.say(CalendarLabel.WITHDRAWN, guest.language))
        event["STATUS"] = PlainText("CANCELLED")
        set_free(event)
        for name in ("LOCATION", "URL", "CONFERENCE"):
            event.pop(name, None)
    event["ATTENDEE"] = _attendee(guest, asked=False)
    return _for_guest("CANCEL", series, webinar, event, style)


def for_guest(data: bytes, guest: Guest, *, asked: bool) -> bytes:
    """Return the file of one guest as that of another one: it differs in the attendee alone."""
    event = Event()
    event["ATTENDEE"] = _attendee(guest, asked=asked)
    _, line, *_ = event.content_lines(sorted=False)
    return _ATTENDEE.sub(lambda _: fold(line), data, count=1)


def _attendee(guest: Guest, *, asked: bool) -> vCalAddress:
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


@dataclass(frozen=True, slots=True)
class Draft:
    """A meeting: its `uid` is the same for ever, its times are in UTC. An organiser proposes it."""

    uid: str
    made: datetime
    starts: datetime
    length: timedelta
    title: str
    text: str
    organiser: str
    email: str


def write_meeting(series: Series, draft: Draft) -> bytes:
    """Return a calendar file with a tentative entry, which asks nobody for an answer.

    It has no guests, so no program sends anything to anybody when it is opened.
    """
    event = Event()
    event["UID"] = PlainText(f"{draft.uid}@{series.domain}")
    event["DTSTAMP"] = vDatetime(draft.made)
    event["DTSTART"] = vDatetime(draft.starts)
    event["DTEND"] = vDatetime(draft.starts + draft.length)
    event["STATUS"] = PlainText("TENTATIVE")
    event["SUMMARY"] = PlainText(one_line(draft.title))
    event["DESCRIPTION"] = PlainText(draft.text)
    name = {"CN": parameter(draft.organiser)}
    event["ORGANIZER"] = vCalAddress(mailto(draft.email), params=name)
    set_free(event)
    return to_bytes(new_calendar("PUBLISH"), [event])
