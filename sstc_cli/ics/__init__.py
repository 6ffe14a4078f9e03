"""Calendar files of the series; only this package writes with icalendar."""

from sstc_cli.ics.calendar import (
    webinars_for_audience,
    webinars_of_speaker,
    write_audience,
    write_checklist,
    write_series,
    write_speaker,
    write_webinar,
    write_webinar_checklist,
)
from sstc_cli.ics.event import uid_of
from sstc_cli.ics.invitation import (
    Guest,
    SentInvitation,
    for_guest,
    read_invitation,
    write_cancel,
    write_request,
)
from sstc_cli.ics.links import add_links, subscribe_links
from sstc_cli.ics.renew import Exported, Renewed, exported_in, renew, revisions_in
from sstc_cli.ics.style import Style
