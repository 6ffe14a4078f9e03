"""Exports of which several rows are alike."""

from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sstc_cli.errors import SstcError
from sstc_cli.model import Survey
from sstc_cli.source import build
from sstc_cli.source.parser import parse
from sstc_cli.survey.export import ExportGroup, Generalised, generalise

SURVEY = """
id: exit
when: after
title: Exit
questions:
  - {id: home, type: country, role: country, text: Country}
  - {id: gender, type: choice, role: gender, text: Gender, options: [
      {code: woman, text: Woman}, {code: man, text: Man}]}
  - {id: content, type: scale, text: Content, scale: {lowest: 1, highest: 5}}
"""


@pytest.fixture(scope="module")
def survey() -> Survey:
    built, found = build(parse(SURVEY, "exit.yaml"), Survey)
    assert built, found
    return built


def rows(*groups: tuple[int, str, str, int]) -> list[tuple[int, str | None, dict[str, object]]]:
    """Return so many people from a country at a webinar."""
    return [
        (webinar, None, {"home": home, "gender": gender, "content": 4})
        for webinar, home, gender, n in groups
        for _ in range(n)
    ]


def generalised(
    survey: Survey, answers: Iterable[tuple[int, str | None, dict[str, object]]], k: int
) -> list[Generalised]:
    """Return each response as one of its group."""
    groups: dict[str, ExportGroup] = {}
    for webinar, person, known in answers:
        groups.setdefault(repr((webinar, known)), ExportGroup(webinar, known)).add(person)
    found = generalise(survey, [*groups.values()], k)
    members = zip(groups.values(), found, strict=True)
    return [row for group, row in members for _ in range(group.responses)]


def homes(found: list[Generalised]) -> Counter[object]:
    return Counter(row.answers.get("home") for row in found)


def test_rare_countries_become_subregions_then_regions_then_nothing(survey: Survey) -> None:
    answers = rows(
        (7, "KE", "woman", 5), (7, "ET", "woman", 3), (7, "UG", "woman", 2), (7, "NG", "woman", 4),
        (7, "ZA", "woman", 1), (7, "FR", "woman", 2), (7, "BR", "woman", 3),
    )  # fmt: skip
    found = generalised(survey, answers, 5)
    assert homes(found) == {"KE": 5, "eastern_africa": 5, "africa": 5, None: 5}
    assert sum(row.changed for row in found) == 15


def test_the_last_few_are_joined_by_the_smallest_group(survey: Survey) -> None:
    answers = rows((7, "KE", "woman", 9), (7, "CN", "woman", 5), (8, "FR", "man", 1))
    found = generalised(survey, answers, 5)
    assert Counter((row.webinar, row.answers.get("home")) for row in found) == {
        (7, "KE"): 9, (None, None): 6,
    }  # fmt: skip


def test_fewer_responses_than_k_are_refused(survey: Survey) -> None:
    with pytest.raises(SstcError, match="has responses of only 3 people, fewer than 5"):
        generalised(survey, rows((7, "KE", "woman", 3)), 5)
    assert generalised(survey, [], 5) == []


def test_rows_with_several_answers_are_alike_too(survey: Survey) -> None:
    both = [(7, None, {"home": "KE", "gender": ["woman", "man"]}) for _ in range(5)]
    found = generalised(survey, both, 5)
    assert [row.answers["gender"] for row in found] == [["woman", "man"]] * 5


@pytest.mark.parametrize("person", ["one", None])
def test_several_responses_of_one_person_are_not_several_people(person, survey) -> None:
    often = [(n, person, {"home": "FJ", "gender": "man"}) for n in range(1, 6)]
    others = [
        (n, f"{n}-{at}", {"home": "KE", "gender": "woman"}) for n in range(1, 6) for at in range(5)
    ]
    found = generalised(survey, [*often, *others], 5)
    assert Counter((row.webinar, row.answers.get("home")) for row in found) == {
        (None, None): 10, (2, "KE"): 5, (3, "KE"): 5, (4, "KE"): 5, (5, "KE"): 5,
    }  # fmt: skip
    with pytest.raises(SstcError, match="has responses of only 1 person, fewer than 5"):
        generalised(survey, often, 5)


@given(
    st.lists(
        st.tuples(
            st.sampled_from([7, 8]),
            st.sampled_from(["KE", "ET", "NG", "CN", "KR", "FR", None]),
            st.sampled_from(["woman", "man", None]),
        ),
        min_size=9,
        max_size=60,
    ),
    st.integers(2, 9),
)
def test_k_rows_are_always_alike(people: list[tuple[int, str, str]], k: int) -> None:
    built, _ = build(parse(SURVEY, "exit.yaml"), Survey)
    given = [
        (webinar, f"person {number}", {"home": home, "gender": gender})
        for number, (webinar, home, gender) in enumerate(people)
    ]
    found = generalised(built, given, k)
    alike = Counter((row.webinar, *map(row.answers.get, ("home", "gender"))) for row in found)
    assert min(alike.values()) >= k
    assert len(found) == len(people)
