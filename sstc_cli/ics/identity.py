"""The id of an entry, equal in every file, and its revision, which is higher in newer copies."""

from icalendar import Component, vDatetime, vInt

from sstc_cli.ics.text import PlainText
from sstc_cli.model import Revision, Series, Webinar


def uid_of(series: Series, webinar: Webinar | None, *part: str) -> str:
    """Return the stable UID of a webinar, of a part of it, or of a part of the whole series.

    Dots separate the ids, which contain none themselves, so no two entries have the same UID.
    """
    owner = f"{series.id}-{webinar.id}" if webinar else series.id
    return f"{'.'.join((owner, *part))}@{series.domain}"


def set_identity(component: Component, uid: str, revision: Revision) -> None:
    """Set the UID and the revision."""
    component["UID"] = PlainText(uid)
    component["SEQUENCE"] = vInt(revision.sequence)
    component["DTSTAMP"] = component["LAST-MODIFIED"] = vDatetime(revision.stamp)
