"""What a template may see: plain data, a stable contract."""

from sstc_cli.views.local import LocalSlot, local_slots
from sstc_cli.views.schedule import ScheduledWebinar, WebinarDetail, detailed, scheduled
from sstc_cli.views.status import Due, StatusView, status_view

__all__ = [
    "Due",
    "LocalSlot",
    "ScheduledWebinar",
    "StatusView",
    "WebinarDetail",
    "detailed",
    "local_slots",
    "scheduled",
    "status_view",
]
