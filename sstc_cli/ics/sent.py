"""Read back the invitations that `sstc` wrote."""

from dataclasses import dataclass
from urllib.parse import unquote

from icalendar import Calendar, vCalAddress


@dataclass(frozen=True, slots=True)
class SentInvitation:
    """What the file of an invitation or its cancellation says: of which entry, and to whom."""

    uid: str
    sequence: int
    email: str
    name: str


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
    return SentInvitation(str(uid), int(sequence), email, str(guest.params.get("CN", "")))
