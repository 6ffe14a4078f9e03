"""The numbers, against numbers from elsewhere."""

import json

import pytest

from sstc_cli.model import Survey
from sstc_cli.source import build
from sstc_cli.source.read import parse
from sstc_cli.survey.store import Stored
from sstc_cli.survey.summary import share_of, summarise

SURVEY = """
id: exit
when: after
title: Exit
questions:
  - {id: email, type: email, role: email, text: E-mail}
  - {id: quiz, type: choice, role: knowledge, correct: a, text: Quiz, options: [
      {code: a, text: A}, {code: b, text: B}]}
  - {id: topics, type: choices, text: Topics, options: [{code: x, text: X}, {code: y, text: Y}]}
  - {id: content, type: scale, role: satisfaction, text: Content, scale: {lowest: 1, highest: 5}}
  - {id: recommend, type: scale, role: recommend, text: R, scale: {lowest: 0, highest: 10}}
  - {id: late, type: text, role: comment, text: Late, webinars: [9]}
"""


@pytest.fixture
def survey() -> Survey:
    built, found = build(parse(SURVEY, "exit.yaml"), Survey)
    assert built, found
    return built


def stored(
    webinar: int, person: str | None = None, others: str = "{}", **answers: object
) -> Stored:
    return Stored(webinar, person, json.dumps(answers), others)


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    # statsmodels.stats.proportion.proportion_confint(count, n, method="wilson")
    [(0, 10, 0.0, 27.8), (17, 24, 50.8, 85.1), (10, 10, 72.2, 100.0), (1, 1, 20.7, 100.0)],
)
def test_a_share_has_wilson_s_interval(count: int, n: int, low: float, high: float) -> None:
    share = share_of(count, n)
    assert (share.percent, share.low, share.high) == (round(100 * count / n, 1), low, high)


def test_a_share_of_nothing_is_no_number() -> None:
    assert share_of(0, 0).percent is None


def test_each_number_has_its_own_n(survey: Survey) -> None:
    numbers = summarise(survey, [
        stored(7, "p", quiz="a", topics=["x", "y"], content=5, recommend=10),
        stored(7, "q", quiz="b", topics=["x"], content=4, recommend=9),
        stored(8, "p", quiz="a", content=2, recommend=0, others='{"topics": "z"}'),
        stored(8, None, quiz="gone"),
    ])  # fmt: skip
    assert (numbers.n, numbers.persons, numbers.anonymous) == (4, 2, 1)
    assert numbers.responses == {7: 2, 8: 2}
    found = {each.id: each for each in numbers.questions}
    assert list(found) == ["quiz", "topics", "content", "recommend"]
    assert (found["quiz"].n, found["quiz"].correct.count) == (4, 2)
    assert [(each.code, each.share.count) for each in found["quiz"].tallies] == [
        ("a", 2), ("b", 1), ("gone", 1),
    ]  # fmt: skip
    assert (found["topics"].n, found["topics"].other) == (3, 1)
    assert [(each.share.count, each.share.n) for each in found["topics"].tallies] == [
        (2, 3),
        (1, 3),
    ]
    assert (found["content"].n, found["content"].mean) == (3, 3.67)
    assert (found["content"].top_two.count, found["content"].top_two.n) == (2, 3)
    assert found["recommend"].promotion.score == 33.3


def test_a_question_of_another_webinar_is_not_shown(survey: Survey) -> None:
    assert "late" in [each.id for each in summarise(survey, [stored(9)]).questions]
    assert "late" not in [each.id for each in summarise(survey, [stored(7)]).questions]
