"""Fields about people and organisations."""

import pytest
from conftest import read_series

from sstc_cli.model import Foreign
from sstc_cli.views.people import organiser_facts, speaker_facts
from sstc_cli.views.run_of_show import team_of


def test_the_name_of_a_person_is_not_marked_as_foreign() -> None:
    series = read_series(
        "organisers: [{id: a, name: {en: The Office}, signatory: {name: {en: Ana}}}]\n"
        "people: [{id: li, name: {zh: 李雷}, position: {en: Mayor}}]\n"
        "webinars: [{id: w, number: 1, title: A, starts: 2020-08-14 15:30,"
        " ends: 2020-08-14 17:00, moderator: li}]"
    )
    speaker = speaker_facts(series.people[0], "fr")
    (office,) = organiser_facts(series.organisers, "fr")
    names = [speaker.name, office.signatory.name, team_of(series, series.webinars[0], "fr")[0].name]
    assert names == ["李雷", "Ana", "李雷"]
    assert not any(isinstance(name, Foreign) for name in names)
    assert isinstance(speaker.position, Foreign) and isinstance(office.name, Foreign)


@pytest.mark.parametrize(
    ("language", "position", "organisation", "post"),
    [
        ("zh", "{en: Head, zh: 物流部主任}", "{en: Port, zh: 宁波港}", ("宁波港物流部主任",)),
        ("en", "{en: Head, zh: 物流部主任}", "{en: Port, zh: 宁波港}", ("Head", "Port")),
        ("zh", "Head", "Port", ("Head", "Port")),
        ("zh", "Head", "宁波港", ("Head", "宁波港")),
    ],
)
def test_a_post_is_one_word_in_chinese(language, position, organisation, post) -> None:
    series = read_series(
        f"people: [{{id: li, name: 李雷, position: {position}, organisation: {organisation}}}]\n"
        "webinars: [{id: w, number: 1, title: A, starts: 2020-08-14 15:30,"
        " ends: 2020-08-14 17:00}]"
    )
    assert speaker_facts(series.people[0], language).post == post
