"""The numbers, against numbers from elsewhere."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from statistics import fmean

import numpy as np
import pytest
from folded import cube_of, public_tables, survey_of
from hypothesis import given
from hypothesis import strategies as st

from sstc_cli.choices import By
from sstc_cli.model import QuestionType, Survey
from sstc_cli.model.survey import Publish
from sstc_cli.numbers.clusters import design_effect
from sstc_cli.numbers.evaluation import (
    survey_numbers,
)
from sstc_cli.numbers.folding.pair_sums import shared_questions
from sstc_cli.numbers.gain import Answers, Gain, knowledge_gain, public_gain
from sstc_cli.numbers.statistics import (
    Mean,
    Rough,
    Share,
    net_score,
    paired_difference,
    share_of,
    unpaired_difference,
)
from sstc_cli.numbers.summary import QuestionNumbers, SurveyNumbers
from sstc_cli.numbers.tables.report_tables import exact_tables
from sstc_cli.numbers.tables.table import Table
from sstc_cli.numbers.words import ENGLISH, Words, in_alphabet
from sstc_cli.source import build, parse
from sstc_cli.store.people import ResponseColumns

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
    return survey_of(SURVEY)


def stored(
    webinar: int, person: str | None = None, others: dict[str, str] | None = None, **answers: object
) -> ResponseColumns:
    """Return one response, as the store has it."""
    return ResponseColumns([webinar], [person], [answers], [others or {}])


def summarise(survey: Survey, responses: list[ResponseColumns]) -> SurveyNumbers:
    return survey_numbers(cube_of([survey], {survey.id: responses}).survey(survey.id))


def gain_of(
    before: Survey, after: Survey, early: list[ResponseColumns], late: list[ResponseColumns]
) -> Gain:
    cube = cube_of([before, after], {before.id: early, after.id: late})
    return knowledge_gain(cube.pairs(after.id))


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
    assert ENGLISH.responses(nobody) == "5 anonymous responses"
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
    assert "net promoter score: +33.3 " in " ".join(ENGLISH.question(found["recommend"]))


def test_a_question_of_another_webinar_is_not_shown(survey: Survey) -> None:
    assert "late" in [question.id for question in summarise(survey, [stored(9)]).questions]
    assert "late" not in [question.id for question in summarise(survey, [stored(7)]).questions]


@given(
    st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10)), min_size=3, max_size=30).filter(
        lambda pairs: len({b - a for a, b in pairs}) > 1
    )
)
@pytest.mark.filterwarnings("ignore:Precision loss")  # of scipy, where all are nearly alike
def test_paired_and_unpaired_differences_agree_with_scipy(pairs: list[tuple[int, int]]) -> None:
    from scipy import stats

    before, after = zip(*pairs, strict=True)
    for found, test in (
        (paired_difference(pairs), stats.ttest_rel(after, before)),
        (unpaired_difference(before, after), stats.ttest_ind(after, before, equal_var=False)),
    ):
        interval = test.confidence_interval()
        if found.low is not None:
            assert (found.low, found.high) == pytest.approx(
                (interval.low, interval.high), abs=0.051
            )


@given(
    st.lists(st.tuples(st.booleans(), st.booleans()), min_size=3, max_size=40).filter(
        lambda pairs: not all(before for before, _ in pairs)
    )
)
def test_a_normalised_gain_is_that_of_the_class_means(pairs: list[tuple[bool, bool]]) -> None:
    built = survey_of(SURVEY)
    before = built.replaced(id="registration", when="before")
    early, late = (
        [stored(7, f"p{n}", quiz="a" if pair[side] else "b") for n, pair in enumerate(pairs)]
        for side in (0, 1)
    )
    pre, post = (100 * fmean(pair[side] for pair in pairs) for side in (0, 1))
    assert gain_of(before, built, early, late).normalised == pytest.approx(
        (post - pre) / (100 - pre), abs=0.0051
    )


def test_differences_that_are_few_or_equal_have_no_interval() -> None:
    assert paired_difference([(0, 50)]) == Mean(50.0, missing="few")
    assert unpaired_difference([1], [2, 3]) == Mean(1.5, missing="few")
    found = paired_difference([(0, 50), (50, 100), (25, 75)])
    assert found == Mean(50.0, missing="alike")
    assert ENGLISH.difference(found) == "+50.0 points (too alike for an interval)"
    assert unpaired_difference([1, 1], [2, 2]) == Mean(1.0, missing="alike")


@pytest.mark.parametrize(
    ("promoters", "detractors", "n", "low", "high"),
    # Rocks (2016), adjusted Wald: (p + 3/4) / (n + 3) and so on, worked out by hand
    [
        (11, 3, 24, 3.3, 55.9),
        (12, 0, 12, 54.2, 100.0),
        (0, 12, 12, -100.0, -54.2),
        (0, 0, 10, -18.5, 18.5),
        (1, 0, 1, -48.5, 100.0),
        (0, 1, 1, -100.0, 48.5),
    ],
)
def test_a_promoter_score_has_the_interval_of_rocks(promoters, detractors, n, low, high) -> None:
    found = net_score(promoters, detractors, n)
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.06)


def test_not_applicable_is_out_of_n(survey: Survey) -> None:
    numbers = summarise(survey, [
        stored(7, "p", quiz="not_applicable", recommend=10),
        stored(7, "q", quiz="a", recommend=0),
        stored(7, "r", recommend=9),
        stored(7, "s", recommend=8),
    ])  # fmt: skip
    found = {question.id: question for question in numbers.questions}
    assert (found["quiz"].n, found["quiz"].not_applicable) == (1, 1)
    assert [tally.code for tally in found["quiz"].tallies] == ["a", "b"]
    assert found["recommend"].promotion.score == 25


@pytest.mark.parametrize(
    ("nameless", "count", "n", "strangers"), [(0, 2, 3, 2), (1, 3, 4, 1), (5, 4, 8, 0)]
)
def test_the_response_rate_is_of_the_people_who_attended(nameless, count, n, strangers) -> None:
    visits = [(7, "a"), (7, "b"), (7, "c"), *[(7, None)] * nameless]
    answers = [stored(7, "a"), stored(7, "x"), stored(7, "y"), stored(7), stored(8, "a")]
    cube = cube_of([exit_survey()], {"exit": answers}, visits)
    rate, others = cube.response_rate("exit")
    assert (rate.count, rate.n, others) == (count, n, strangers)


def test_more_anonymous_responses_than_attendees_give_no_rate() -> None:
    cube = cube_of([exit_survey()], {"exit": [stored(7), stored(7)]}, [(7, "a")])
    assert cube.response_rate("exit")[0].percent is None


def test_more_anonymous_responses_than_attendees_of_webinars_have_tables() -> None:
    visits = [(at, f"p{n}") for at in (7, 8) for n in range(12)]
    answers = [stored(7)] * 20 + [stored(7, "x"), stored(7, "y")] + [stored(8)] * 10
    exact = exact_tables(cube_of([exit_survey()], {"exit": answers}, visits))
    assert exact.tables[()]["webinars.response"].band[1] == 100
    assert public_tables(exact)[7,]["response"].value("all") is None


def test_gain_is_of_the_same_persons_only(survey: Survey) -> None:
    before = survey.replaced(id="registration", when="before")
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
    other = survey.replaced(questions=survey.questions[:1])
    assert shared_questions(other, survey) == []


def exit_survey(more: str = "") -> Survey:
    return survey_of(SURVEY + GROUPS + more)


def public_of(survey: Survey, answers: list[ResponseColumns]) -> Mapping[str, Table]:
    return public_tables(exact_tables(cube_of([survey], {survey.id: answers})))[()]


def shown_people(survey: Survey, answers: list[ResponseColumns], by: By) -> dict[str, int | None]:
    table = public_of(survey, answers)[f"who.{by}"]
    return {line.key: line.values[0] for line in table.lines}


def genders(*counts: int) -> list[ResponseColumns]:
    """Return women, men, others, people who did not want to say, and people who said nothing."""
    names = ("woman", "man", "other", "undisclosed")
    named = [
        stored(7, gender=name) for name, n in zip(names, counts, strict=False) for _ in range(n)
    ]
    return named + [stored(7)] * counts[4]


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((12, 8, 1, 2, 1), (12, None, None)),
        ((18, 16, 1, 3, 2), (18, 16, 6)),
        ((28, 27, 1, 2, 2), (28, 27, 5)),
        ((55, 60, 1, 2, 2), (55, 60, 5)),
        ((12, 0, 0, 0, 0), (None,)),
    ],
)
def test_groups_of_few_do_not_hide_the_others(counts, shown) -> None:
    """Who is of another gender or did not say so is counted together before anything is hidden."""
    assert tuple(shown_people(exit_survey(), genders(*counts), By.GENDER).values()) == shown


def rated_by_group(survey: Survey, answers: list[ResponseColumns]) -> dict[str, object]:
    table = public_of(survey, answers)["content.by_gender"]
    return {line.key: line.values[0] for line in table.lines if line.key != "difference"}


def test_both_rates_of_120_answers_are_shown() -> None:
    rate = {"woman": (55, 46), "man": (60, 51), "other": (5, 3)}
    answers = [
        stored(7, gender=gender, content=5 if number < good else 2)
        for gender, (n, good) in rate.items()
        for number in range(n)
    ]
    found = rated_by_group(exit_survey(), answers)
    assert {*map(type, found.values())} == {Share, Rough}
    assert [cell.percent for cell in found.values() if isinstance(cell, Rough)] == [85]


def test_a_share_with_a_small_side_is_a_bound_also_in_groups() -> None:
    answers = [stored(7, gender="woman", content=1 if n == 0 else 5) for n in range(12)]
    answers += [stored(7, gender="man", content=5) for _ in range(12)]
    found = rated_by_group(exit_survey(), answers)
    assert found == dict.fromkeys(("woman", "man"), Rough(12, None, 65, 100))
    assert ENGLISH.rough(found["man"]) == "at least 65 %"


def homes(**counts: int) -> list[ResponseColumns]:
    return [stored(7, country=code) for code, n in counts.items() for _ in range(n)]


def test_tables_of_places_cannot_be_subtracted() -> None:
    """China and the Republic of Korea are one place in all tables: one person is from Korea."""
    survey, answers = exit_survey(), homes(CN=10, KR=1, KE=9, BR=9)
    assert shown_people(survey, answers, By.COUNTRY) == {"eastern_asia": 11, "BR": 9, "KE": 9}
    assert shown_people(survey, answers, By.SUBREGION) == {
        "eastern_asia": 11, "eastern_africa": 9, "south_america": 9,
    }  # fmt: skip
    assert shown_people(survey, answers, By.REGION) == {"asia": 11, "africa": 9, "americas": 9}


def test_small_countries_are_counted_with_their_subregion_or_region_or_the_rest() -> None:
    survey = exit_survey()
    answers = homes(KE=20, ET=4, UG=3, NG=2, ZA=3, CN=30, FR=1) + [stored(7)] * 5
    assert shown_people(survey, answers, By.COUNTRY) == {
        "CN": 30, "KE": 20, "other eastern_africa": 7, "other africa": 5, "other_or_not_stated": 6,
    }  # fmt: skip
    assert shown_people(survey, answers, By.REGION) == {
        "africa": 32, "asia": 30, "other_or_not_stated": 6,
    }  # fmt: skip


def test_lists_of_countries_are_in_round_numbers_or_hidden() -> None:
    found = shown_people(exit_survey(), homes(KE=20, ET=12, UG=6, CN=11), By.LDC)
    assert found == {"ldc": 20, "other_countries": 29}
    found = shown_people(exit_survey(), homes(KE=20, ET=3, CN=11, UG=1), By.LDC)
    assert {*found.values()} == {None}


def test_counts_can_be_rounded() -> None:
    survey = exit_survey("publish: {round: 5}\n")
    content = [stored(7, content=rating) for rating in [5] * 11 + [4] * 8 + [1] * 7]
    found = public_of(survey, content)["content"]
    shown = {line.key: line.values[0] for line in found.lines}
    assert (shown["4"].count, shown["5"].count, shown["mean"]) == (10, 10, None)
    assert shown["two_best"] == share_of(20, 25)


@pytest.mark.parametrize(
    ("thresholds", "message"),
    [
        ("{least: 2}", "counts from 2 cannot be published"),
        ("{rate: 4}", "shares of 4 answers cannot be published"),
        ("{round: 7}", "counts cannot be rounded to 7"),
    ],
)
def test_thresholds_that_do_not_protect_are_refused(thresholds: str, message: str) -> None:
    built, found = build(parse(f"{SURVEY}publish: {thresholds}\n", "exit.yaml"), Survey)
    assert built is None
    assert [(error.code, error.message) for error in found] == [("E113", message)]


def test_sums_that_would_reveal_a_hidden_count_are_hidden(survey: Survey) -> None:
    def shown(id_: str, values: list[object]) -> dict[str, bool]:
        table = public_of(survey, [stored(7, **{id_: value}) for value in values])[id_]
        return {line.key: isinstance(line.values[0], Share | Mean) for line in table.lines}

    assert shown("quiz", ["a"] * 8 + ["b"] * 6) == {"a": True, "b": True, "correct": True}
    assert shown("quiz", ["a"] * 3 + ["b"] * 9) == {"a": False, "b": False, "correct": False}
    found = shown("content", [5] * 8 + [4] * 6 + [1] * 6)
    assert (found["mean"], found["two_best"]) == (True, True)
    found = shown("content", [5] * 8 + [4] * 2 + [1] * 6)
    assert (found["mean"], found["two_best"]) == (False, True)
    assert shown("recommend", [10] * 9 + [8] * 9 + [1] * 12)["score"]
    assert not shown("recommend", [10] * 19 + [8] * 9 + [1] * 2)["score"]


def test_choices_that_few_people_made_or_left_out_are_a_bound(survey: Survey) -> None:
    answers = [stored(7, topics=["x"] if n else ["y"]) for n in range(24)]
    found = public_of(survey, answers)["topics"]
    assert [line.values[0] for line in found.lines] == [
        Rough(24, None, 80, 100), Rough(24, None, 0, 20),
    ]  # fmt: skip


def paired(changes: list[tuple[str, str]], only_after: int = 0) -> Gain:
    survey = exit_survey()
    before = survey.replaced(id="registration", when="before")
    early = [stored(7, f"p{n}", quiz=pre) for n, (pre, _) in enumerate(changes)]
    late = [stored(7, f"p{n}", quiz=post) for n, (_, post) in enumerate(changes)]
    late += [stored(7, f"x{n}", quiz="a") for n in range(only_after)]
    return gain_of(before, survey, early, late)


def test_the_interval_of_a_gain_ends_at_100_points_and_few_are_hidden() -> None:
    gain = paired([("b", "a")] * 9 + [("a", "a")])
    assert (gain.difference.value, gain.difference.high) == (90.0, 100.0)
    assert gain.difference.low == pytest.approx(67.4)
    assert [*ENGLISH.gain(public_gain(paired([("b", "a")] * 9), Publish(), is_open=True))] == [
        "1 question asked before and after: 9 pairs; 0 answered before only, 0 after only",
        "paired gain: hidden",
    ]


GAINED = [("b", "a")] * 8 + [("a", "a")] * 8 + [("b", "b")] * 8


def public(people: list[tuple[str, str]], /, *, is_open: bool = True, **more: object) -> Gain:
    exact = replace(paired(people, int(str(more.pop("only_after", 0)))), **more)
    return public_gain(exact, Publish(), is_open=is_open)


def test_a_gain_is_shown_if_it_reveals_nobody() -> None:
    assert [*ENGLISH.gain(public(GAINED))] == [
        *ENGLISH.gain(replace(paired(GAINED), normalised=None))
    ]


@pytest.mark.parametrize(
    ("changes", "more"),
    [
        ([("a", "a")] * 16 + [("b", "a")] * 21 + [("b", "b")] * 3, {}),  # 37 of 40 right after
        ([("b", "a")] * 9 + [("b", "b")], {}),
        ([("a", "a")] * 2 + [("b", "a")] * 18, {}),
        ([("b", "a")] * 12, {}),
        (GAINED, {"only_after": 2}),
        (GAINED, {"is_open": False}),
        (GAINED, {"questions_each": 2, "fewest_before": 4}),
        (GAINED, {"others_after": Answers(1, 5, 5)}),
        (GAINED, {"incomplete_before": Answers(1, 1, 0)}),
    ],
)
def test_a_gain_that_tells_of_few_is_hidden(changes: list[tuple[str, str]], more: dict) -> None:
    gain = public(changes, **more)
    hidden = (gain.difference, gain.before, gain.after, gain.normalised, gain.unpaired)
    assert hidden == (None,) * 5
    assert "paired gain: hidden" in [*ENGLISH.gain(gain)]


def test_the_interval_of_a_gain_is_hidden_if_it_counts_few() -> None:
    worse = [("b", "a")] * 8 + [("a", "b")] + [("a", "a")] * 8 + [("b", "b")] * 8
    knew = [("b", "a")] * 8 + [("a", "b")] * 8 + [("a", "a")] * 2 + [("b", "b")] * 8
    for changes in (worse, knew):
        value = paired(changes).difference.value
        assert public(changes).difference == Mean(value, missing="hidden")
    several = {-1: 1, 0: 3, 1: 5, 2: 4}
    assert public(worse, questions_each=2, changes=several).difference == paired(worse).difference
    few = public(worse, questions_each=2, changes={-1: 1, 0: 2, 2: 8})
    assert few.difference == public(worse).difference


def test_answers_of_people_without_score_count_in_the_tables(survey: Survey) -> None:
    before = survey.replaced(id="registration", when="before")
    gain = gain_of(
        before, survey, [], [ResponseColumns([7], ["p1"], [{}], [{"quiz": "in other words"}])]
    )
    assert (gain.only_after, gain.incomplete_after) == (0, Answers(1, 0, 1))


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
def test_a_question_without_counts_has_a_line_of_its_own(kind, n, line) -> None:
    assert [*ENGLISH.question(QuestionNumbers("q", kind, None, n, 0))] == [line]


@pytest.mark.parametrize(
    ("language", "names"),
    [("en", "CN KE BR EG DE TZ"), ("fr", "CN KE DE BR EG TZ"), ("zh", "KE CN EG BR DE TZ")],
)
def test_countries_of_one_size_are_in_the_order_of_the_alphabet(language: str, names: str) -> None:
    sizes = [("CN", 4), ("KE", 4), ("BR", 1), ("DE", 1), ("EG", 1), ("TZ", 1), ("not_stated", 1)]
    order = in_alphabet(Words(language), sizes)
    assert [sizes[position][0] for position in order] == [*names.split(), "not_stated"]


RATINGS = """
id: exit
when: after
title: Exit
questions:
  - {id: content, type: scale, role: satisfaction, text: Content, scale: {lowest: 1, highest: 5}}
  - {id: recommend, type: scale, role: recommend, text: R, scale: {lowest: 0, highest: 10}}
"""


def of_ratings(more: str = "") -> Survey:
    return survey_of(RATINGS + more)


def rated(ratings: list[list[int]]) -> list[ResponseColumns]:
    """Return the ratings of each person at one webinar after another."""
    return [
        ResponseColumns(
            [webinar], [f"p{person}"], [{"content": rating, "recommend": 2 * rating}], [{}]
        )
        for person, given in enumerate(ratings)
        for webinar, rating in enumerate(given, start=1)
    ]


@pytest.mark.parametrize(
    ("people", "webinars", "times"), [(60, 15, 2_000), (400, 6, 200), (40, 6, 1_000)]
)
def test_the_interval_over_the_series_covers_the_true_share(people, webinars, times) -> None:
    """Everybody answers some times, mostly alike; independent intervals cover much less."""
    chance = np.random.default_rng(7)
    true, covered, naive = 0.7, 0, 0
    for _ in range(times):
        m = chance.integers(1, webinars + 1, people)
        y = chance.binomial(m, chance.beta(1.4, 0.6, people))
        found = design_effect([Counter(zip(map(int, y), map(int, m), strict=True))])
        for effect, which in ((found, 1), (1.0, 0)):
            share = share_of(int(y.sum()), int(m.sum()), effect)
            inside = share.low <= 100 * true <= share.high
            covered, naive = covered + inside * which, naive + inside * (1 - which)
    assert 0.93 <= covered / times <= 0.97
    assert naive / times < 0.88


def test_no_interval_tells_what_a_returning_person_answered() -> None:
    """Whatever one of 79 people answers twice, intervals are those of the counts alone."""
    others = [[rating] for rating in (1, 2, 3, 4, 5) for _ in range(15)] + [[3], [3], [4]]
    effects = {
        cube_of([of_ratings()], {"exit": rated([[first, second], *others])}).survey("exit").effect
        for first in range(1, 6)
        for second in range(1, 6)
    }
    assert effects == {1.1}


def test_no_interval_tells_how_few_people_came_back() -> None:
    effects = {
        cube_of([of_ratings()], {"exit": rated([[4, 2]] * again + [[5], [1]] * (15 - again))})
        .survey("exit").effect
        for again in range(1, 6)
    }  # fmt: skip
    assert effects == {1.3}


def test_people_who_all_agree_each_time_are_not_more_people() -> None:
    found = cube_of([of_ratings()], {"exit": rated([[5, 5]] * 10)}).survey("exit")
    assert found.good("content") == share_of(20, 20, 2.0)
    assert found.good("content", [1]) == share_of(10, 10)


def test_what_is_published_keeps_the_design_effect() -> None:
    survey = of_ratings("publish: {round: 5}\n")
    found = public_of(survey, rated([[5, 5, 5]] * 12 + [[2, 2, 2]] * 9 + [[1, 4, 5]] * 8))
    (best,) = (line.values[0] for line in found["content"].lines if line.key == "two_best")
    assert best == share_of(50, 85, 2.3)
