"""The numbers, against numbers from elsewhere."""

from collections import Counter
from dataclasses import fields, replace
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sstc_cli.model import QuestionType, Survey
from sstc_cli.numbers.breakdown import Breakdown, By, breakdown_of_sizes, grouping
from sstc_cli.numbers.gain import Gain, Scoring, knowledge_gain, shared_questions
from sstc_cli.numbers.hiding import publishable, visible
from sstc_cli.numbers.participation import Respondents
from sstc_cli.numbers.statistics import (
    Mean,
    paired_difference,
    share_of,
    t_quantile,
    unpaired_difference,
)
from sstc_cli.numbers.summary import Counting, QuestionNumbers, SurveyNumbers
from sstc_cli.numbers.words import question_lines, responses_line
from sstc_cli.source import build, parse
from sstc_cli.store.store import Batch

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


GROUPS = """
  - {id: gender, type: choice, role: gender, text: Gender, options: [
      {code: woman, text: Woman}, {code: man, text: Man}]}
  - {id: country, type: country, role: country, text: Country}
"""


@pytest.fixture
def survey() -> Survey:
    built, found = build(parse(SURVEY, "exit.yaml"), Survey)
    assert built, found
    return built


def stored(
    webinar: int, person: str | None = None, others: dict[str, str] | None = None, **answers: object
) -> Batch:
    """Return one response, as the store has it."""
    return Batch([webinar], [person], [answers], [others or {}])


def summarise(
    survey: Survey,
    responses: list[Batch],
    superseded: int = 0,
) -> SurveyNumbers:
    counting = Counting(survey)
    for batch in responses:
        counting.add(batch)
    return counting.numbers(superseded)


def break_down(survey: Survey, responses: list[Batch], by: By) -> Breakdown | None:
    counting = grouping(survey, by)
    for batch in responses if counting else ():
        counting.add(batch)
    return counting and counting.breakdown()


def gain_of(before: Survey, after: Survey, early: list[Batch], late: list[Batch]) -> Gain:
    found = [Scoring(shared_questions(before, after)) for _ in range(2)]
    for scoring, responses in zip(found, (early, late), strict=True):
        for batch in responses:
            scoring.add(batch)
    return knowledge_gain(*found)


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    # statsmodels.stats.proportion.proportion_confint(count, n, method="wilson")
    [(0, 10, 0.0, 27.8), (17, 24, 50.8, 85.1), (10, 10, 72.2, 100.0), (1, 1, 20.7, 100.0)],
)
def test_a_share_has_wilson_s_interval(count: int, n: int, low: float, high: float) -> None:
    share = share_of(count, n)
    assert (share.percent, share.low, share.high) == (round(100 * count / n, 1), low, high)


def test_a_share_of_nothing_is_not_a_number() -> None:
    assert share_of(0, 0).percent is None


def test_each_number_has_its_own_n(survey: Survey) -> None:
    numbers = summarise(survey, [
        stored(7, "p", quiz="a", topics=["x", "y"], content=5, recommend=10),
        stored(7, "q", quiz="b", topics=["x"], content=4, recommend=9),
        stored(8, "p", quiz="a", content=2, recommend=0, others={"topics": "z"}),
        stored(8, None, quiz="gone"),
    ])  # fmt: skip
    assert (numbers.n, numbers.persons, numbers.anonymous) == (4, 2, 1)
    nobody = replace(numbers, n=5, persons=0, anonymous=5, superseded=0)
    assert responses_line(nobody) == "5 anonymous responses"
    assert numbers.responses == {7: 2, 8: 2}
    found = {question.id: question for question in numbers.questions}
    assert list(found) == ["quiz", "topics", "content", "recommend"]
    assert (found["quiz"].n, found["quiz"].correct.count) == (4, 2)
    assert [(tally.code, tally.share.count) for tally in found["quiz"].tallies] == [
        ("a", 2), ("b", 1), ("gone", 1),
    ]  # fmt: skip
    assert (found["topics"].n, found["topics"].other) == (3, 1)
    assert [(tally.share.count, tally.share.n) for tally in found["topics"].tallies] == [
        (2, 3),
        (1, 3),
    ]
    assert (found["content"].n, found["content"].mean) == (3, 3.67)
    assert (found["content"].top_two.count, found["content"].top_two.n) == (2, 3)
    assert found["recommend"].promotion.score == 33.3


def test_publishable_knows_every_figure_of_a_question() -> None:
    """A new figure may reveal a hidden count: hide it in `publishable`, or say here why not."""
    about_the_question = {"id", "type", "role"}
    shown_as_they_are = {"n", "other", "not_applicable"}
    hidden_with_their_counts = {"tallies", "mean", "top_two", "correct", "promotion"}
    known = about_the_question | shown_as_they_are | hidden_with_their_counts
    assert {field.name for field in fields(QuestionNumbers)} == known


def test_a_question_of_another_webinar_is_not_shown(survey: Survey) -> None:
    assert "late" in [question.id for question in summarise(survey, [stored(9)]).questions]
    assert "late" not in [question.id for question in summarise(survey, [stored(7)]).questions]


def test_intervals_agree_with_scipy_and_statsmodels() -> None:
    from scipy import stats
    from statsmodels.stats.proportion import proportion_confint

    for count, n in [(0, 1), (3, 7), (250, 1000), (19, 20), (5, 5)]:
        low, high = proportion_confint(count, n, method="wilson")
        share = share_of(count, n)
        assert share.low == pytest.approx(100 * low, abs=0.051)
        assert share.high == pytest.approx(100 * high, abs=0.051)
    for freedom in (1, 1.5, 2, 3.7, 10, 29, 100, 5_000):
        assert t_quantile(freedom) == pytest.approx(stats.t.ppf(0.975, freedom), rel=1e-6)


@given(
    st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10)), min_size=3, max_size=30).filter(
        lambda pairs: len({b - a for a, b in pairs}) > 1
    )
)
def test_a_paired_difference_agrees_with_scipy(pairs: list[tuple[int, int]]) -> None:
    from scipy import stats

    found = paired_difference(pairs)
    before, after = zip(*pairs, strict=True)
    interval = stats.ttest_rel(after, before).confidence_interval()
    assert (found.low, found.high) == pytest.approx((interval.low, interval.high), abs=0.051)


@given(st.lists(st.integers(0, 10), min_size=2, max_size=60))
def test_a_promoter_score_and_its_error_agree_with_scipy(ratings: list[int]) -> None:
    from scipy import stats

    built, _ = build(parse(SURVEY, "exit.yaml"), Survey)
    numbers = summarise(built, [stored(7, recommend=rating) for rating in ratings])
    found = next(question for question in numbers.questions if question.id == "recommend")
    scores = [100 if rating > 8 else -100 if rating < 7 else 0 for rating in ratings]
    assert found.promotion.score == pytest.approx(sum(scores) / len(scores), abs=0.051)
    assert found.promotion.error == pytest.approx(stats.sem(scores, ddof=0), abs=0.051)
    assert found.mean == pytest.approx(stats.tmean(ratings), abs=0.0051)


@given(
    st.lists(st.tuples(st.booleans(), st.booleans()), min_size=3, max_size=40).filter(
        lambda pairs: not all(before for before, _ in pairs)
    )
)
def test_a_normalised_gain_is_that_of_the_class_means(pairs: list[tuple[bool, bool]]) -> None:
    built, _ = build(parse(SURVEY, "exit.yaml"), Survey)
    before = built.model_copy(update={"id": "registration", "when": "before"})
    early, late = (
        [stored(7, f"p{n}", quiz="a" if pair[side] else "b") for n, pair in enumerate(pairs)]
        for side in (0, 1)
    )
    pre, post = (100 * fmean(pair[side] for pair in pairs) for side in (0, 1))
    assert gain_of(before, built, early, late).normalised == pytest.approx(
        (post - pre) / (100 - pre), abs=0.0051
    )


@given(*[st.lists(st.integers(0, 100), min_size=3, max_size=20, unique=True)] * 2)
def test_an_unpaired_difference_agrees_with_scipy(first: list[int], second: list[int]) -> None:
    from scipy import stats

    found = unpaired_difference(first, second)
    interval = stats.ttest_ind(second, first, equal_var=False).confidence_interval()
    assert (found.low, found.high) == pytest.approx((interval.low, interval.high), abs=0.051)


def test_differences_of_very_few_have_no_interval() -> None:
    assert paired_difference([(0, 50)]) == Mean(50.0, None, None)
    assert unpaired_difference([1], [2, 3]) == Mean(1.5, None, None)
    assert unpaired_difference([1, 1], [2, 2]) == Mean(1.0, 1.0, 1.0)


def test_not_applicable_is_out_of_n_and_the_score_has_its_error(survey: Survey) -> None:
    numbers = summarise(survey, [
        stored(7, "p", quiz="not_applicable", recommend=10),
        stored(7, "q", quiz="a", recommend=0),
        stored(7, "r", recommend=9),
        stored(7, "s", recommend=8),
    ])  # fmt: skip
    found = {question.id: question for question in numbers.questions}
    assert (found["quiz"].n, found["quiz"].not_applicable) == (1, 1)
    assert [tally.code for tally in found["quiz"].tallies] == ["a", "b"]
    scores = [100, -100, 100, 0]
    mean = sum(scores) / 4
    error = (sum((score - mean) ** 2 for score in scores) / 4) ** 0.5 / 2
    assert found["recommend"].promotion.score == mean
    assert found["recommend"].promotion.error == round(error, 1)


@pytest.mark.parametrize(
    ("nameless", "count", "n", "strangers"), [(0, 2, 3, 2), (1, 3, 4, 1), (5, 4, 8, 0)]
)
def test_the_response_rate_is_of_the_people_who_attended(
    nameless: int, count: int, n: int, strangers: int
) -> None:
    counter = Respondents({7: {"a", "b", "c"}}, {7: nameless}, {"a", "b", "c", "x", "y"})
    for batch in (stored(7, "a"), stored(7, "x"), stored(7, "y"), stored(7), stored(8, "a")):
        counter.add(batch)
    rate, others = counter.response_rate()
    assert (rate.count, rate.n, others) == (count, n, strangers)


def test_more_anonymous_responses_than_attendees_give_no_rate() -> None:
    counter = Respondents({7: {"a"}}, {7: 0}, {"a"})
    for _ in range(2):
        counter.add(stored(7))
    assert counter.response_rate()[0].percent is None


def test_gain_is_of_the_same_persons_only(survey: Survey) -> None:
    before = survey.model_copy(update={"id": "registration", "when": "before"})
    early = [stored(7, f"p{n}", quiz="ab"[n % 3 != 0]) for n in range(9)]
    early += [stored(7, "x", quiz="a"), stored(8, "p0", quiz="a"), stored(7, "y")]
    late = [stored(7, f"p{n}", quiz="ab"[n % 3 == 1]) for n in range(9)]
    late += [stored(7, None, quiz="b"), stored(7, "z", quiz="a")]
    gain = gain_of(before, survey, early, late)
    assert (gain.pairs, gain.only_before, gain.only_after) == (9, 2, 2)
    assert (gain.before, gain.after) == (33.3, 66.7)
    assert gain.normalised == 0.5
    assert gain.unpaired.value == -50.0
    assert gain_of(before, survey, [], late).difference is None
    other = survey.model_copy(update={"questions": survey.questions[:1]})
    assert shared_questions(other, survey) == []


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([12, 8], (12, 8)),
        ([12, 8, 3], (12, None, None)),
        ([12, 3, 3], (12, None, None)),
        ([12, 6, 1, 1], (12, None, None, None)),
        ([0, 30], (0, 30)),
        ([3], (None,)),
        ([], ()),
    ],
)
def test_small_counts_are_hidden_with_what_would_reveal_them(counts, shown) -> None:
    assert visible(counts) == shown


@given(st.lists(st.integers(0, 30), max_size=9))
def test_no_hidden_count_can_be_found_by_subtraction(counts: list[int]) -> None:
    hidden = [c for c, shown in zip(counts, visible(counts), strict=True) if shown is None]
    others = [c for c in counts if c not in hidden and c]
    assert all(c >= 5 for c in others)
    assert not hidden or len(hidden) > 1 or not others


def test_groups_of_few_have_no_numbers() -> None:
    built, _ = build(parse(SURVEY + GROUPS, "exit.yaml"), Survey)
    answers = [
        *(stored(7, gender="woman", country="KE", quiz="a") for _ in range(12)),
        *(stored(7, gender="man", country="CN", quiz="b") for _ in range(10)),
        *(stored(7, country="FR", quiz="a") for _ in range(6)),
    ]
    found = break_down(built, answers, By.GENDER)
    assert found.groups == ("woman", "man", "not_stated")
    assert found.responses == (12, 10, 6)
    quiz = next(row for row in found.rows if row.question == "quiz")
    assert [cell.n for cell in quiz.cells] == [12, None, None]
    assert quiz.cells[0].percent == 100.0
    assert break_down(built, answers, By.REGION).groups == ("africa", "asia", "europe")
    assert break_down(built, answers, By.AUDIENCE) is None


def test_who_did_not_state_a_group_hides_nobody() -> None:
    """Their number follows from the n of the question."""
    sizes = Counter({"woman": 30, "man": 3, "not_stated": 12})
    assert breakdown_of_sizes(By.GENDER, sizes, ["woman", "man"]).responses == (None, None, None)
    sizes = Counter({"woman": 30, "man": 7, "not_stated": 2})
    assert breakdown_of_sizes(By.GENDER, sizes, ["woman", "man"]).responses == (30, None, None)


def test_sums_that_would_reveal_a_hidden_count_are_hidden(survey: Survey) -> None:
    def shown(id_: str, values: list[object]) -> tuple[list[bool], tuple[int | None, ...]]:
        numbers = summarise(survey, [stored(7, **{id_: value}) for value in values])
        definition = next(question for question in survey.questions if question.id == id_)
        kept, counts = publishable(
            definition, next(question for question in numbers.questions if question.id == id_)
        )
        figures = (kept.mean, kept.correct, kept.top_two, kept.promotion)
        return [figure is not None for figure in figures], counts

    assert shown("quiz", ["a"] * 8 + ["b"] * 6) == ([False, True, False, False], (8, 6, 0))
    assert shown("quiz", ["a"] * 3 + ["b"] * 9)[0] == [False] * 4
    assert shown("quiz", ["a"] * 5 + ["b"] * 4) == ([False] * 4, (None, None, 0))
    assert shown("content", [5] * 8 + [4] * 6 + [1] * 6)[0] == [True, False, True, False]
    assert shown("content", [5] * 8 + [4] * 2 + [1] * 6)[0] == [False] * 4
    assert shown("recommend", [10] * 9 + [8] * 9 + [1] * 9)[0][3] is True
    assert shown("recommend", [10] * 9 + [8] * 9 + [1] * 2)[0][3] is False


@pytest.mark.parametrize(
    ("kind", "n", "line"),
    [
        (QuestionType.TEXT, 0, "no answers"),
        (QuestionType.NUMBER, 0, "no answers"),
        (QuestionType.COUNTRY, 0, "no answers"),
        (QuestionType.TEXT, 1, "1 text, not shown here"),
        (QuestionType.NUMBER, 5, "5 answers, mean not shown"),
    ],
)
def test_a_question_without_counts_has_a_line_of_its_own(
    kind: QuestionType, n: int, line: str
) -> None:
    assert [*question_lines(QuestionNumbers("q", kind, None, n, 0))] == [line]
