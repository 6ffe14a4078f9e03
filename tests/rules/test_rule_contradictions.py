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


def test_two_talks_in_one_webinar_are_not_two_places() -> None:
    both = "talks: [{id: a, speaker: ama}, {id: b, speaker: ama}]"
    assert found("E216", PEOPLE + slots(both)) == []


def test_the_message_names_speaker_and_both_webinars() -> None:
    (diagnostic,) = found("E216", PEOPLE + slots(ONE, ONE))
    assert diagnostic.message == (
        "`Ama` speaks in webinar 2 at 15:30, while webinar 1, with the same speaker, runs until "
        "17:00"
    )


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
