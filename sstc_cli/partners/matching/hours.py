"""How many working hours two time zones have in common."""

from datetime import date, datetime, time

from sstc_cli.model import load_zone
from sstc_cli.partners.profile import Profile

OFFICE = (9, 17)  # the hours in which people are in the office
_WORKING = (OFFICE[1] - OFFICE[0]) * 60
_DAY = 24 * 60


def offset_of(profile: Profile, day: date) -> int | None:
    """Return the minutes between a person's clock and UTC, or None if it is not known."""
    if profile.zone is None:
        return None
    offset = datetime.combine(day, time(12), load_zone(profile.zone)).utcoffset()
    return int(offset.total_seconds()) // 60 if offset is not None else None


def common_minutes(one: int | None, other: int | None) -> int:
    """Return the minutes of a day in which both are in the office."""
    if one is None or other is None:
        return 0
    apart = abs(one - other) % _DAY
    return max(0, _WORKING - min(apart, _DAY - apart))


def common_share(one: int | None, other: int | None) -> float:
    """Return the share of a working day that two have in common."""
    return common_minutes(one, other) / _WORKING
