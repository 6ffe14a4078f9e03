"""Calendar files of the series; only this package writes with icalendar."""

from sstc_cli.ics.calendar import (
    webinars_for_audience,
    webinars_of_speaker,
    write_audience,
    write_series,
    write_speaker,
    write_webinar,
)
from sstc_cli.ics.checklist import write_checklist, write_webinar_checklist
from sstc_cli.ics.identity import uid_of
from sstc_cli.ics.invitation import Guest, write_cancel, write_request
from sstc_cli.ics.links import add_links, subscribe_links
from sstc_cli.ics.renew import Renewed, renew, revisions_in
from sstc_cli.ics.sent import SentInvitation, is_overtaken, read_invitation
from sstc_cli.ics.style import Style
from sstc_cli.ics.told import Told, told_in

__all__ = [
    "Guest",
    "Renewed",
    "SentInvitation",
    "Style",
    "Told",
    "add_links",
    "is_overtaken",
    "read_invitation",
    "renew",
    "revisions_in",
    "subscribe_links",
    "told_in",
    "uid_of",
    "webinars_for_audience",
    "webinars_of_speaker",
    "write_audience",
    "write_cancel",
    "write_checklist",
    "write_request",
    "write_series",
    "write_speaker",
    "write_webinar",
    "write_webinar_checklist",
]
