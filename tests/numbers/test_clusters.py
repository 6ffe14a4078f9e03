"""Intervals for answers of which several are of one person, and other statistics of a report."""

import numpy as np
import pytest
from folded import cube_of, survey_of

from sstc_cli.model import Survey
from sstc_cli.model.survey import Publish
from sstc_cli.numbers.clusters import bounds, exact_mcnemar, moments
from sstc_cli.numbers.evaluation import evaluation
from sstc_cli.numbers.public import published
from sstc_cli.numbers.statistics import Share, share_of
from sstc_cli.store.people import ResponseColumns

SURVEY = """
id: exit
when: after
title: Exit
questions:
  - {id: content, type: scale, role: satisfaction, text: Content, scale: {lowest: 1, highest: 5}}
  - {id: recommend, type: scale, role: recommend, text: R, scale: {lowest: 0, highest: 10}}
"""


def exit_survey(more: str = "") -> Survey:
    return survey_of(SURVEY + more)


def rated(ratings: list[list[int]]) -> list[ResponseColumns]:
    """Return the ratings of each person at one webinar after another."""
    return [
        ResponseColumns(
            [webinar], [f"p{person}"], [{"content": rating, "recommend": 2 * rating}], [{}]
        )
        for person, given in enumerate(ratings)
        for webinar, rating in enumerate(given, start=1)
    ]


def test_the_interval_over_the_series_covers_the_true_share() -> None:
    """Everybody answers 1 to 15 times, mostly alike; independent intervals cover much less."""
    chance = np.random.default_rng(7)
    true, covered, naive = 0.7, 0, 0
    for _ in range(2_000):
        m = chance.integers(1, 16, 60)
        y = chance.binomial(m, chance.beta(1.4, 0.6, 60))
        effect = moments((int(a), int(b), 1) for a, b in zip(y, m, strict=True)).share_effect
        for found, which in ((effect, 1), (1.0, 0)):
            share = share_of(int(y.sum()), int(m.sum()), found)
            inside = share.low <= 100 * true <= share.high
            covered, naive = covered + inside * which, naive + inside * (1 - which)
    assert 0.92 <= covered / 2_000 <= 0.97
    assert naive / 2_000 < 0.82


def test_one_answer_a_person_has_the_usual_interval() -> None:
    found = cube_of([exit_survey()], {"exit": rated([[5], [4], [1], [2], [5]])}).survey("exit")
    assert found.good("content") == share_of(3, 5)
    assert found.share("content", 5) == share_of(2, 5)
    assert found.net("recommend").effect == 1.0


def test_the_answers_of_one_person_tell_as_much_as_one() -> None:
    found = cube_of([exit_survey()], {"exit": rated([[5, 4, 1, 2, 5]])}).survey("exit")
    assert found.good("content") == share_of(3, 5, 5.0)
    assert found.good("content").low == pytest.approx(share_of(6, 10, 10.0).low)


def test_people_who_all_agree_each_time_are_not_more_people() -> None:
    found = cube_of([exit_survey()], {"exit": rated([[5, 5]] * 10)}).survey("exit")
    assert found.good("content") == share_of(20, 20, 2.0)
    assert found.good("content", [1]) == share_of(10, 10)


def test_what_is_published_keeps_the_design_effect() -> None:
    survey = exit_survey("publish: {round: 5}\n")
    answers = rated([[5, 5, 5]] * 12 + [[2, 2, 2]] * 9 + [[1, 4, 5]] * 8)
    exact = evaluation(cube_of([survey], {"exit": answers}), survey)
    shown = {question.id: question for question in published(exact).questions}
    (content,) = (question for question in exact.numbers.questions if question.id == "content")
    assert isinstance(content.top_two, Share)
    assert content.top_two.effect > 2
    rounded = Publish(round=5).rounded
    assert shown["content"].top_two == share_of(
        rounded(content.top_two.count), rounded(content.top_two.n), content.top_two.effect
    )


def test_an_exact_test_needs_no_table() -> None:
    from scipy.stats import binomtest

    for gained, lost in ((10, 0), (7, 5), (6, 6), (300, 200)):
        expected = binomtest(gained, gained + lost).pvalue
        assert exact_mcnemar(gained, lost) == pytest.approx(expected)


def test_bounds_hold_whatever_the_silent_say() -> None:
    assert bounds(good=17, answered=24, people=60) == (28, 89)
    assert bounds(24, 24, 24) == (100, 100)
