"""VTIMEZONE: one for each TZID, right for the years of the webinars, in the form Outlook reads."""

from sstc_cli.ics import write_series
from sstc_cli.ics.zone import timezone_of
from sstc_cli.model import Series, known_zones


def lines_of(zone: str, *years: int) -> list[str]:
    data = timezone_of(zone, range(years[0], years[-1] + 1)).to_ical(sorted=False)
    return data.decode().split("\r\n")


def test_a_zone_without_daylight_time_is_constant() -> None:
    assert lines_of("Asia/Shanghai", 2020) == [
        "BEGIN:VTIMEZONE", "TZID:Asia/Shanghai", "BEGIN:STANDARD", "DTSTART:20190101T000000",
        "TZOFFSETFROM:+0800", "TZOFFSETTO:+0800", "END:STANDARD", "END:VTIMEZONE", "",
    ]  # fmt: skip


def onsets(zone: str, year: int) -> list[tuple[str, str]]:
    """Return kind and day of each part."""
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
