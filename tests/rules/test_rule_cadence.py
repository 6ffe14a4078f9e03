"""E202, E203, E208 and W213: regular days, other days on purpose, and wrong dates."""

from datetime import date

import pytest
from found import found, paths

FRIDAYS = "{weekday: Friday}"
TWICE = "{weekday: [Tuesday, Thursday]}"


def series(cadence: str, *days: str, more: str = "", window: str | None = None) -> str:
    """Return webinars on these days, each of which states its weekday."""
    lines = [
        f"cadence: {cadence}",
        window or "window: {starts: 2020-08-01, ends: 2020-12-31}",
        f"count: {len(days)}",
        "webinars:",
    ]
    for number, day in enumerate(days, 1):
        lines.append(
            f"- {{id: w{number}, number: {number}, title: T{number}, starts: {day} 15:30, "
            f"ends: {day} 17:00, weekday: {date.fromisoformat(day):%A}}}"
        )
    return more + "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("cadence", "days", "gaps"),
    [
        (FRIDAYS, "2020-09-11 2020-09-17 2020-09-25", ""),  # a Thursday
        (FRIDAYS, "2020-09-11 2020-09-21 2020-09-25", ""),  # the Monday after
        (FRIDAYS, "2020-09-11 2020-09-21 2020-09-28 2020-10-02", ""),  # two Mondays
        (FRIDAYS, "2020-09-10 2020-09-18 2020-09-24", ""),  # the first and the last one
        (FRIDAYS, "2020-09-11 2020-09-18 2020-09-28", ""),  # the last one, a week of its own
        (FRIDAYS, "2020-09-11 2020-09-21 2020-10-02", "2020-09-18"),
        (FRIDAYS, "2020-09-11 2020-09-24 2020-10-02", "2020-09-18"),
        (FRIDAYS, "2020-09-11 2020-09-19 2020-10-02", "2020-09-25"),
        (FRIDAYS, "2020-09-11 2020-09-25", "2020-09-18"),
        (FRIDAYS, "2020-08-13 2020-08-20 2020-09-03", "2020-08-28"),  # Thursdays only
        ("{weekday: Friday, weeks: 2}", "2020-08-28 2020-09-14 2020-09-25", ""),
        ("{weekday: Friday, weeks: 2}", "2020-08-27 2020-09-11 2020-10-09", "2020-09-25"),
        ("{weekday: Friday, weeks: 2}", "2020-08-28 2020-09-18 2020-10-02", "2020-09-11"),
        (TWICE, "2020-09-03 2020-09-08 2020-09-10 2020-09-15", ""),
        (TWICE, "2020-09-03 2020-09-08 2020-09-11 2020-09-15", ""),
        (TWICE, "2020-09-01 2020-09-03 2020-09-08 2020-09-15", "2020-09-10"),
        (TWICE, "2020-08-04 2020-08-06 2020-08-15 2020-08-18", "2020-08-11"),
        (TWICE, "2020-08-15 2020-08-18 2020-08-20", ""),
        (TWICE, "2020-09-01 2020-09-03 2020-09-10 2020-09-10 2020-09-15", ""),  # both on one day
        (TWICE, "2020-09-01 2020-09-01 2020-09-08", ""),
        (TWICE, "2020-09-01 2020-09-03 2020-09-03 2020-09-15", "2020-09-10"),
        (FRIDAYS, "2020-09-11 2020-09-11 2020-09-25", "2020-09-18"),
        ("{weekday: [Thursday, Tuesday], weeks: 2}", "2020-09-01 2020-09-03 2020-09-15", ""),
    ],
)
def test_a_webinar_fills_its_week_on_any_day(cadence: str, days: str, gaps: str) -> None:
    messages = [diagnostic.message for diagnostic in found("E208", series(cadence, *days.split()))]
    assert [day for day in gaps.split() if not any(day in message for message in messages)] == []
    assert len(messages) == len(gaps.split())


def test_neither_a_cancelled_webinar_nor_a_break_fills_a_day() -> None:
    text = series(TWICE, "2020-09-01", "2020-09-03", "2020-09-08", "2020-09-08", "2020-09-15")
    assert found("E208", text) == []
    cancelled = text.replace("number: 4,", "number: 4, status: cancelled, cancelled_because: Rain,")
    (diagnostic,) = found("E208", cancelled)
    assert "no webinar on Thursday 2020-09-10" in diagnostic.message
    text = "breaks: [{name: B, starts: 2020-09-18}]\n"
    assert found("E208", series(FRIDAYS, "2020-09-11", "2020-09-21", "2020-10-02", more=text)) == []


def test_a_webinar_on_another_day_states_it() -> None:
    text = series(TWICE, "2020-09-01", "2020-09-04")
    assert found("E202", text) == []
    (diagnostic,) = found("E202", text.replace(", weekday: Friday", ""))
    assert diagnostic.message == (
        "2020-09-04 is a Friday, but webinar 2 is announced for a Tuesday or Thursday"
    )
    assert diagnostic.hint == (
        "move it to 2020-09-03 or 2020-09-08 (`sstc schedule move 2 --date …`), "
        "or add `weekday: Friday` to it"
    )


def test_a_move_is_proposed_to_free_days_only() -> None:
    text = series(TWICE, "2020-09-01", "2020-09-03", "2020-09-04", "2020-09-08", "2020-09-10")
    (diagnostic,) = found("E202", text.replace(", weekday: Friday", ""))
    assert diagnostic.hint.startswith("move it to 2020-08-27 or 2020-09-15 (")


def test_a_window_may_end_with_a_webinar_on_another_day() -> None:
    window = "window: {starts: 2020-09-10, ends: 2020-09-19}"
    text = series(FRIDAYS, "2020-09-10", "2020-09-18", window=window)
    assert paths("W213", text) == ["window.ends"]


def test_one_wrong_year_is_one_error_and_hides_no_other_gap() -> None:
    days = ("2020-09-04", "2019-09-11", "2020-09-18", "2020-09-25")
    text = series(FRIDAYS, *days).replace(", weekday: Wednesday", "")
    codes = [code for code in ("E202", "E206", "E208", "W221", "W307") if found(code, text)]
    (diagnostic,) = found("E203", text)
    assert (codes, diagnostic.hint) == ([], "did you mean 2020-09-11?")
    days = ("2020-09-04", "2020-09-18", "2019-09-25", "2020-10-02")
    (diagnostic,) = found("E208", series(FRIDAYS, *days))
    assert diagnostic.message == "no webinar on Friday 2020-09-11, between webinars 1 and 2"


def test_a_cancelled_webinar_breaks_no_order() -> None:
    text = series(FRIDAYS, "2020-09-04", "2020-09-18", "2020-09-11")
    assert len(found("E206", text)) == 1
    assert not found("E206", text.replace("number: 2,", "number: 2, status: cancelled,"))


def test_a_window_that_most_are_outside_is_wrong_and_named_once() -> None:
    window = "window: {starts: 2019-08-01, ends: 2019-12-31}"
    hints = {d.hint for d in found("E203", series(FRIDAYS, "2020-09-04", "2020-09-11",
                                                  window=window))}  # fmt: skip
    assert hints == {"correct the date, or set `window.ends` to 2020-09-11"}
    window = "window: {starts: 2020-09-04, ends: 2020-09-11}"
    text = series(FRIDAYS, "2020-08-28", "2020-09-04", "2020-09-11", "2020-09-18", "2020-09-25",
                  window=window)  # fmt: skip
    hints = [diagnostic.hint for diagnostic in found("E203", text)]
    last = "correct the date, or set `window.ends` to 2020-09-25"
    assert hints == ["correct the date, or set `window.starts` to 2020-08-28", last, last]


def test_an_end_in_another_month_is_one_error() -> None:
    text = series(FRIDAYS, "2020-08-14", "2020-08-21", "2020-08-28")
    text = text.replace("ends: 2020-08-14 17:00", "ends: 2020-09-14 17:00")
    (problem,) = found("W240", text)
    assert (problem.severity, problem.path) == ("error", ("webinars", 0, "ends"))
    assert problem.hint == "correct `starts` or `ends`: did you mean `2020-08-14 17:00`?"
    assert paths("E207", text) == []


def test_a_break_with_swapped_days_is_named_itself() -> None:
    pause = "breaks: [{name: Holidays, starts: 2020-08-22, ends: 2020-08-20}]\n"
    text = series(FRIDAYS, "2020-08-14", "2020-08-28", more=pause)
    assert paths("E201", text) == ["breaks[0].ends"]
    assert paths("E208", text) == []


def test_a_slot_of_a_year_is_named_once() -> None:
    message = "messages: [{id: thanks, document: follow-up, to: [attended], send: 1 hour after, "
    message += "until: 14 days after}]\nagenda: [{id: a, name: A, minutes: 60}]\n"
    text = message + series(FRIDAYS, "2020-08-14", "2020-08-21")
    text = text.replace("ends: 2020-08-14", "ends: 2021-08-14")
    assert [code for code in ("E207", "E210", "W236", "E733", "W240") if found(code, text)] == [
        "W236",
        "W240",
    ]
    assert paths("W236", text) == ["webinars[1].ends"]
