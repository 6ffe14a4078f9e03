"""The data that templates and the terminal show: plain, and a stable contract."""

from sstc_cli.views.due import Due, due_on
from sstc_cli.views.local import local_slots
from sstc_cli.views.schedule import (
    DueLine,
    ScheduledWebinar,
    WebinarDetail,
    scheduled_webinar,
    webinar_detail,
)
from sstc_cli.views.status import StatusView, status_view

__all__ = [
    "Due",
    "DueLine",
    "ScheduledWebinar",
    "StatusView",
    "WebinarDetail",
    "due_on",
    "local_slots",
    "scheduled_webinar",
    "status_view",
    "webinar_detail",
]
