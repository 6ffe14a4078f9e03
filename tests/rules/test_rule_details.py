"""Details that the rules' own examples do not show."""

from datetime import date

import pytest
from conftest import read_series

from sstc_cli.rules import Plan, check

TODAY = date(2020, 8, 1)


def messages(text: str) -> list[tuple[str, str]]:
    return [
        (diagnostic.code, diagnostic.message)
        for diagnostic in check(Plan(read_series(text), TODAY))
    ]


def webinars(*days: str, status: str = "planned") -> str:
    lines = [f"count: {len(days)}", "window: {starts: 2020-01-01, ends: 2020-12-31}", "webinars:"]
    for number, day in enumerate(days, 1):
        lines.append(
            f"- {{id: w{number}, number: {number}, title: T{number}, status: {status}, "
            f"starts: {day} 15:30, ends: {day} 17:00}}"
        )
    return "\n".join(lines)


def test_gaps_heed_breaks_and_cadence_and_are_shortened() -> None:
    text = "cadence: {weekday: Friday}\nbreaks: [{name: B, starts: 2020-08-21}]\n"
    found = messages(text + webinars("2020-08-14", "2020-09-04"))
    assert [code for code, _ in found if code == "E208"] == ["E208"]
    assert "2020-08-28" in found[0][1] and "2020-08-21" not in found[0][1]
    text = "cadence: {weekday: Friday, weeks: 2}\n"
    assert messages(text + webinars("2020-08-14", "2020-08-28")) == [
        ("W213", "the window starts on a Wednesday, 2020-01-01, in a Friday series"),
        ("W213", "the window ends on a Thursday, 2020-12-31, in a Friday series"),
    ]
    text = "cadence: {weekday: Friday}\n"
    found = dict(messages(text + webinars("2020-01-03", "2020-12-25")))
    assert found["E208"].count("2020-") == 3
    assert "47 more" in found["E208"]


def test_a_cancelled_webinar_neither_overlaps_nor_needs_talks() -> None:
    text = "talks_per_webinar: 3\n" + webinars("2020-08-14", "2020-08-14", status="cancelled")
    assert messages(text) == []


def test_a_missing_number_is_named() -> None:
    text = webinars("2020-08-14", "2020-08-21").replace("number: 2", "number: 3")
    assert messages(text) == [("E205", "no webinar has the number 2")]


def test_a_webinar_longer_than_its_neighbours_overlaps_with_all() -> None:
    text = webinars("2020-08-14", "2020-08-15", "2020-08-16").replace(
        "ends: 2020-08-14 17:00", "ends: 2020-08-14 21:30"
    )
    for day, hour in (("15", "18"), ("16", "20")):
        text = text.replace(f"2020-08-{day} 15:30", f"2020-08-14 {hour}:00")
        text = text.replace(f"2020-08-{day} 17:00", f"2020-08-14 {hour}:30")
    assert [code for code, _ in messages(text)] == ["E207", "E207"]


@pytest.mark.parametrize(("slack", "codes"), [(80, []), (91, ["E210"])])
def test_agenda_shrinks_as_far_as_it_says(slack: int, codes: list[str]) -> None:
    text = f"agenda: [{{id: t, name: T, minutes: 100, at_least: {slack}}}]\n"
    assert [code for code, _ in messages(text + webinars("2020-08-14"))] == codes


def test_one_diagnostic_for_all_slots_of_one_length() -> None:
    text = "agenda: [{id: t, name: T, minutes: 100}]\n"
    found = messages(text + webinars("2020-08-14", "2020-08-21"))
    assert found == [
        (
            "E210",
            "the agenda takes at least 100 minutes, "
            "but the slot of webinar 1 has 90 (and 1 other webinar)",
        )
    ]


def test_an_unknown_speaker_of_a_talk() -> None:
    text = webinars("2020-08-14")[:-1] + ", talks: [{id: a, speaker: nobody}]}"
    assert messages(text) == [("E211", "unknown speaker `nobody`")]


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ("moderator: nobody", "moderator"),
        ("interpreters: [nobody]", "interpreter"),
        ("agenda: [{id: a, name: A, minutes: 90, speaker: nobody}]", "speaker"),
    ],
)
def test_an_unknown_person_of_a_webinar(facts: str, kind: str) -> None:
    text = f"{webinars('2020-08-14')[:-1]}, {facts}}}"
    assert messages(text) == [("E211", f"unknown {kind} `nobody`")]
