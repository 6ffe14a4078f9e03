"""VTIMEZONE: one for each TZID, right for the years of the webinars, in the form Outlook reads."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest
import tzdata
from conftest import ONE_WEBINAR, read_series
from foreign_readers import Reader, ical_js_reader

from sstc_cli.ics import write_series
from sstc_cli.ics.zone import timezone_of
from sstc_cli.model import Series, known_zones, load_zone


def lines_of(zone: str, *years: int) -> list[str]:
    data = timezone_of(zone, range(years[0], years[-1] + 1)).to_ical(sorted=False)
    return data.decode().split("\r\n")


def test_a_zone_without_daylight_time_is_constant() -> None:
    assert lines_of("Asia/Shanghai", 2020) == [
        "BEGIN:VTIMEZONE", "TZID:Asia/Shanghai", "BEGIN:STANDARD", "DTSTART:20190101T000000",
        "TZOFFSETFROM:+0800", "TZOFFSETTO:+0800", "END:STANDARD", "END:VTIMEZONE", "",
    ]  # fmt: skip


def onsets(zone: str, year: int) -> list[tuple[str, str]]:
    lines = lines_of(zone, year)
    return [(line[6:], lines[at + 1][8:]) for at, line in enumerate(lines) if "BEGIN:" in line][1:]


def test_a_yearly_change_is_written_as_a_rule() -> None:
    assert lines_of("America/New_York", 2020, 2021) == [
        "BEGIN:VTIMEZONE", "TZID:America/New_York",
        "BEGIN:DAYLIGHT", "DTSTART:20190310T020000", "TZOFFSETFROM:-0500", "TZOFFSETTO:-0400",
        "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3", "END:DAYLIGHT",
        "BEGIN:STANDARD", "DTSTART:20191103T020000", "TZOFFSETFROM:-0400", "TZOFFSETTO:-0500",
        "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11", "END:STANDARD",
        "END:VTIMEZONE", "",
    ]  # fmt: skip


def test_a_change_by_no_yearly_rule_is_written_onset_by_onset() -> None:
    assert onsets("Africa/Casablanca", 2020) == [
        ("DAYLIGHT", "20190101T000000"),
        ("STANDARD", "20190505T030000"),
        ("DAYLIGHT", "20190609T020000"),
        ("STANDARD", "20200419T030000"),
        ("DAYLIGHT", "20200531T020000"),
    ]
    days = ["20060101T000000", "20060402T020000", "20061029T020000", "20070311T020000"]
    changed = [day for _, day in onsets("America/New_York", 2007)]  # another rule since 2007
    assert changed == [*days, "20071104T020000"]
    # summer is daylight time in Ireland too
    ireland = dict(onsets("Europe/Dublin", 2020))
    assert ireland == {"DAYLIGHT": "20190331T010000", "STANDARD": "20191027T020000"}


def test_every_zone_has_standard_time_and_no_list_of_dates() -> None:
    for zone in sorted(known_zones()):
        lines = lines_of(zone, 2020, 2021)
        assert "BEGIN:STANDARD" in lines, zone
        assert not [line for line in lines if line.startswith("RDATE")], zone
        assert len([line for line in lines if line.startswith("RRULE")]) in (0, 2), zone


def test_there_is_one_time_zone_for_each_tzid(series: Series) -> None:
    """
    zone: Asia/Kolkata
    webinars:
      - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
      - {id: b, number: 2, title: B, starts: 2021-08-21 15:30, ends: 2021-08-21 17:00}
    """
    data = write_series(series, "en")
    assert data.count(b"BEGIN:VTIMEZONE") == data.count(b"\r\nTZID:Asia/Kolkata\r\n") == 1
    assert data.count(b"TZID=Asia/Kolkata:") == data.count(b"TZID=") == 4
    assert b"\r\nDTSTART;TZID=Asia/Kolkata:20200814T153000\r\n" in data
    utc = write_series(series.replaced(zone="UTC"), "en")
    assert b"TZID" not in utc and b"\r\nDTSTART:20200814T153000Z\r\n" in utc


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
