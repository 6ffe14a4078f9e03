"""Foreign readers find the facts of the data in our files, and refuse broken files."""

from datetime import UTC, date, datetime, timedelta

import pytest
from conftest import read_series
from foreign_readers import REPOSITORY, Reader, each_reader, strict_reader
from green_cities import LABELS

from sstc_cli.ics import Style, write_series
from sstc_cli.model import Series, load_zone
from sstc_cli.workspace import open_workspace

read = each_reader
strict = strict_reader


ZONES = [
    "Africa/Casablanca",  # its daylight time is negative, and follows the moon
    "Africa/Nairobi",
    "America/New_York",
    "America/Santiago",  # the change is at midnight
    "Asia/Almaty",
    "Asia/Kolkata",
    "Asia/Shanghai",
    "Asia/Tehran",
    "Australia/Lord_Howe",  # half an hour
    "Australia/Sydney",
    "Europe/Dublin",  # its winter time is the exception
    "Europe/Paris",
    "UTC",
]


@pytest.fixture(scope="session")
def shipped() -> Series:
    series = open_workspace(REPOSITORY, date(2020, 5, 26)).series
    assert series is not None
    return series


def seconds(series: Series, moment: datetime) -> int:
    return int(series.instant(moment).timestamp())


def held_at(series: Series, moments: list[datetime]) -> Series:
    """Return the series with a webinar of one hour at each of these local times."""
    webinars = tuple(
        series.webinars[0].replaced(id=f"w-{n}", number=n, starts=at, ends=at + timedelta(hours=1))
        for n, at in enumerate(moments, start=1)
    )
    return series.replaced(webinars=webinars)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_shipped_series(read: Reader, shipped: Series, language: str) -> None:
    events = read(write_series(shipped, language, style=Style(labels=LABELS)))
    assert len(events) == 15
    assert events[6].starts == datetime(2020, 10, 9, 7, 30, tzinfo=UTC).timestamp()
    assert events[6].uid == "sstc-cities-ecommerce-2020-sustainable-logistics@catis.org.cn"
    label = "Webinar {}: {}" if language == "en" else "第{}场网络研讨会：{}"
    for event, webinar in zip(events, shipped.webinars, strict=True):
        assert event.uid == f"{shipped.id}-{webinar.id}@{shipped.domain}"
        assert event.starts == seconds(shipped, webinar.starts)
        assert event.ends == seconds(shipped, webinar.ends)
        assert event.stamp == seconds(shipped, shipped.revised)
        assert event.summary == label.format(webinar.number, webinar.title.pick(language))
        assert event.organizer == shipped.organisers[0].name.pick(language)
        assert (event.status, event.sequence) == ("CONFIRMED", 0)


@pytest.mark.parametrize("zone", ZONES)
def test_the_hours_around_every_change_of_the_clocks(strict, series, zone) -> None:
    held = held_at(series, around_changes(zone)).replaced(zone=zone)
    for event, webinar in zip(strict(write_series(held, "en")), held.webinars, strict=True):
        shown = datetime.fromtimestamp(event.starts, load_zone(zone)).replace(tzinfo=None)
        assert shown == webinar.starts
        assert event.starts == seconds(held, webinar.starts)


def around_changes(zone: str) -> list[datetime]:
    """Return local times of 2023 and 2024 that every reader must place correctly.

    They are New Year's Eve, each Friday, and every half hour of the days when clocks change. Local
    times that come twice or never are left out.
    """
    tz = load_zone(zone)
    day = datetime(2023, 1, 1)
    found = [day, datetime(2024, 12, 31, 23, 15)]
    while day.year < 2025:
        following = day + timedelta(days=1)
        if day.replace(tzinfo=tz).utcoffset() != following.replace(tzinfo=tz).utcoffset():
            found += [day + timedelta(minutes=15 + 30 * n) for n in range(48)]
        elif day.weekday() == 4:
            found.append(day + timedelta(hours=15, minutes=30))
        day = following
    return [moment for moment in found if happens_once(moment.replace(tzinfo=tz))]


def happens_once(moment: datetime) -> bool:
    return moment.utcoffset() == moment.replace(fold=1).utcoffset()


def test_all_readers_agree_on_an_hour_that_occurs_twice(read: Reader) -> None:
    series = read_series(
        "zone: Europe/Lisbon\n"
        "agenda: [{id: one, name: One, minutes: 30}, {id: two, name: Two, minutes: 30}]\n"
        "webinars:\n"
        "  - {id: a, number: 1, title: A, starts: 2020-10-25 00:30, ends: 2020-10-25 01:30}\n"
        "  - {id: b, number: 2, title: B, starts: 2020-10-24 00:30, ends: 2020-10-24 01:30}\n"
    )
    for style in (Style(), Style(detailed=True)):
        for event in read(write_series(series, "en", style=style)):
            day, hours = (25, 1) if "-a" in event.uid else (24, 1)
            if "item" not in event.uid:
                starts = datetime(2020, 10, day, 0, 30, tzinfo=UTC) - timedelta(hours=hours)
                assert event.starts == starts.timestamp()
            minutes = 30 if "item" in event.uid else 60
            assert event.ends - event.starts == 60 * minutes
    data = write_series(series, "en")
    assert b"DTEND:20201025T003000Z\r\n" in data
    assert b"DTEND;TZID=Europe/Lisbon:20201024T013000\r\n" in data
