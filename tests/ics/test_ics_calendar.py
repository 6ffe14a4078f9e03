"""The contents of a calendar file, property by property, and its lines and words."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import Sstc
from green_cities import LABELS
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar
from made import TEMPLATES
from test_ics_kinds import unfolded

from sstc_cli.ics import Style, write_series, write_webinar
from sstc_cli.ics.escaping import fold
from sstc_cli.ics.style import CalendarLabel
from sstc_cli.model import Revision, Series
from sstc_cli.views.catalogues import languages_of, read_labels

REMINDING = Style(alarms=(timedelta(minutes=15),), labels=LABELS)


def test_a_file_of_one_webinar_has_no_calendar_name(series: Series) -> None:
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
    released = Revision(4, datetime(2020, 7, 1, tzinfo=UTC))
    lines = unfolded(write_series(series, "en", Style(revision_of=lambda *_: released)))
    assert "SEQUENCE:4" in lines
    assert "DTSTAMP:20200701T000000Z" in lines


def test_the_join_link_stands_wherever_a_client_looks(series: Series) -> None:
    """
    webinars:
      - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00,
         join_url: "https://meet.example.org/j/1?pwd=a,b;c&lang=é"}
    """
    (event,) = Calendar.from_ical(write_series(series, "en")).walk("VEVENT")
    link = "https://meet.example.org/j/1?pwd=a,b;c&lang=é"
    assert event["LOCATION"] == link
    assert event["URL"] == event["CONFERENCE"] == link.replace("é", "%C3%A9")
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


def test_a_series_without_webinars_and_labels(series: Series) -> None:
    """
    languages: [de]
    title: {de: Grüne Städte}
    webinars:
      - {id: a, number: 1, title: {de: Busse}, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00}
    """
    assert "SUMMARY:Webinar 1: Busse" in unfolded(write_series(series, "de"))
    data = write_series(series.replaced(webinars=()), "de")
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert b"VTIMEZONE" not in data


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


def test_a_cancelled_webinar_stays_in_the_feed_and_leaves_the_time_free(series: Series) -> None:
    """
    webinars:
      - {id: a, number: 1, title: A, starts: 2020-08-14 15:30, ends: 2020-08-14 17:00,
         status: cancelled, join_url: "https://example.org/join", revision: 1}
      - {id: b, number: 2, title: B, starts: 2020-08-21 15:30, ends: 2020-08-21 17:00}
    """
    data = write_series(series, "en", style=REMINDING)
    lines = unfolded(data)
    assert {"STATUS:CANCELLED", "SEQUENCE:1", "SUMMARY:Cancelled: Webinar 1: A"} <= {*lines}
    assert lines.count("BEGIN:VALARM") == 1
    assert not [line for line in lines if "example.org/join" in line]
    cancelled, planned = Calendar.from_ical(data).walk("VEVENT")
    assert ("TRANSP" in planned, cancelled["TRANSP"]) == (False, "TRANSPARENT")


@given(st.text(st.sampled_from("aé漢🇨\\n,"), max_size=400))
@example("a" * 75)
@example("a" * 76)
@example("\\" * 300)
def test_a_folded_line_is_the_line(line: str) -> None:
    data = fold(line)
    assert data.endswith(b"\r\n")
    parts = data[:-2].split(b"\r\n")
    assert all(len(part) <= 75 for part in parts)
    assert all(part.startswith(b" ") and len(part) > 1 for part in parts[1:])
    assert [part.decode() for part in parts]  # no character is cut in two
    assert b"".join([parts[0], *(part[1:] for part in parts[1:])]).decode() == line


def test_a_line_is_cut_as_late_as_it_can_be_but_no_escape() -> None:
    assert fold("a" * 75) == b"a" * 75 + b"\r\n"
    assert fold("a" * 76) == b"a" * 75 + b"\r\n a\r\n"
    assert fold("a" * 74 + "é") == b"a" * 74 + b"\r\n \xc3\xa9\r\n"
    assert fold("a" * 74 + "\\n") == b"a" * 74 + b"\r\n \\n\r\n"


@pytest.mark.parametrize("language", languages_of([TEMPLATES]))
def test_every_language_of_documents_is_one_of_calendars(language: str) -> None:
    own = read_labels([TEMPLATES], language)
    assert [label for label in CalendarLabel if own.get(label, label) == label] == []


def test_a_label_without_a_translation_is_english() -> None:
    style = Style(labels={"fr": {"Talks": "Interventions"}})
    assert style.say(CalendarLabel.TALKS, "fr") == "Interventions"
    assert style.say(CalendarLabel.TALKS, "sw") == "Talks"
    assert (
        style.say(CalendarLabel.JOIN, "fr", url="https://example.org/")
        == "Join: https://example.org/"
    )


def test_calendars_have_the_words_of_the_workspace(sstc: Sstc, workspace: Path) -> None:
    catalogue = workspace / "templates" / "labels" / "zh.po"
    catalogue.parent.mkdir(parents=True)
    words = 'msgid "Webinar {number}: {title}"\nmsgstr "研讨会{number}：{title}"\n'
    catalogue.write_text(words, encoding="utf-8")
    text = sstc("calendar", "export", "7", "--language", "zh", "-o", "-").out
    assert "SUMMARY:研讨会7：" in text
    assert "主办方" in text
