"""The contents of a calendar file, property by property."""

from datetime import UTC, datetime, timedelta

import pytest
from green_cities import LABELS
from icalendar import Calendar
from test_ics_kinds import unfolded

from sstc_cli.ics import Style, write_series, write_webinar
from sstc_cli.model import Revision, Series

REMINDING = Style(alarms=(timedelta(minutes=15),), labels=LABELS)


def test_a_whole_file(series: Series, golden) -> None:
    """
    id: green-cities
    title: {en: Green cities, zh: 绿色城市}
    languages: [en, zh]
    zone: Europe/Paris
    organisers:
      - {id: office, name: "The Office for Cities, Paris"}
      - {id: institute, name: {en: The Institute, zh: 研究所}, email: events@example.org}
    people:
      - {id: ana, name: Ana Díaz, position: Mayor, organisation: City of Cuenca}
    webinars:
      - id: buses
        number: 1
        title: {en: Electric buses, zh: 电动公交}
        starts: 2021-03-26 14:00
        ends: 2021-03-26 15:30
        summary: |
          How three cities changed their fleets.

          What it cost; who paid.
        join_url: https://meet.example.org/j/1?pwd=a,b;c&lang=é
        talks:
          - {id: cuenca, title: A fleet in two years, speaker: ana}
          - {id: open}
          - {id: lyon, title: "Depots, chargers, grids"}
      - id: bicycles
        number: 2
        title: {en: Bicycles, zh: 自行车}
        starts: 2021-04-02 14:00
        ends: 2021-04-02 15:30
        status: cancelled
        cancelled_because: {en: "The depot burnt down; nobody was hurt", zh: 车库失火，无人受伤}
        join_url: https://meet.example.org/j/2
        revision: 2
        revised: 2021-03-29 09:30
    """
    for language in series.languages:
        data = write_series(series, language, style=REMINDING)
        golden(data.replace(b"\r\n", b"\n"), f"calendar/green-cities.{language}.ics")


def test_a_cancelled_webinar_stays_in_the_feed(series: Series) -> None:
    """
    webinars:
      - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00,
         status: cancelled, join_url: "https://example.org/join", revision: 1}
    """
    lines = unfolded(write_series(series, "en", style=REMINDING))
    assert "STATUS:CANCELLED" in lines
    assert "SEQUENCE:1" in lines
    assert "SUMMARY:Cancelled: Webinar 1: A" in lines
    assert "BEGIN:VALARM" not in lines
    assert not [line for line in lines if "example.org/join" in line]


def test_a_file_of_one_webinar_has_no_calendar_name(series: Series) -> None:
    """
    webinars:
      - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
    """
    of_series = {line.split(":")[0].split(";")[0] for line in unfolded(write_series(series, "en"))}
    of_one = {
        line.split(":")[0].split(";")[0]
        for line in unfolded(write_webinar(series, series.webinars[0], "en"))
    }
    assert of_series - of_one == {"X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"}
    assert of_one < of_series
    assert "ATTENDEE" not in of_series
    assert "METHOD" in of_series


def test_the_stamp_is_the_revision_in_utc(series: Series) -> None:
    """
    zone: America/New_York
    revised: 2020-11-01 12:00
    webinars:
      - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
      - {id: b, number: 2, title: B, starts: 2020-08-21 15:30, ends: 2020-08-21 17:00,
         revised: 2020-08-01 12:00, revision: 3}
    """
    lines = unfolded(write_series(series, "en"))
    for name in ("DTSTAMP", "LAST-MODIFIED"):
        stamps = [line.split(":")[1] for line in lines if line.startswith(name)]
        assert stamps == ["20201101T170000Z", "20200801T160000Z"]
    assert [line for line in lines if line.startswith("SEQUENCE")] == ["SEQUENCE:0", "SEQUENCE:3"]


def test_revisions_may_come_from_elsewhere(series: Series) -> None:
    """
    webinars:
      - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
    """
    released = Revision(4, datetime(2020, 7, 1, tzinfo=UTC))
    lines = unfolded(write_series(series, "en", revision_of=lambda *_: released))
    assert "SEQUENCE:4" in lines
    assert "DTSTAMP:20200701T000000Z" in lines


def test_the_join_link_stands_wherever_a_client_looks(series: Series) -> None:
    """
    webinars:
      - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00,
         join_url: "https://meet.example.org/j/1?pwd=a,b"}
    """
    (event,) = Calendar.from_ical(write_series(series, "en")).walk("VEVENT")
    link = "https://meet.example.org/j/1?pwd=a,b"
    assert event["LOCATION"] == event["URL"] == event["CONFERENCE"] == link
    assert event["DESCRIPTION"].splitlines()[0] == f"Join: {link}"
    assert event["CONFERENCE"].params["VALUE"] == "URI"


def test_the_organiser_who_answers_is_named(series: Series) -> None:
    """
    organisers:
      - {id: office, name: The office}
      - {id: institute, name: The institute, email: "who+what%3F@example.org"}
    webinars:
      - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
      - {id: b, number: 2, title: B, starts: 2020-08-21 15:30, ends: 2020-08-21 17:00,
         organisers: [office]}
    """
    lines = [line for line in unfolded(write_series(series, "en")) if "ORGANIZER" in line]
    assert lines == [
        'ORGANIZER;CN="The institute":mailto:who+what%253F@example.org',
        'ORGANIZER;CN="The office":mailto:no-reply@example.org.invalid',
    ]


def test_a_language_without_labels_has_english_ones(series: Series) -> None:
    """
    languages: [de]
    title: {de: Grüne Städte}
    webinars:
      - {id: a, number: 1, title: {de: Busse}, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
    """
    assert "SUMMARY:Webinar 1: Busse" in unfolded(write_series(series, "de"))


def test_a_series_without_webinars(series: Series) -> None:
    """
    webinars: []
    """
    data = write_series(series, "en")
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert b"VTIMEZONE" not in data


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [
        ([], []),
        ([15], ["-PT15M"]),
        ([90], ["-PT1H30M"]),
        ([1440], ["-P1D"]),
        ([10080, 15], ["-P7D", "-PT15M"]),
    ],
)
def test_reminders_are_asked_for(series: Series, minutes: list[int], shown: list[str]) -> None:
    """
    webinars:
      - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
    """
    style = Style(alarms=tuple(timedelta(minutes=number) for number in minutes))
    lines = unfolded(write_series(series, "en", style=style))
    assert [line for line in lines if "TRIGGER" in line] == [f"TRIGGER:{value}" for value in shown]


def test_a_cancelled_webinar_leaves_the_time_free(series: Series) -> None:
    """
    webinars:
      - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
      - {id: b, number: 2, title: B, starts: 2020-08-21 15:30, ends: 2020-08-21 17:00,
         status: cancelled}
    """
    planned, cancelled = Calendar.from_ical(write_series(series, "en")).walk("VEVENT")
    assert ("TRANSP" in planned, cancelled["TRANSP"]) == (False, "TRANSPARENT")


def test_themes_are_categories(series: Series) -> None:
    r"""
    languages: [en, zh]
    themes:
      - {id: trade, name: {en: "Trade, customs", zh: 贸易}}
      - {id: law, name: {en: "Law; a\\b", zh: 法律}}
      - {id: unused, name: Unused}
    webinars:
      - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00,
         themes: [law], talks: [{id: one, themes: [trade, law]}]}
      - {id: b, number: 2, title: B, starts: 2020-08-21 15:30, ends: 2020-08-21 17:00}
    """
    lines = unfolded(write_series(series, "en"))
    found = [line for line in lines if line.startswith("CATEGORIES")]
    assert found == [r"CATEGORIES:Trade\, customs,Law\; a\\b"]
    first, _ = Calendar.from_ical(write_series(series, "zh")).walk("VEVENT")
    assert list(first["CATEGORIES"]) == ["贸易", "法律"]
