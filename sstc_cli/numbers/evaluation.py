"""The results of each survey, from a pass over the store, or two if few answered a question."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sstc_cli.choices import By
from sstc_cli.model import Question, QuestionType, Survey
from sstc_cli.numbers.cube import At, Cube, SurveyCube
from sstc_cli.numbers.folding.fold import Fold, Rare
from sstc_cli.numbers.folding.survey_sums import counted_questions, is_net
from sstc_cli.numbers.gain import Gain, knowledge_gain
from sstc_cli.numbers.statistics import Share
from sstc_cli.numbers.summary import (
    NOT_APPLICABLE,
    ORDER,
    OTHER_WORDS,
    PLACES,
    Breakdown,
    GroupRow,
    QuestionNumbers,
    SurveyNumbers,
    Tally,
    breakdown_of_sizes,
    role_of,
)
from sstc_cli.numbers.tables.questions import rare_answers
from sstc_cli.store.people import AttendanceCounts, attended_webinars, few_people, people
from sstc_cli.store.response import ATTENDANCE_ID
from sstc_cli.store.store import Store


def make_cube(  # noqa: PLR0913 all decide what is counted
    store: Store,
    surveys: Mapping[str, Survey],
    webinars: Collection[int] = (),
    dimensions: Collection[By] = (*By,),
    *,
    each: bool = True,
    least: int = 0,
) -> Cube:
    """Make the cube of some webinars, or of all, by these properties of people.

    Fewer people of a survey or of the attendance than the `least` number are left out of a webinar,
    as are the answers of fewer to a question.
    Without the answers of `each` webinar, and without properties, it is made in half the time.
    """
    ids = store.ids
    with store.reading():
        few = few_people(store, least) if least else ()
        attended = [at for at in attended_webinars(store) if (ATTENDANCE_ID, ids[at]) not in few]

        def counted(rare: Rare) -> Cube:
            fold = Fold(
                surveys, webinars, dimensions, attended, store.webinars, each=each, rare=rare
            )
            for block in people(store, few):
                fold.add(block)
            return Cube(fold)

        cube = counted({})
        rare = rare_answers(cube, least) if least else {}
        return counted(rare) if rare else cube


def survey_numbers(
    cube: SurveyCube, response_rate: Share | None = None, strangers: int = 0, webinars: At = ()
) -> SurveyNumbers:
    responses = {at: n for at, n in cube.responses.items() if not webinars or at in webinars}
    n, anonymous = sum(responses.values()), cube.anonymous(webinars)
    questions = []
    for question in counted_questions(cube.survey):
        counts = cube.counts(question.id, webinars)
        asked = any(cube.asks(question, at) for at in responses)
        if asked or counts or cube.n(question.id, webinars):
            questions.append(_numbers(cube, question, counts, webinars))
    return SurveyNumbers(
        cube.survey.id, n, n - anonymous if len(webinars) == 1 else cube.persons, anonymous,
        responses, tuple(questions), cube.superseded(webinars), response_rate, strangers,
    )  # fmt: skip


def breakdown(cube: SurveyCube, by: By) -> Breakdown | None:
    """Return the results by group, or None if the survey does not ask for the group."""
    question = None if by is By.PARTICIPATION else cube.survey.question(role_of(by))
    if by is not By.PARTICIPATION and question is None:
        return None
    order = [option.code for option in question.options] if question else ORDER
    found = breakdown_of_sizes(by, cube.sizes(by), order)
    measured = [q.id for q in counted_questions(cube.survey) if q.correct or q.scale]
    answered = [id_ for id_ in measured if cube.counts(id_)]
    shares = {id_: cube.shares(id_, by) for id_ in answered}
    rows = (GroupRow(id_, tuple(shares[id_][group] for group in found.groups)) for id_ in answered)
    return replace(found, rows=tuple(rows))


def _numbers(
    cube: SurveyCube, question: Question, counts: Counter[object], webinars: At
) -> QuestionNumbers:
    other, excluded = counts.pop(OTHER_WORDS, 0), counts.pop(NOT_APPLICABLE, 0)
    n = cube.n(question.id, webinars) + (other if question.scale else 0)
    numbers = QuestionNumbers(
        question.id, question.type, question.role, n, other, not_applicable=excluded
    )
    good = cube.good(question.id, webinars)
    match question.type:
        case QuestionType.CHOICE | QuestionType.CHOICES:
            codes = [option.code for option in question.options if option.code != NOT_APPLICABLE]
            tallies = _tallies(cube, question, counts, codes, webinars)
            return replace(numbers, tallies=tallies, correct=good if question.correct else None)
        case QuestionType.COUNTRY:
            tallies = _tallies(cube, question, counts, [], webinars)
            ranked = sorted(tallies, key=lambda tally: (-tally.share.count, tally.code))
            return replace(numbers, tallies=tuple(ranked))
        case QuestionType.SCALE if question.scale is not None:
            codes = [*map(str, question.scale.ratings)]
            tallies = _tallies(cube, question, counts, codes, webinars)
            promotion = cube.net(question.id, webinars) if is_net(question) else None
            numbers = replace(numbers, tallies=tallies, top_two=good, promotion=promotion)
    mean = cube.mean(question.id, webinars)
    return replace(numbers, mean=mean.value if mean else None)


def _tallies(
    cube: SurveyCube, question: Question, counts: Counter[object], codes: Sequence[str],
    webinars: At,
) -> tuple[Tally, ...]:  # fmt: skip
    answers = {str(answer): answer for answer in counts}
    unknown = sorted(set(answers) - set(codes))
    return tuple(
        Tally(code, cube.share(question.id, answers.get(code, code), webinars))
        for code in (*codes, *unknown)
    )


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A survey with its results, those of groups if requested, and the knowledge gain.

    With groups of places there are also the results by country.
    If the gain has no pair, `elsewhere` are the people who answered before another webinar, and
    `incomplete` those who answered before and after, but not each question of the gain.
    """

    survey: Survey
    numbers: SurveyNumbers
    groups: Breakdown | None = None
    gain: Gain | None = None
    countries: Breakdown | None = None
    elsewhere: int = 0
    incomplete: int = 0


@dataclass(frozen=True, slots=True)
class SurveyResults:
    """The attendance of some webinars, and the results of their surveys.

    `attendance_groups` are the attendances by group, if the groups are those of participation.
    """

    attendance: AttendanceCounts
    surveys: tuple[Evaluation, ...]
    attendance_groups: Breakdown | None = None

    @property
    def empty(self) -> bool:
        return not self.attendance.persons and not any(
            evaluation.numbers.n for evaluation in self.surveys
        )


def evaluate(
    store: Store,
    surveys: Mapping[str, Survey],
    webinars: Sequence[int] = (),
    only: str | None = None,
    by: By | None = None,
) -> SurveyResults:
    """Return the evidence on some webinars or all, from every survey or `only` one, by groups."""
    chosen = [survey for id_, survey in surveys.items() if only in (None, id_)]
    cube = make_cube(store, surveys, webinars, [by] if by else [], each=False)
    attended = cube.attendance()
    visits = None
    if by is By.PARTICIPATION and attended.persons:
        visits = breakdown_of_sizes(by, cube.visits(), ORDER)
    return SurveyResults(attended, tuple(evaluation(cube, survey, by) for survey in chosen), visits)


def evaluation(cube: Cube, survey: Survey, by: By | None = None) -> Evaluation:
    found = cube.survey(survey.id)
    rate = cube.response_rate(survey.id) if survey.when == "after" else (None, 0)
    numbers = survey_numbers(found, *rate)
    if not numbers.n:
        return Evaluation(survey, numbers)
    groups = breakdown(found, by) if by else None
    countries = breakdown(found, By.COUNTRY) if groups and by in PLACES else None
    pairs = cube.pairs(survey.id)
    if pairs is None:
        return Evaluation(survey, numbers, groups, countries=countries)
    gain = knowledge_gain(pairs)
    elsewhere, same = (0, 0) if gain.pairs else (pairs.elsewhere, pairs.same)
    known = gain.pairs or gain.only_before or gain.incomplete_before.people or elsewhere or same
    return Evaluation(survey, numbers, groups, gain if known else None, countries, elsewhere, same)
