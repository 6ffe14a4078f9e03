"""What makes an entry the same one in every file, and one copy of it newer than another."""

from icalendar import Component, vDatetime, vInt

from sstc_cli.ics.text import PlainText
from sstc_cli.model import Revision, Series, Webinar


def uid_of(series: Series, webinar: Webinar | None, *part: str) -> str:
    """The lasting UID of a webinar, of a part of it, or of a part of the series as a whole.

    Only dots part what follows: ids hold none themselves, so no two entries have the same UID.
    """
    whole = f"{series.id}-{webinar.id}" if webinar else series.id
    return f"{'.'.join((whole, *part))}@{series.domain}"


def identify(component: Component, uid: str, revision: Revision) -> None:
    """Put in the UID, and which revision this is."""
    component["UID"] = PlainText(uid)
    component["SEQUENCE"] = vInt(revision.sequence)
    component["DTSTAMP"] = component["LAST-MODIFIED"] = vDatetime(revision.stamp)
