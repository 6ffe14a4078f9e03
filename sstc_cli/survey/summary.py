"""The numbers of a survey: every one with the n that it rests on."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from sstc_cli.model import Question, QuestionType, Role, Survey
from sstc_cli.survey.store import Stored

_Z = 1.959963984540054  # the normal distribution's 97.5 %
_UNCOUNTED = (Role.EMAIL, Role.NAME, Role.ORGANISATION, Role.CONSENT)


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `n`, in per cent, with its 95 % interval after Wilson (1927)."""

    count: int
    n: int
    percent: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How often an answer was given."""

    code: str
    share: Share


@dataclass(frozen=True, slots=True)
class Promotion:
    """The net promoter score: per cent of 9 and 10 less per cent of 0 to 6."""

    score: float
    promoters: int
    passives: int
    detractors: int


@dataclass(frozen=True, slots=True)
class QuestionNumbers:
    """What was answered to one question.

    `n` counts the persons who answered; `other` those whose answer is none of the options.
    `mean` and `top_two` (the share of the two best ratings) are of ratings and numbers.
    """

    id: str
    type: QuestionType
    role: Role | None
    n: int
    other: int
    tallies: tuple[Tally, ...] = ()
    mean: float | None = None
    top_two: Share | None = None
    correct: Share | None = None
    promotion: Promotion | None = None


@dataclass(frozen=True, slots=True)
class SurveyNumbers:
    """The numbers of a survey: `responses` by webinar, `persons` counted once each."""

    survey: str
    n: int
    persons: int
    anonymous: int
    responses: dict[int, int]
    questions: tuple[QuestionNumbers, ...]


def share_of(count: int, n: int) -> Share:
    """A share with its interval; without numbers where n is 0."""
    if not n:
        return Share(count, n, None, None, None)
    p, z2 = count / n, _Z * _Z
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = _Z * sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    return Share(count, n, _round(100 * p), _round(100 * low), _round(100 * high))


def summarise(survey: Survey, stored: Sequence[Stored]) -> SurveyNumbers:
    """Count the responses to a survey."""
    by_question: dict[str, list[object]] = {each.id: [] for each in survey.questions}
    others: Counter[str] = Counter()
    for response in stored:
        answers = json.loads(response.answers)
        for id_, value in answers.items():
            if id_ in by_question:
                by_question[id_].append(value)
        if response.others != "{}":
            others.update(id_ for id_ in json.loads(response.others) if id_ not in answers)
    webinars = Counter(each.webinar for each in stored)
    asked = [
        each
        for each in survey.questions
        if each.role not in _UNCOUNTED and (by_question[each.id] or _asked(each, webinars))
    ]
    persons = {each.person for each in stored} - {None}
    return SurveyNumbers(
        survey.id,
        len(stored),
        len(persons),
        sum(each.person is None for each in stored),
        dict(sorted(webinars.items())),
        tuple(_numbers(each, by_question[each.id], others[each.id]) for each in asked),
    )


def _asked(question: Question, webinars: Iterable[int]) -> bool:
    return any(question.asked_at(each) for each in webinars)


def _numbers(question: Question, values: list[object], other: int) -> QuestionNumbers:
    n = len(values) + other
    common = (question.id, question.type, question.role, n, other)
    match question.type:
        case QuestionType.CHOICE | QuestionType.CHOICES:
            tallies = _tallies(values, [each.code for each in question.options], n)
            right = sum(value == question.correct for value in values)
            correct = share_of(right, n) if question.correct else None
            return QuestionNumbers(*common, tallies, correct=correct)
        case QuestionType.COUNTRY:
            return QuestionNumbers(*common, _by_count(_tallies(values, [], n)))
        case QuestionType.SCALE if question.scale is not None:
            return _ratings(question, values, common)
        case QuestionType.NUMBER:
            return QuestionNumbers(*common, mean=_mean(values))
    return QuestionNumbers(*common)


def _ratings(
    question: Question,
    values: list[object],
    common: tuple[str, QuestionType, Role | None, int, int],
) -> QuestionNumbers:
    ratings = [int(str(each)) for each in values]
    n = len(ratings)
    possible = list(question.scale.ratings) if question.scale else []
    best = sum(each in possible[-2:] for each in ratings)
    promotion = _promotion(ratings) if question.role is Role.RECOMMEND and n else None
    return QuestionNumbers(
        *common,
        _tallies(values, [str(each) for each in possible], n),
        _mean(values),
        share_of(best, n),
        promotion=promotion,
    )


def _promotion(ratings: Sequence[int]) -> Promotion:
    promoters = sum(each >= 9 for each in ratings)
    detractors = sum(each <= 6 for each in ratings)
    score = _round(100 * (promoters - detractors) / len(ratings))
    return Promotion(score, promoters, len(ratings) - promoters - detractors, detractors)


def _tallies(values: Iterable[object], codes: Sequence[str], n: int) -> tuple[Tally, ...]:
    """The count of every code in its order, then of codes that the survey no longer has."""
    counts: Counter[str] = Counter()
    for value in values:
        counts.update(value if isinstance(value, list) else [str(value)])
    known = [*codes, *sorted(set(counts) - set(codes))]
    return tuple(Tally(code, share_of(counts[code], n)) for code in known)


def _by_count(tallies: tuple[Tally, ...]) -> tuple[Tally, ...]:
    return tuple(sorted(tallies, key=lambda each: (-each.share.count, each.code)))


def _mean(values: Sequence[object]) -> float | None:
    numbers = [float(str(each)) for each in values]
    return round(sum(numbers) / len(numbers), 2) if numbers else None


def _round(percent: float) -> float:
    return round(percent, 1)
