"""The IANA time zones that the `tzdata` package has."""

from collections import Counter
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import tzdata

_CONTINENTS = ("Africa/", "America/", "Asia/", "Atlantic/", "Europe/", "Indian/", "Pacific/")


@cache
def known_zones() -> frozenset[str]:
    """Return the IANA zones that the `tzdata` package has, the same on every machine."""
    names = Path(tzdata.__file__).with_name("zones").read_text(encoding="utf-8").split()
    return frozenset(name for name in names if "/" in name or name == "UTC")


def zone_place(name: str) -> str:
    """Return the place in the name of a zone: `New York` in `America/New_York`."""
    return name.rpartition("/")[2].replace("_", " ")


@cache
def zones_by_place() -> dict[str, str]:
    """Return zones by a place that only one zone has, for example `Nairobi` or `New York`."""
    places = {name: zone_place(name) for name in known_zones()}
    counts = Counter(places.values())
    return {
        place: name
        for name, place in places.items()
        if counts[place] == 1 and name.startswith(_CONTINENTS) and not place.isupper()
    }


@cache
def load_zone(name: str) -> ZoneInfo:
    """Return a known zone of the `tzdata` package, not of the machine's own, older database."""
    file = Path(tzdata.__file__).parent / "zoneinfo" / name
    with file.open("rb") as stream:
        return ZoneInfo.from_file(stream, key=name)
