"""Hours in which two persons both work, on the clocks of their own zones."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sstc_cli.model import load_zone
from sstc_cli.model.days.working_days import working_day
from sstc_cli.partners.matching.hours import OFFICE
from sstc_cli.partners.profile import Profile

HOUR = timedelta(hours=1)
_DAY, _STEP = timedelta(days=1), timedelta(minutes=30)
_NOTICE = 3  # days between an introduction and the first hour
_AHEAD = 14  # days that are looked at
_DAYTIME = (7, 21)


@dataclass(frozen=True, slots=True)
class Clock:
    """The zone of a person, and the country whose working days count, if they are known."""

    zone: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Hours:
    """When two could talk: the start of an hour on each day, and whether both are at work then."""

    starts: tuple[datetime, ...]
    at_work: bool


def clock_of(profile: Profile) -> Clock | None:
    """Return a person's clock, or None if their country has several times."""
    return Clock(profile.zone, profile.country) if profile.zone else None


def common_hours(clocks: tuple[Clock, Clock], day: date, most: int = 3) -> Hours:
    """Return up to so many hours on different days after a day, the best one of each day.

    Without hours in which both are in the office, they are between the early morning and the
    evening of both; there may be none.
    """
    days = [day + _DAY * ahead for ahead in range(_NOTICE, _NOTICE + _AHEAD)]
    for bounds, at_work in ((OFFICE, True), (_DAYTIME, False)):
        found = [start for one in days if (start := _best(clocks, one, bounds))]
        if found:
            return Hours(tuple(found[:most]), at_work)
    return Hours((), at_work=False)


def _best(clocks: tuple[Clock, Clock], day: date, bounds: tuple[int, int]) -> datetime | None:
    """Return the hour of a day in UTC that is the furthest from the ends of both days."""
    begins = datetime.combine(day, time(), UTC)
    starts = (begins + _STEP * step for step in range(48))
    room = [(min(rooms), -start.timestamp(), start) for start in starts
            if len(rooms := [*_rooms(clocks, start, bounds)]) == len(clocks)]  # fmt: skip
    return max(room)[-1] if room else None


def _rooms(
    clocks: tuple[Clock, Clock], start: datetime, bounds: tuple[int, int]
) -> Iterator[timedelta]:
    """Yield how far an hour is from the ends of a working day, for each whose day it is in."""
    for clock in clocks:
        local = start.astimezone(load_zone(clock.zone))
        since = timedelta(hours=local.hour, minutes=local.minute)
        room = min(since - HOUR * bounds[0], HOUR * bounds[1] - since - HOUR)
        if room >= timedelta() and _is_working(local.date(), clock.country):
            yield room


def _is_working(day: date, country: str | None) -> bool:
    return working_day(day - _DAY, 1, (country,) if country else ()) == day
