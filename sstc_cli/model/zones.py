"""The IANA time zones that the `tzdata` package has, and how times and offsets are written."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import tzdata

from sstc_cli.model.wording import fold

ZONE_FORMAT = "iana-zone"
_CONTINENTS = ("Africa/", "America/", "Asia/", "Atlantic/", "Europe/", "Indian/", "Pacific/")
# China has one legal time, although some people in its west use another.
_UNOFFICIAL = ("Asia/Urumqi",)
# cities that people name, whose zone has the name of another one
CITIES = {
    "Asia/Shanghai": "beijing|北京|中国|china|pekin|pequim|пекин|пекинское|بكين|shenzhen|guangzhou",
    "Europe/Zurich": "geneva|geneve|ginebra|genebra|женева|جنيف|日内瓦|bern|berne",
    "Asia/Kolkata": "delhi|new delhi|mumbai|india|bangalore|нью-дели",
    "America/Sao_Paulo": "brasilia|бразилиа|rio de janeiro|巴西利亚",
    "America/New_York": "washington|washington dc|washington d.c|boston|eastern us",
    "Africa/Casablanca": "rabat|maroc|morocco|marruecos|الرباط|المغرب",
    "Africa/Lagos": "abuja|nigeria",
    "Africa/Johannesburg": "pretoria|cape town|south africa",
    "Africa/Nairobi": "kenya",
    "Asia/Karachi": "islamabad|pakistan",
    "Asia/Dubai": "abu dhabi|دبي|ابو ظبي",
    "Asia/Ho_Chi_Minh": "hanoi|vietnam|河内",
    "America/Toronto": "ottawa|montreal",
    "Australia/Sydney": "canberra",
    "Europe/Berlin": "bonn|germany|allemagne",
    "Europe/Rome": "italy|milan|turin",
    "Europe/Paris": "france|法国",
    "Europe/Madrid": "barcelona|espana|spain",
    "Europe/Moscow": "мск|moscow|московское|московскому|москва|москве",
    "Africa/Cairo": "egypt|القاهرة|مصر",
    "Asia/Riyadh": "saudi arabia|مكة|مكة المكرمة|السعودية|mecca|makkah",
    "Asia/Tokyo": "japan|日本",
    "Asia/Seoul": "korea|韩国",
    "Europe/London": "uk|united kingdom",
}

# what an abbreviation may mean: several zones leave it open
ABBREVIATIONS = {
    "eat": ("Africa/Nairobi",), "cat": ("Africa/Harare",), "wat": ("Africa/Lagos",),
    "sast": ("Africa/Johannesburg",), "cet": ("Europe/Paris", "Europe/Zurich", "Europe/Brussels"),
    "cest": ("Europe/Paris", "Europe/Zurich", "Europe/Brussels"), "msk": ("Europe/Moscow",),
    "eet": ("Europe/Athens", "Africa/Cairo"), "eest": ("Europe/Athens", "Africa/Cairo"),
    "wet": ("Europe/Lisbon",), "west": ("Europe/Lisbon",),
    "ist": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "cst": ("Asia/Shanghai", "America/Chicago", "America/Havana"),
    "bst": ("Europe/London", "Asia/Dhaka"), "est": ("America/New_York", "America/Panama"),
    "edt": ("America/New_York",), "et": ("America/New_York",), "cdt": ("America/Chicago",),
    "ct": ("America/Chicago",), "mst": ("America/Denver", "America/Phoenix"),
    "mdt": ("America/Denver",), "pst": ("America/Los_Angeles", "Asia/Manila"),
    "pdt": ("America/Los_Angeles",), "pt": ("America/Los_Angeles",), "jst": ("Asia/Tokyo",),
    "kst": ("Asia/Seoul",), "hkt": ("Asia/Hong_Kong",), "sgt": ("Asia/Singapore",),
    "pkt": ("Asia/Karachi",), "brt": ("America/Sao_Paulo",),
    "art": ("America/Argentina/Buenos_Aires",),
    "clt": ("America/Santiago",), "cot": ("America/Bogota",), "pet": ("America/Lima",),
    "aest": ("Australia/Sydney", "Australia/Brisbane"), "aedt": ("Australia/Sydney",),
    "nzst": ("Pacific/Auckland",), "nzdt": ("Pacific/Auckland",), "wib": ("Asia/Jakarta",),
    "ict": ("Asia/Bangkok", "Asia/Ho_Chi_Minh"), "pht": ("Asia/Manila",),
}  # fmt: skip


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


def zone_named(text: str) -> str | None:
    """Return the zone of its name or, if only one has it, of a place."""
    return _zones_by_name().get(_folded(text))


@cache
def _zones_by_name() -> dict[str, str]:
    places = {_folded(place): zone for place, zone in zones_by_place().items()}
    for zone, names in CITIES.items():
        places |= {_folded(name): zone for name in names.split("|")}
    return {**places, **{_folded(zone): zone for zone in known_zones()}}


def _folded(name: str) -> str:
    return fold(name).replace(" ", "_")


@cache
def load_zone(name: str) -> ZoneInfo:
    """Return a known zone of the `tzdata` package, not of the machine's own, older database."""
    file = Path(tzdata.__file__).parent / "zoneinfo" / name
    with file.open("rb") as stream:
        return ZoneInfo.from_file(stream, key=name)


def end_of(starts: datetime, minutes: int, zone: ZoneInfo) -> datetime:
    """Return the local end after so many real minutes; `fold` tells the second of its name."""
    ends = starts.replace(tzinfo=zone).astimezone(UTC) + timedelta(minutes=minutes)
    return ends.astimezone(zone).replace(tzinfo=None)


def clock_text(moment: datetime, usual: str | None = None) -> str:
    """Return the time, `15:30`, or `02:35 (UTC+1)` if its offset is not the document's `usual`."""
    clock, offset = f"{moment:%H:%M}", offset_text(moment)
    return clock if usual in (None, offset) else f"{clock} ({offset})"


def offset_text(moment: datetime) -> str:
    """Return the offset, with a true minus sign: `UTC+8`, `UTC+5:30`, `UTC−5`."""
    offset = moment.utcoffset()
    minutes = int(offset.total_seconds()) // 60 if offset else 0
    sign = "+" if minutes >= 0 else "−"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


def offsets_text(starts: datetime, ends: datetime) -> str:
    """Return the offset of a slot, or both if the clocks change meanwhile: `UTC+0 → UTC+1`."""
    return "\u00a0→\u00a0".join(dict.fromkeys((offset_text(starts), offset_text(ends))))


@cache
def zones_by_country() -> dict[str, tuple[str, ...]]:
    """Return the zones of each country by its ISO code, as the `tzdata` package lists them."""
    table = Path(tzdata.__file__).parent / "zoneinfo" / "zone.tab"
    zones: dict[str, list[str]] = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        country, _, zone = [*line.split("\t"), "", ""][:3]
        if zone and not country.startswith("#") and zone not in _UNOFFICIAL:
            zones.setdefault(country, []).append(zone)
    return {country: tuple(names) for country, names in zones.items()}
