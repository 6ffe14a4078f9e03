"""E210, E212, W236, E233 to E235: whether an agenda and its talks fit the slot."""

import pytest
from conftest import read_series
from found import found, paths, slots

TALKS = """
agenda:
  - {id: talks, name: Talks, minutes: 60, holds: talks}
  - {id: questions, name: Questions, minutes: 30, at_least: 20}
"""
LISBON = "zone: Europe/Lisbon\nwindow: {starts: 2027-01-01, ends: 2027-12-31}\n"


@pytest.mark.parametrize(
    ("talks", "said"),
    [
        ("{id: a}, {id: b}", None),
        ("{id: a, minutes: 40}, {id: b}", None),
        ("{id: a, minutes: 40}, {id: b, minutes: 30}", None),
        ("{id: a, minutes: 40}, {id: b, minutes: 31}", "takes at least 91 minutes"),
        ("{id: a, minutes: 90}, {id: b, minutes: 20}", "takes at least 130 minutes"),
        ("{id: a, minutes: 90}, {id: b}", "takes at least 111 minutes"),
    ],
)
def test_the_minutes_of_talks_count(talks: str, said: str | None) -> None:
    messages = [
        diagnostic.message for diagnostic in found("E210", TALKS + slots(f"talks: [{talks}]"))
    ]
    assert len(messages) == bool(said)
    assert all(said in message for message in messages if said)


@pytest.mark.parametrize(
    ("talks", "ends"),
    [
        ("{id: a, minutes: 5}, {id: b, minutes: 5}", "16:10"),
        ("{id: a, minutes: 25}, {id: b, minutes: 25}", "16:50"),
    ],
)
def test_short_talks_end_the_agenda_early(talks: str, ends: str) -> None:
    text = TALKS + slots(f"talks: [{talks}]")
    (diagnostic,) = found("W236", text)
    assert diagnostic.path == ("webinars", 0, "ends")
    assert found("W236", text.replace("17:00", ends)) == []


@pytest.mark.parametrize(("ends", "expected"), [("17:09", 0), ("17:10", 1), ("18:00", 1)])
def test_a_few_minutes_of_reserve_are_no_problem(ends: str, expected: int) -> None:
    text = TALKS + slots(f"ends: 2020-08-14 {ends}", f"ends: 2020-08-14 {ends}")
    diagnostics = found("W236", text)
    assert len(diagnostics) == expected
    assert all("(and 1 other webinar)" in diagnostic.message for diagnostic in diagnostics)


@pytest.mark.parametrize("status", ["held", "cancelled"])
def test_only_what_can_still_change_ends_early(status: str) -> None:
    assert found("W236", TALKS + slots(f"ends: 2020-08-14 18:00, status: {status}")) == []


def test_without_an_agenda_nothing_ends_early() -> None:
    assert found("W236", slots("")) == []


@pytest.mark.parametrize(
    ("talks", "path"),
    [
        ("{id: a, minutes: 59}, {id: b}", []),
        ("{id: a, minutes: 60}, {id: b}", ["webinars[0].talks[1]"]),
        ("{id: a}, {id: b, minutes: 90}", ["webinars[0].talks[0]"]),
        ("{id: a, minutes: 90}", []),
        (", ".join(f"{{id: t{number}}}" for number in range(61)), ["webinars[0].talks[0]"]),
    ],
)
def test_each_talk_needs_a_minute(talks: str, path: list[str]) -> None:
    assert paths("E233", TALKS + slots(f"talks: [{talks}]")) == path


def test_the_agenda_of_a_single_webinar_is_checked_too() -> None:
    own = (
        "agenda: [{id: a, name: A, minutes: 20, at_least: 30, holds: talks}, "
        "{id: b, name: B, minutes: 70, holds: talks}]"
    )
    assert paths("E234", TALKS + slots(own)) == ["webinars[0].agenda[1].holds"]
    assert paths("E235", TALKS + slots(own)) == ["webinars[0].agenda[0].at_least"]


@pytest.mark.parametrize(
    ("day", "ends", "longest"),
    [("2027-03-28", "03:00", 90), ("2027-10-31", "02:30", 180), ("2027-06-06", "02:30", 120)],
)
def test_a_slot_has_the_minutes_that_really_pass(day: str, ends: str, longest: int) -> None:
    slot = slots(f"starts: {day} 00:30, ends: {day} {ends}")
    for minutes, codes in ((longest, []), (longest + 1, ["E210"])):
        agenda = f"agenda: [{{id: a, name: A, minutes: {minutes}}}]\n"
        diagnostics = found("E210", LISBON + agenda + slot) + found("W236", LISBON + agenda + slot)
        assert [diagnostic.code for diagnostic in diagnostics] == codes


@pytest.mark.parametrize("key", ["minutes", "at_least"])
@pytest.mark.parametrize("minutes", ["0", "-5"])
def test_an_item_or_a_talk_lasts_some_time(key: str, minutes: str) -> None:
    item = {"id": "a", "name": "A", "minutes": "5"} | {key: minutes}
    with pytest.raises(ValueError, match=f"`{minutes}` is not above 0"):
        read_series(f"agenda: [{item}]".replace("'", ""))


@pytest.mark.parametrize(
    ("talks", "hint"),
    [
        ("", "add a talk, only with its id if nothing else is known: `- id: talk-3`"),
        (
            "talks: [{id: a}, {id: b}, {id: c}]",
            "delete a talk, or change `talks_per_webinar`",
        ),
    ],
)
def test_the_hint_fits_the_difference(talks: str, hint: str) -> None:
    (diagnostic,) = found("E212", "talks_per_webinar: 2\n" + slots(talks))
    assert diagnostic.hint == hint
