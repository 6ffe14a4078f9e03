"""Every IANA zone at both edges of every change of its clocks: ical.js agrees with zoneinfo."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest
import tzdata
from conftest import ONE_WEBINAR, read_series
from foreign_readers import Reader, ical_js_reader

from sstc_cli.ics import write_series
from sstc_cli.model import Series, known_zones, load_zone

DATABASE = Path(tzdata.__file__).parent / "zoneinfo"
# the machine may know names that the database does not have, as `localtime`
ZONES = sorted(name for name in available_timezones() if (DATABASE / name).is_file())
YEARS = [range(2007, 2009), range(2020, 2022), range(2026, 2028)]
AROUND = [timedelta(minutes=sign * n) for n in (0, 1, 30, 31, 60, 61, 121, 181) for sign in (1, -1)]
DAY = timedelta(days=1)


read = ical_js_reader


def instants(zone: ZoneInfo, years: range) -> list[datetime]:
    """Return instants around every change, at both ends of the years, and in each season."""
    day = datetime(years.start, 1, 1, tzinfo=UTC)
    found = [day + n * 60 * DAY for n in range(1, 12 * len(years) // 2)]
    found += [day + DAY, datetime(years.stop, 1, 1, tzinfo=UTC) - DAY]
    while day.year < years.stop:
        if day.astimezone(zone).utcoffset() != (day + DAY).astimezone(zone).utcoffset():
            found += [change(zone, day, day + DAY) + offset for offset in AROUND]
        day += DAY
    return sorted(found)


def change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """Return the first second of a new offset between two instants."""
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        same = middle.astimezone(zone).utcoffset() == before.astimezone(zone).utcoffset()
        before, after = (middle, after) if same else (before, middle)
    return after.replace(microsecond=0)


def shown_once(local: datetime) -> bool:
    return local.second == 0 and local.utcoffset() == local.replace(fold=1).utcoffset()


def held_at(series: Series, name: str, locals_: list[datetime]) -> Series:
    webinars = tuple(
        series.webinars[0].replaced(id=f"w-{n}", starts=at, ends=at + timedelta(minutes=1))
        for n, at in enumerate(moment.replace(tzinfo=None) for moment in locals_)
    )
    return series.replaced(zone=name, webinars=webinars)


def test_all_zones_are_tried() -> None:
    assert set(ZONES) >= known_zones()
    assert len(ZONES) > 590


@pytest.mark.parametrize("years", YEARS, ids=lambda years: str(years.start))
def test_every_zone(read: Reader, years: range) -> None:
    changes = 0
    for name in ZONES:
        zone = load_zone(name)
        local = [instant.astimezone(zone) for instant in instants(zone, years)]
        local = [moment for moment in dict.fromkeys(local) if shown_once(moment)]
        shown = read(write_series(held_at(read_series(ONE_WEBINAR), name, local), "en"))
        wrong = [
            str(at) for at, event in zip(local, shown, strict=True)
            if event.starts != at.timestamp()
        ]  # fmt: skip
        assert wrong == [], name
        changes += len({moment.utcoffset() for moment in local}) > 1
    assert changes > 100
