"""Fields about people and organisations."""

from conftest import read_series

from sstc_cli.model import Foreign
from sstc_cli.views.people import organiser_facts, speaker_facts, team_of


def test_the_name_of_a_person_is_not_marked_as_foreign() -> None:
    series = read_series(
        "organisers: [{id: a, name: {en: The Office}, signatory: {name: {en: Ana}}}]\n"
        "people: [{id: li, name: {zh: 李雷}, position: {en: Mayor}}]\n"
        "webinars: [{id: w, number: 1, title: A, starts: 2020-08-14 15:30,"
        " ends: 2020-08-14 17:00, moderator: li}]"
    )
    speaker = speaker_facts(series.people[0], "fr")
    (office,) = organiser_facts(series.organisers, "fr")
    assert office.signatory is not None
    names = [speaker.name, office.signatory.name, team_of(series, series.webinars[0], "fr")[0].name]
    assert names == ["李雷", "Ana", "李雷"]
    assert not any(isinstance(name, Foreign) for name in names)
    assert isinstance(speaker.position, Foreign) and isinstance(office.name, Foreign)
