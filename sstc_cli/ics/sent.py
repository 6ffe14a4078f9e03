"""Read back the files that `sstc` wrote."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote

from icalendar import Calendar, vCalAddress

from sstc_cli.ics.identity import uid_of
from sstc_cli.ics.labels import WITHDRAWN
from sstc_cli.model import Series, Webinar


@dataclass(frozen=True, slots=True)
class SentInvitation:
    """What the file of an invitation or its cancellation says: of which entry, and to whom.

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
    withdrawn = str(event.get("DESCRIPTION", "")) in WITHDRAWN
    name = str(guest.params.get("CN", ""))
    return SentInvitation(str(uid), int(sequence), email, name, withdrawn)


def is_overtaken(data: bytes, series: Series) -> bool:
    """Return whether a file has a webinar at another time than the series, or cancelled or not."""
    try:
        events = Calendar.from_ical(data).walk("VEVENT")
        told = {
            str(event["UID"]): (
                event.decoded("DTSTART"),
                event.decoded("DTEND"),
                event.get("STATUS"),
            )
            for event in events
        }
    except (KeyError, ValueError):
        return False
    return any(
        told.get(uid_of(series, webinar), now) != now
        for webinar in series.webinars
        for now in [_now(series, webinar)]
    )


def _now(series: Series, webinar: Webinar) -> tuple[datetime, datetime, str]:
    """Return start, end and status of a webinar."""
    status = "CANCELLED" if webinar.cancelled else "CONFIRMED"
    return series.instant(webinar.starts), series.instant(webinar.ends), status
