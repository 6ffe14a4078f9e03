"""What the agenda's template sees."""

from conftest import read_series

from sstc_cli.model import Series
from sstc_cli.views.agenda import AgendaView, agenda_view
from sstc_cli.views.run_of_show import run_of_show_view
from sstc_cli.views.speaker_brief import speaker_brief_view
from sstc_cli.views.timetable import only_offset, timetable


def view_of(series: Series, language: str = "en") -> AgendaView:
    return agenda_view(series, series.webinars[0], language)


def test_local_times_say_when_the_day_is_another(series: Series) -> None:
    """
    audience_zones: [Africa/Nairobi, America/New_York, Pacific/Auckland, Europe/London]
    webinars:
      - {id: a, number: 1, title: A, starts: 2020-10-24 06:30, ends: 2020-10-24 08:00}
    """
    local = [
        (time.city, time.offset, time.date, time.days, time.starts, time.ends, time.overnight)
        for time in view_of(series).local_times
    ]
    saturday, friday = "Saturday, 24\u00a0October\u00a02020", "Friday, 23\u00a0October\u00a02020"
    assert local == [
        ("Nairobi", "UTC+3", saturday, 0, "01:30", "03:00", False),
        ("New York", "UTC−4", friday, -1, "18:30", "20:00", False),
        ("Auckland", "UTC+13", saturday, 0, "11:30", "13:00", False),
        ("London", "UTC+1", friday, -1, "23:30", "01:00", True),
    ]


def test_a_webinar_has_what_it_names_and_else_what_the_series_has(series: Series) -> None:
    """
    zone_name: {en: Beijing time, zh: 北京时间}
    organisers:
      - {id: office, name: The office, short: TO}
      - {id: club, name: The club, url: 'https://example.org'}
    audiences: [{id: mayors, name: Mayors}, {id: firms, name: Firms}]
    themes: [{id: young, name: Youth}, {id: farms, name: Farms}, {id: arts, name: Arts}]
    webinars:
      - {id: a, number: 1, title: A, starts: 2020-08-14 19:30, ends: 2020-08-14 21:00,
         organisers: [club], themes: [farms], talks: [{id: x, themes: [young, farms]}]}
    """
    webinar = view_of(series).webinar
    assert [
        (organiser.name, organiser.short, organiser.url) for organiser in webinar.organisers
    ] == [("The club", None, "https://example.org")]
    assert webinar.audiences == ("Mayors", "Firms")
    assert webinar.themes == ("Youth", "Farms")
    assert (webinar.date, webinar.starts, webinar.ends) == (
        "Friday, 14\u00a0August\u00a02020",
        "19:30",
        "21:00",
    )
    assert (webinar.zone, webinar.offset, webinar.minutes) == ("Beijing time", "UTC+8", 90)
    assert view_of(series, "zh").webinar.zone == "北京时间"


def test_without_a_name_the_zone_goes_by_its_city_in_the_language(series: Series) -> None:
    zones = [view_of(series, language).webinar.zone for language in ("en", "ar", "zh")]
    assert zones == ["Shanghai", "شنغهاي", "上海"]


def test_revised_is_the_webinars_own_and_in_utc(series: Series) -> None:
    """
    revised: 2020-05-26 00:00
    webinars:
      - {id: a, number: 1, title: A, starts: 2020-08-14 19:30, ends: 2020-08-14 21:00}
      - {id: b, number: 2, title: B, starts: 2020-08-21 19:30, ends: 2020-08-21 21:00,
         revised: 2020-08-01 09:00, status: cancelled}
    """
    first, second = (agenda_view(series, webinar, "en") for webinar in series.webinars)
    assert first.revised == "2020-05-25T16:00:00+00:00"
    assert second.revised == "2020-08-01T01:00:00+00:00"
    assert (first.webinar.cancelled, second.webinar.cancelled) == (False, True)


SPRING = """
zone: Europe/Lisbon
audience_zones: [Europe/Paris, Africa/Nairobi]
agenda:
  - {id: talks, name: Talks, minutes: 60, holds: talks}
  - {id: questions, name: Questions, minutes: 30}
people: [{id: ada, name: Ada, zone: Europe/Paris}]
webinars:
  - {id: a, number: 1, title: A, starts: 2027-03-28 00:30, ends: 2027-03-28 03:00,
     talks: [{id: x, title: X, speaker: ada}]}
"""


def test_a_clock_change_during_the_webinar_is_shown_with_both_offsets() -> None:
    view = view_of(read_series(SPRING))
    assert (view.webinar.offset, view.webinar.minutes) == ("UTC+0\u00a0→\u00a0UTC+1", 90)
    assert [(item.starts, item.ends, item.minutes) for item in view.items] == [
        ("00:30 (UTC+0)", "02:30 (UTC+1)", 60),
        ("02:30 (UTC+1)", "03:00 (UTC+1)", 30),
    ]
    assert [(place.offset, place.starts, place.ends) for place in view.local_times] == [
        ("UTC+1\u00a0→\u00a0UTC+2", "01:30", "04:00"),
        ("UTC+3", "03:30", "05:00"),
    ]


def test_the_other_documents_show_both_offsets_too() -> None:
    series = read_series(SPRING)
    (webinar,), (ada,) = series.webinars, series.people
    sheet = run_of_show_view(series, webinar, "en")
    assert (sheet.opens, sheet.lets_in, sheet.closes) == (
        *("00:00 (UTC+0)", "00:20 (UTC+0)", "03:00 (UTC+1)"),
    )
    (talk,) = speaker_brief_view(series, webinar, ada, "en").talks
    assert (talk.starts, talk.ends, talk.offset) == ("00:30", "02:30", "UTC+0\u00a0→\u00a0UTC+1")
    assert (talk.own.starts, talk.own.ends, talk.own.offset) == (
        "01:30",
        "03:30",
        "UTC+1\u00a0→\u00a0UTC+2",
    )
    (row,) = timetable(series, "en")
    assert (row.offset, only_offset(series, "Europe/Lisbon")) == ("UTC+0\u00a0→\u00a0UTC+1",) * 2


def test_the_team_meets_half_an_hour_before_also_across_a_clock_change() -> None:
    series = read_series(SPRING.replace("2027-03-28 00:30", "2027-03-28 02:10"))
    sheet = run_of_show_view(series, series.webinars[0], "en")
    assert (sheet.opens, sheet.lets_in) == ("00:40 (UTC+0)", "02:00")
    assert sheet.items[0].starts == "02:10"
