"""A webinar's slot as it is on the clocks of another zone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sstc_cli.model import Series, Webinar, load_zone
from sstc_cli.model.zones import offsets_text, zone_place


@dataclass(frozen=True, slots=True)
class LocalSlot:
    """Start and end with their offset; `days` is -1, 0 or 1, counted from the series' own date."""

    zone: str
    starts: datetime
    ends: datetime
    days: int

    @property
    def place(self) -> str:
        """The zone's city: `Africa/Nairobi` is `Nairobi`."""
        return zone_place(self.zone)

    @property
    def offset(self) -> str:
        """The zone's offset, or both if its clocks change during the webinar."""
        return offsets_text(self.starts, self.ends)


def own_slot(series: Series, webinar: Webinar) -> LocalSlot:
    """Return the webinar's slot in the series' own zone."""
    return local_slots(series, webinar, [series.zone])[0]


def local_slots(series: Series, webinar: Webinar, zones: Sequence[str]) -> tuple[LocalSlot, ...]:
    """Return the webinar's slot in each zone."""
    starts, ends = series.instant(webinar.starts), series.instant(webinar.ends)
    slots = []
    for name in zones:
        zone = load_zone(name)
        local = starts.astimezone(zone)
        days = (local.date() - webinar.starts.date()).days
        slots.append(LocalSlot(name, local, ends.astimezone(zone), days))
    return tuple(slots)
