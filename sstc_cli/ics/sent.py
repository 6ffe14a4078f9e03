"""Read back the invitations that `sstc` wrote."""

from dataclasses import dataclass
from urllib.parse import unquote

from icalendar import Calendar, vCalAddress


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
