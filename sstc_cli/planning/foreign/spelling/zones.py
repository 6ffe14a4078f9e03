"""The time zone that words name: a place does, an abbreviation or an offset only suggests it."""

import re
from dataclasses import dataclass
from functools import cache

from sstc_cli.model.languages import locale_of
from sstc_cli.model.zones import CITIES, known_zones, zones_by_place
from sstc_cli.planning.foreign.spelling.calendar_words import plain

_LANGUAGES = ("en", "ar", "zh", "fr", "pt", "ru", "es")
_UTC = {"utc", "gmt", "utc+0", "gmt+0", "z", "greenwich", "utc0", "tu", "temps universel"}
# what an abbreviation may mean: several zones leave it open
_ABBREVIATIONS = {
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
_ABBREVIATIONS |= {  # the same in words, without `time`
    name: _ABBREVIATIONS[short]
    for name, short in {
        "east africa": "eat", "east african": "eat", "eastern africa": "eat",
        "central africa": "cat", "central african": "cat", "west africa": "wat",
        "west african": "wat", "south african": "sast", "central european": "cet",
        "eastern european": "eet", "western european": "wet",
    }.items()
}  # fmt: skip
_OFFSETS = {
    0: ("Africa/Abidjan", "Africa/Dakar"), 60: ("Africa/Lagos",),
    120: ("Africa/Harare", "Africa/Johannesburg"),
    180: ("Africa/Nairobi", "Europe/Moscow", "Asia/Riyadh"), 240: ("Asia/Dubai",),
    300: ("Asia/Karachi", "Asia/Tashkent"), 330: ("Asia/Kolkata",), 345: ("Asia/Kathmandu",),
    360: ("Asia/Dhaka", "Asia/Bishkek"), 420: ("Asia/Bangkok", "Asia/Jakarta"),
    480: ("Asia/Shanghai", "Asia/Singapore"), 540: ("Asia/Tokyo", "Asia/Seoul"),
    -180: ("America/Sao_Paulo", "America/Argentina/Buenos_Aires"),
    -240: ("America/Santo_Domingo", "America/La_Paz"), -300: ("America/Bogota", "America/Lima"),
    -360: ("America/Guatemala", "America/Mexico_City"),
}  # fmt: skip
_OFFSET = re.compile(r"(?:utc|gmt)? ?([+\-−]) ?(\d{1,2})(?:[: ]?(\d{2}))?h?")
_NAMED = re.compile(r"[a-z]+(?:/[a-z_+\-0-9]+){1,2}")
_AROUND = re.compile(
    r"\b(?:all times(?: are)?(?: in)?|times?|local|heure|heures|hora|horas|horario|locale?|in"
    r"|de|do|da|du|d'|l'|по|время|времени|standard|daylight|summer|zone|timezone|are)\b"
    r"|时间|时区|当地|بتوقيت|توقيت|[():,（）]"
)


_LONGEST = 200  # characters of a text that may be a zone


@dataclass(frozen=True, slots=True)
class Named:
    """The zone that words name, or the `possible` ones, the likeliest first."""

    words: str
    zone: str | None = None
    possible: tuple[str, ...] = ()


def zone_in(words: str) -> Named | None:
    """Return the zone that a short text names, or None if it is about something else."""
    text = plain(words[: _LONGEST + 1]).strip(" .;")
    if match := _NAMED.search(text):
        by_plain = {plain(name): name for name in known_zones()}
        if name := by_plain.get(match[0]):
            return Named(words, name)
    if text in _UTC:
        return Named(words, "UTC")
    for reading in (text, " ".join(_AROUND.sub(" ", text).split())):
        if reading in _UTC:
            return Named(words, "UTC")
        if zone := _places().get(reading):
            return Named(words, zone)
        if possible := _possible(reading):
            return Named(words, possible=possible)
    return None


def _possible(text: str) -> tuple[str, ...]:
    """Return the zones that an abbreviation or an offset may mean."""
    for word in (text, *text.split()):
        if word in _ABBREVIATIONS:
            return _ABBREVIATIONS[word]
    if match := _OFFSET.fullmatch(text):
        minutes = int(match[2]) * 60 + int(match[3] or 0)
        return _OFFSETS.get(-minutes if match[1] in "-−" else minutes, ("Etc/UTC",))
    return ()


@cache
def _places() -> dict[str, str]:
    """Return zones by the plain names of their cities in seven languages."""
    names = {plain(place): zone for place, zone in zones_by_place().items()}
    for language in _LANGUAGES:
        for zone, about in locale_of(language).time_zones.items():
            if zone in known_zones() and "city" in about:
                names.setdefault(plain(str(about["city"])), zone)
    for zone, cities in CITIES.items():
        names |= {plain(city): zone for city in cities.split("|")}
    return names
