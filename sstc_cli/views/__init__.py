"""What a template may see: plain data, a stable contract."""

from sstc_cli.views.local import LocalSlot, local_slots
from sstc_cli.views.schedule import ScheduledWebinar, WebinarDetail, detailed, scheduled

__all__ = [
    "LocalSlot",
    "ScheduledWebinar",
    "WebinarDetail",
    "detailed",
    "local_slots",
    "scheduled",
]
