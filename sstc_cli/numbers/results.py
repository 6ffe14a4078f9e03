"""The results of a survey as a summary shows them, question by question or group by group."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sstc_cli.model import Question, QuestionType
from sstc_cli.numbers.breakdown import (
    ORDER,
    OTHER_WORDS,
    Breakdown,
    By,
    GroupRow,
    breakdown_of_sizes,
    role_of,
)
from sstc_cli.numbers.folding.answers import counted_questions, is_net
from sstc_cli.numbers.statistics import Share
from sstc_cli.numbers.summary import (
    NOT_APPLICABLE,
    QuestionNumbers,
    SurveyNumbers,
    Tally,
)
from sstc_cli.numbers.survey_cube import At, SurveyCube


def survey_numbers(
    cube: SurveyCube, response_rate: Share | None = None, strangers: int = 0, webinars: At = ()
) -> SurveyNumbers:
    """Return the results of a survey, with what is known from the attendance."""
    responses = {at: n for at, n in cube.responses.items() if not webinars or at in webinars}
    n, anonymous = sum(responses.values()), cube.anonymous(webinars)
    return SurveyNumbers(
        cube.survey.id, n, n - anonymous if len(webinars) == 1 else cube.persons, anonymous,
        responses, tuple(_questions(cube, responses, webinars)), cube.superseded(webinars),
        response_rate, strangers,
    )  # fmt: skip


def breakdown(cube: SurveyCube, by: By, webinars: At = ()) -> Breakdown | None:
    """Return the results by group, or None if the survey does not ask for the group."""
    question = None if by is By.PARTICIPATION else cube.survey.question(role_of(by))
    if by is not By.PARTICIPATION and question is None:
        return None
    order = [option.code for option in question.options] if question else ORDER
    found = breakdown_of_sizes(by, cube.sizes(by, webinars), order)
    measured = [q.id for q in counted_questions(cube.survey) if q.correct or q.scale]
    answered = [id_ for id_ in measured if cube.counts(id_, webinars)]
    shares = {id_: cube.shares(id_, by, webinars) for id_ in answered}
    rows = (GroupRow(id_, tuple(shares[id_][group] for group in found.groups)) for id_ in answered)
    return replace(found, rows=tuple(rows))


def _questions(
    cube: SurveyCube, responses: Iterable[int], webinars: At
) -> Iterator[QuestionNumbers]:
    """Yield the results of the questions that somebody answered, or was asked."""
    for question in counted_questions(cube.survey):
        counts = cube.counts(question.id, webinars)
        asked = any(map(question.asked_at, responses))
        if asked or counts or cube.n(question.id, webinars):
            yield _numbers(cube, question, counts, webinars)


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
            return replace(numbers, tallies=tuple(sorted(tallies, key=_rank)))
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
    """Return the count of each code in its order, then of codes that the survey no longer has."""
    answers = {str(answer): answer for answer in counts}
    unknown = sorted(set(answers) - set(codes))
    return tuple(
        Tally(code, cube.share(question.id, answers.get(code, code), webinars))
        for code in (*codes, *unknown)
    )


def _rank(tally: Tally) -> tuple[int, str]:
    return (-tally.share.count if isinstance(tally.share, Share) else 0, tally.code)
