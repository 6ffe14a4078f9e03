"""E2xx and W2xx: edges of the rules on people, links and titles."""

import pytest
from found import found, paths, slots

PEOPLE = "people: [{id: ama, name: Ama}, {id: li, name: Li}]\n"
ONE = "talks: [{id: a, speaker: ama}]"


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (ONE, ["webinars[1].talks[0].speaker"]),
        ("talks: [{id: a, speaker: li}]", []),
        (f"{ONE}, status: cancelled", []),
        (f"{ONE}, starts: 2020-08-14 17:00, ends: 2020-08-14 18:00", []),
        ("talks: [{id: a, speaker: li}, {id: b, speaker: ama}]", ["webinars[1].talks[1].speaker"]),
    ],
)
def test_speaker_in_two_places(second: str, expected: list[str]) -> None:
    assert paths("E216", PEOPLE + slots(ONE, second)) == expected


def test_two_talks_are_not_two_places_and_the_message_names_both() -> None:
    both = "talks: [{id: a, speaker: ama}, {id: b, speaker: ama}]"
    assert found("E216", PEOPLE + slots(both)) == []
    (diagnostic,) = found("E216", PEOPLE + slots(ONE, ONE))
    assert diagnostic.message == (
        "`Ama` speaks in webinar 2 at 15:30, while webinar 1, with the same person, runs until "
        "17:00"
    )


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("moderator: ama", "moderator: ama", ["webinars[1].moderator"]),
        (ONE, "moderator: ama", ["webinars[1].moderator"]),
        ("moderator: li", "interpreters: [ama, li]", ["webinars[1].interpreters[1]"]),
        ("moderator: ama", "moderator: li", []),
        ("moderator: ama", "moderator: ama, status: cancelled", []),
        (
            "moderator: ama",
            "agenda: [{id: welcome, name: Welcome, minutes: 90, speaker: ama}]",
            ["webinars[1].agenda[0].speaker"],
        ),
    ],
)
def test_moderators_and_interpreters_in_two_places(first, second, expected) -> None:
    assert paths("E216", PEOPLE + slots(first, second)) == expected


def test_a_speaker_of_the_usual_agenda_in_two_places() -> None:
    agenda = "agenda: [{id: welcome, name: Welcome, minutes: 90, speaker: ama}]\n"
    (diagnostic,) = found("E216", PEOPLE + agenda + slots("", ""))
    assert diagnostic.path == ("agenda", 0, "speaker")
    (moderates,) = found("E216", PEOPLE + slots(ONE, "moderator: ama"))
    assert moderates.message.startswith("`Ama` moderates webinar 2 at 15:30, while webinar 1")
    assert moderates.hint == "move one of the two webinars, or choose another moderator"


@pytest.mark.parametrize(
    ("keys", "is_late"),
    [
        ("register_by: 2020-08-15", True),
        ("register_by: 2020-08-14", False),
        ("register_by: 2020-08-01", False),
        ("register_by: 2020-08-15, status: cancelled", False),
    ],
)
def test_the_last_day_to_register(keys: str, is_late: bool) -> None:
    assert paths("W223", slots(keys)) == ["webinars[0].register_by"] * is_late


@pytest.mark.parametrize(
    ("keys", "is_seen"),
    [
        ("for: speakers, due: every month on day 1", False),
        ("for: speakers, due: 2020-09-01", False),
        ("for: speakers, due: on the day", True),
        ("due: every Monday", True),
    ],
)
def test_deadlines_that_no_speaker_sees(keys: str, is_seen: bool) -> None:
    deadlines = f"deadlines: [{{id: slides, name: Slides, {keys}}}]\n"
    expected = [] if is_seen else ["deadlines[0].for"]
    assert paths("W224", deadlines + slots("")) == expected


@pytest.mark.parametrize(
    ("keys", "today", "is_wrong"),
    [
        ("", "2020-08-12", True),
        ("", "2020-08-13", False),
        ("", "2020-08-20", False),
        (", status: held", "2020-08-20", False),
        (", status: cancelled", "2020-08-20", True),
    ],
)
def test_a_recording_of_what_was_not_held(keys: str, today: str, is_wrong: bool) -> None:
    text = slots(f"recording: https://example.org/r{keys}")
    assert paths("W310", text, today) == ["webinars[0].recording"] * is_wrong


@pytest.mark.parametrize(
    ("first", "second", "weight"),
    [
        ("name: Ana Maria Rojas", "name: ROJAS Ana-María", "warning"),
        ("name: Ana Maria Rojas", "name: Anna Maria Rojas", "warning"),
        ("name: Ana Maria Rojas", "name: Ana Mario Rojas", "warning"),
        ("name: Ana Maria Rojas", "name: Ana Maria Rivas", None),
        ("name: Wang Wei", "name: Wang Lei", None),
        ("name: Wang Wei", "name: 'WANG, Wei'", "warning"),
        ("name: 王伟", "name: 王威", None),
        ("name: 王伟", "name: 王伟", "warning"),
        ("name: Omar Diallo, organisation: A", "name: Omar Diallo, organisation: B", "note"),
        ("name: Omar Diallo, organisation: A", "name: Omar Diallo", "warning"),
        ("name: Omar Diallo, organisation: The  Port", "name: Omar Diallo, organisation: the port",
         "warning"),
    ],
)  # fmt: skip
def test_person_written_twice(first: str, second: str, weight: str | None) -> None:
    text = f"people:\n- {{id: one, {first}}}\n- {{id: two, {second}}}\n"
    assert [str(diagnostic.severity) for diagnostic in found("W217", text)] == [weight] * bool(
        weight
    )


def test_join_link_shared_one_after_the_other_is_fine() -> None:
    link = "join_url: 'https://example.org/a'"
    later = f"{link}, starts: 2020-08-14 17:00, ends: 2020-08-14 18:00"
    assert found("E218", slots(link, later)) == []
    assert paths("E218", slots(link, link, f"{link}, status: cancelled")) == [
        "webinars[1].join_url"
    ]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("title: a  payment, starts: 2020-08-21 15:30, ends: 2020-08-21 17:00", 1),
        ("title: Another, starts: 2020-08-21 15:30, ends: 2020-08-21 17:00", 0),
        ("title: A payment, starts: 2020-08-07 15:30, ends: 2020-08-07 17:00", 0),
        ("title: A payment, status: cancelled, starts: 2020-08-21 15:30, ends: 2020-08-21 17:00",
         0),
    ],
)  # fmt: skip
def test_cancelled_and_held_again(other: str, expected: int) -> None:
    text = slots("title: A payment, status: cancelled", other)
    assert len(found("W219", text)) == expected
    assert found("W220", text) == []


def test_a_title_is_repeated_in_one_language() -> None:
    first, second = "title: {en: Payment, zh: 支付}", "title: {en: Paying, zh: 支付}"
    text = "languages: [en, zh]\n" + slots(first, second)
    assert paths("W220", text) == ["webinars[1].title.zh"]
    assert paths("W220", slots("title: PAYMENT", "title: payment")) == ["webinars[1].title"]
    assert found("W220", slots("title: Payment", "title: Payment (2)")) == []


def test_a_very_long_name_is_compared_as_a_whole() -> None:
    names = (f"- {{id: p{at}, name: '{'x' * 9_000}{at}'}}\n" for at in "aab")
    text = "people:\n" + "".join(names)
    assert paths("W217", text) == ["people[1].name"]
