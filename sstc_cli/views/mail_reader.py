"""The person who reads a message: what a text may know about them, and their clock."""

from dataclasses import dataclass
from typing import Annotated, Literal

from sstc_cli.model import Series, Webinar
from sstc_cli.model.zones import zones_by_country
from sstc_cli.views.dates import local_slots

Role = Literal["contact", "participant", "speaker", "moderator", "organiser"]


@dataclass(frozen=True, slots=True)
class Reader:
    """A person who gets a message.

    `name` is as the person writes it, and `honorific` the words before it. `audience` is the id of
    one of the series' audiences, and `id` that of one of its people or organisers. `attended` is
    None before a webinar, and for people who were not registered.
    """

    name: str | None
    language: str
    zone: str | None = None
    country: str | None = None
    audience: str | None = None
    attended: bool | None = None
    role: Role = "participant"
    id: str | None = None
    honorific: str | None = None


@dataclass(frozen=True, slots=True)
class ReaderFacts:
    """The person who gets the message."""

    name: Annotated[str | None, "name as the person writes it, if it is known"]
    honorific: Annotated[str | None, "words before the name, for example `Dr.`"]
    role: Annotated[str, "`contact`, `participant`, `speaker`, `moderator` or `organiser`"]
    attended: Annotated[
        bool | None, "whether the person was there; none if nobody knows, or before the webinar"
    ]


def zone_of(series: Series, webinar: Webinar, reader: Reader) -> str | None:
    """Return the reader's zone: their own, otherwise their country's if its clocks agree.

    None if it is unknown, or if a country has several times during the webinar.
    """
    if reader.zone:
        return reader.zone
    zones = zones_by_country().get(reader.country or "", ())
    times = {
        (slot.starts.replace(tzinfo=None), slot.ends.replace(tzinfo=None))
        for slot in local_slots(series, webinar, zones)
    }
    if len(times) != 1:
        return None
    known = (zone for zone in (series.zone, *series.audience_zones) if zone in zones)
    return next(known, zones[0])


def own_zones(series: Series, webinar: Webinar, reader: Reader) -> list[str] | None:
    """Return the zone of the reader's clock if it is not the series', or None if it is unknown."""
    zone = zone_of(series, webinar, reader)
    if zone is None:
        return None
    return [] if zone == series.zone else [zone]
