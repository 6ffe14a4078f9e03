"""The series as calendar bytes; the only home of icalendar."""

from sstc_cli.ics.calendar import write_series, write_webinar
from sstc_cli.ics.revision import Revision, declared_revision

__all__ = ["Revision", "declared_revision", "write_series", "write_webinar"]
