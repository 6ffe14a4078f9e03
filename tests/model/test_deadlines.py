"""Due dates: words, working days, recurrence, and how urgent a duty is on a day."""

from datetime import date, timedelta

import pytest
from conftest import read_series
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from sstc_cli.model import Around, Every, Series, due_days, duties, duties_of, json_schema
from sstc_cli.model.days import working_day
from sstc_cli.model.due import read_due
from sstc_cli.model.readers import InvalidError

WORDS = {
    "7 days before": Around(-7),
    "1 day after": Around(1),
    "on the day": Around(0),
    "5 working days before": Around(-5, working=True),
    "1 working day after": Around(1, working=True),
    "2 hours before": Around(0, hours=-2),
    "1 hour after": Around(0, hours=1),
    "every Monday": Every("week", on=0),
    "every 2 weeks": Every("week", 2),
    "every 2 weeks on Friday": Every("week", 2, 4),
    "every month on day 28": Every("month", 1, 28),
    "every 3 months on the last day": Every("month", 3, -1),
    "2020-09-01": date(2020, 9, 1),
}
OTHERS = (
    *("a week", "7 Days before", "-7 days before", "every monday", "every week", "every 0 weeks"),
    *("0 hours before", "2 working hours before", "1000 hours after", "2h before"),
    *("every month", "every month on day 31", "1850-01-01", "on the day ", "", "7"),
)


@pytest.mark.parametrize("text", WORDS)
def test_words(text: str) -> None:
    assert read_due(text) == WORDS[text]


@pytest.mark.parametrize("text", [*OTHERS, "2020-02-30"])
def test_other_words_are_refused(text: str) -> None:
    with pytest.raises(InvalidError):
        read_due(text)


def test_editors_take_the_same_words() -> None:
    schema = json_schema("series")["$defs"]["Deadline"]["properties"]["due"]
    editor = Draft202012Validator(schema)
    assert [text for text in (*WORDS, *OTHERS) if editor.is_valid(text)] == list(WORDS)


def days_of(due: str, window: str = "{starts: 2020-08-14, ends: 2020-09-14}") -> list[str]:
    """Return the days of a deadline of the whole series, without the year."""
    series = read_series(f"window: {window}\ndeadlines: [{{id: d, name: D, due: {due}}}]")
    return [f"{day:%m-%d}" for day in due_days(series, series.deadlines[0])]


@pytest.mark.parametrize(
    ("due", "days"),
    [
        ("every Monday", ["08-17", "08-24", "08-31", "09-07", "09-14"]),
        ("every 2 weeks", ["08-14", "08-28", "09-11"]),
        ("every 2 weeks on Monday", ["08-24", "09-07"]),
        ("every month on day 1", ["09-01"]),
        ("every month on the last day", ["08-31"]),
        ("2020-10-01", ["10-01"]),
        ("7 days before", []),
    ],
)
def test_recurrence_fills_the_window(due: str, days: list[str]) -> None:
    assert days_of(due) == days


def test_a_leap_february_and_a_window_the_wrong_way_round() -> None:
    month = "every month on the last day"
    assert days_of(month, "{starts: 2028-01-31, ends: 2028-03-01}") == ["01-31", "02-29"]
    assert days_of("every Monday", "{starts: 2020-09-14, ends: 2020-08-14}") == []


@pytest.mark.parametrize(
    ("days", "countries", "expected"),
    [
        (-5, [], "2020-10-02"),
        (5, [], "2020-10-16"),
        (-1, ["CN"], "2020-09-30"),  # the first week of October is a holiday
        (-4, ["CN"], "2020-09-27"),  # a Sunday that was worked instead
        (-4, ["CN", "KE"], "2020-09-25"),  # … but not in Kenya
        (-1, ["EG"], "2020-10-07"),  # the weekend is Friday and Saturday, the 8th a holiday
        (2, ["EG"], "2020-10-12"),
        (-1, ["ZZ"], "2020-10-08"),
        (0, ["CN"], "2020-10-09"),
    ],
)
def test_working_days(days: int, countries: list[str], expected: str) -> None:
    assert str(working_day(date(2020, 10, 9), days, countries)) == expected


def test_the_holidays_of_the_united_nations_count() -> None:
    assert str(working_day(date(2020, 9, 8), -1, ["UN"])) == "2020-09-04"


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 400))
def test_working_days_without_a_country_are_weekdays(day: date, count: int) -> None:
    after = working_day(day, count, [])
    between = (day + timedelta(days=step + 1) for step in range((after - day).days))
    assert sum(between_day.weekday() < 5 for between_day in between) == count
    assert after.weekday() < 5


SERIES = """
    organisers: [{id: cn, name: C, country: CN}, {id: ke, name: K, country: KE}]
    window: {starts: 2020-10-01, ends: 2020-10-31}
    deadlines:
    - {id: report, name: Report, due: 14 days after}
    - {id: agenda, name: Agenda, due: 4 working days before}
    - {id: survey, name: Survey, due: on the day}
    - {id: call, name: Call, due: every 2 weeks, done: {2020-10-01: 2020-10-02}}
    webinars:
    - {id: a, number: 1, title: A, starts: 2020-10-09 15:30, ends: 2020-10-09 17:00,
       organisers: [cn], done: {agenda: 2020-09-26}}
    - {id: b, number: 2, title: B, starts: 2020-10-09 18:30, ends: 2020-10-09 19:00}
    - {id: c, number: 3, title: C, starts: 2020-10-09 20:30, ends: 2020-10-09 21:00,
       status: cancelled}
    """


def test_all_duties_in_the_order_of_their_days() -> None:
    lines = [
        (f"{duty.day:%m-%d}", duty.deadline.id, duty.webinar and duty.webinar.number)
        for duty in duties(read_series(SERIES))
    ]
    assert lines == [
        ("09-25", "agenda", 2),
        ("09-27", "agenda", 1),
        ("10-01", "call", None),
        ("10-09", "survey", 1),
        ("10-09", "survey", 2),
        ("10-15", "call", None),
        ("10-23", "report", 1),
        ("10-23", "report", 2),
        ("10-29", "call", None),
    ]


@pytest.mark.parametrize(
    ("today", "standings"),
    [
        ("2020-09-20", "soon done done later later later later later later"),
        ("2020-09-25", "today done done later later later later later later"),
        ("2020-10-09", "overdue done done today today soon later later later"),
        ("2020-10-10", "lapsed done done overdue overdue soon later later later"),
    ],
)
def test_the_standing_of_each_duty_on_a_day(today: str, standings: str) -> None:
    day = date.fromisoformat(today)
    assert " ".join(duty.standing(day) for duty in duties(read_series(SERIES))) == standings


def test_what_a_held_webinar_needed_before_is_no_longer_asked_for() -> None:
    series = read_series(SERIES.replace("id: b,", "id: b, status: held,"))
    (agenda,) = (duty for duty in duties(series) if duty.deadline.id == "agenda" and not duty.done)
    assert agenda.standing(date(2020, 10, 9)) == "lapsed"


def test_hours_count_from_the_start_and_from_the_end() -> None:
    series = read_series(
        """
        deadlines:
        - {id: thanks, name: Thanks, due: 1 hour after}
        - {id: day, name: Day, due: on the day}
        - {id: remind, name: Remind, due: 2 hours before}
        - {id: early, name: Early, due: 20 hours before}
        webinars:
        - {id: a, number: 1, title: A, starts: 2020-10-09 15:30, ends: 2020-10-09 23:30}
        """
    )
    lines = [(duty.deadline.id, str(duty.day), duty.at and f"{duty.at}") for duty in duties(series)]
    assert lines == [
        ("early", "2020-10-08", "2020-10-08 19:30:00+08:00"),
        ("day", "2020-10-09", None),
        ("remind", "2020-10-09", "2020-10-09 13:30:00+08:00"),
        ("thanks", "2020-10-10", "2020-10-10 00:30:00+08:00"),
    ]
    standings = [duty.standing(date(2020, 10, 10)) for duty in duties(series)]
    assert standings == ["lapsed", "overdue", "lapsed", "today"]


def test_hours_are_real_ones_while_clocks_change() -> None:
    series = read_series(
        """
        zone: Europe/Berlin
        deadlines: [{id: remind, name: Remind, due: 24 hours before}]
        webinars:
        - {id: a, number: 1, title: A, starts: 2020-10-25 15:30, ends: 2020-10-25 17:00}
        """
    )
    (duty,) = duties(series)
    assert str(duty.at) == "2020-10-24 16:30:00+02:00"


def test_no_calendar_is_loaded_for_plain_days(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> None:
        raise AssertionError(name)

    monkeypatch.setattr("importlib.import_module", refuse)
    series: Series = read_series(SERIES.replace("4 working days", "4 days"))
    assert len(duties_of(series, series.webinars[0])) == 3
