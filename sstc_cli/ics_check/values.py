"""Values of properties: dates, times, durations, zones (RFC 5545 3.3)."""

import re
from contextlib import suppress
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from sstc_cli.ics_check.lines import ContentLine
from sstc_cli.model import known_zones, load_zone

_FIRST_YEAR = 1583  # of the Gregorian calendar; some programs write year 1 if there is no date
_DATE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_MOMENT = re.compile(_DATE.pattern + r"T([0-9]{2})([0-9]{2})([0-9]{2})(Z?)")
_DURATION = re.compile(
    r"([+-]?)P(?=[0-9T])(?:([0-9]{1,5})W)?(?:([0-9]{1,5})D)?"
    r"(?:T(?=[0-9])(?:([0-9]{1,6})H)?(?:([0-9]{1,6})M)?(?:([0-9]{1,6})S)?)?"
)
_OFFSET = re.compile(r"([+-])([01][0-9]|2[0-3])([0-5][0-9])([0-5][0-9])?")


@lru_cache(4096)
def moment_of(text: str) -> date | datetime | None:
    """Return a date or a time, or None if the text is neither.

    A time that ends with `Z` is in UTC; any other time has no zone.
    """
    moment: date | None = None
    with suppress(ValueError):
        if match := _MOMENT.fullmatch(text):
            *numbers, utc = match.groups()
            year, month, day, hour, minute, second = map(int, numbers)
            second = 59 if second == 60 else second  # a leap second
            moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC if utc else None)
        elif match := _DATE.fullmatch(text):
            moment = date(*map(int, match.groups()))
    return moment if moment and moment.year >= _FIRST_YEAR else None


_ESCAPED = re.compile(r"\\([\\,;])")


def unescaped(text: str) -> str:
    """Return a TEXT without its backslashes, for example the name of a zone (RFC 5545 3.3.11)."""
    return _ESCAPED.sub(r"\1", text)


def duration_of(text: str) -> timedelta | None:
    """Return the duration of a text, for example `-PT15M`, or None."""
    match = _DURATION.fullmatch(text)
    if match is None:
        return None
    weeks, days, hours, minutes, seconds = (int(number or 0) for number in match.groups()[1:])
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -length if match[1] == "-" else length


def offset_of(text: str) -> timedelta | None:
    """Return the offset from UTC of a text, for example `+0530`, or None."""
    match = _OFFSET.fullmatch(text)
    if match is None or (text.startswith("-") and not text.strip("-0")):
        return None
    hours, minutes, seconds = (int(number or 0) for number in match.groups()[1:])
    offset = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return -offset if match[1] == "-" else offset


@lru_cache(1024)
def iana_name(tzid: str) -> str | None:
    """Return the IANA name for a zone id, which may also be a Windows name or a longer path."""
    if tzid in known_zones():
        return tzid
    if tzid in WINDOWS_TO_OLSON:
        return WINDOWS_TO_OLSON[tzid]
    parts = tzid.split("/")
    ends = ("/".join(parts[-n:]) for n in (3, 2))
    return next((name for name in ends if name in known_zones()), None)


def zone_of(tzid: str) -> tzinfo | None:
    """Return the IANA zone of a zone id, or None."""
    name = iana_name(tzid)
    return load_zone(name) if name in known_zones() else None


def moment_in(line: ContentLine) -> date | datetime | None:
    """Return the moment of a property, with its zone if that is known."""
    moment = moment_of(line.text)
    tzid = line.params.get("TZID")
    if tzid and isinstance(moment, datetime) and moment.tzinfo is None:
        return moment.replace(tzinfo=zone_of(tzid))
    return moment


def on_clock_of(start: ContentLine, line: ContentLine, text: str) -> date | None:
    """Return a moment of a line as the clock of a start shows it, or None if that is unknown."""
    moment = moment_of(text.strip())
    if not isinstance(moment, datetime):
        return moment
    zones = [
        UTC if value.endswith("Z") else zone_of(tzid) if tzid else None
        for value, tzid in (
            (start.text, start.params.get("TZID")),
            (text.strip(), line.params.get("TZID")),
        )
    ]
    local = moment.replace(tzinfo=None)
    if line.params.get("TZID") == start.params.get("TZID") and zones[0] is zones[1]:
        return local
    if None in zones or not MINYEAR + 1 < moment.year < MAXYEAR:
        return None
    return moment.replace(tzinfo=zones[1]).astimezone(zones[0]).replace(tzinfo=None)


def local_start(start: ContentLine) -> date | None:
    """Return a start as its own clock shows it."""
    moment = moment_of(start.text)
    return moment.replace(tzinfo=None) if isinstance(moment, datetime) else moment


def kind_of(moment: date | datetime) -> str:
    """Return whether a moment is `a date` or `a time`."""
    return "a time" if isinstance(moment, datetime) else "a date"


def starts_after_end(start: ContentLine, end: ContentLine) -> bool:
    """Return whether a start is certainly after its end."""
    if start.params.get("TZID") == end.params.get("TZID"):
        first, last = moment_of(start.text), moment_of(end.text)
    else:
        first, last = moment_in(start), moment_in(end)
        if not (is_aware(first) and is_aware(last)):
            return False
    if first is None or last is None or isinstance(first, datetime) != isinstance(last, datetime):
        return False
    return is_aware(first) == is_aware(last) and first > last


def is_aware(moment: date | datetime | None) -> bool:
    """Return whether a moment has a zone, so that it is the same moment everywhere."""
    return isinstance(moment, datetime) and moment.tzinfo is not None
