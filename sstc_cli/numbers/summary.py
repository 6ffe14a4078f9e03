"""The results of a survey, each with the n that it rests on."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from sstc_cli.model import Question, QuestionType, Role, Survey
from sstc_cli.numbers.statistics import Share, Shown, net_score, share_of
from sstc_cli.store.store import Batch

_UNCOUNTED = (Role.EMAIL, Role.NAME, Role.ORGANISATION, Role.CONSENT)
NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Tally:
    """The number of times that an answer was given; None is hidden."""

    code: str
    share: Shown


@dataclass(frozen=True, slots=True)
class Promotion:
    """The net promoter score: per cent of 9 and 10 less per cent of 0 to 6; its 95 % interval."""

    score: float
    promoters: int
    passives: int
    detractors: int
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class QuestionNumbers:
    """The results of one question.

    `n` counts the persons who answered, `other` those whose answer is not one of the options.
    Answers that the question is `not_applicable` are excluded from n. Only ratings and numbers have
    a `mean`, and only ratings a `top_two`, the share of the two best.
    """

    id: str
    type: QuestionType
    role: Role | None
    n: int
    other: int
    tallies: tuple[Tally, ...] = ()
    mean: float | None = None
    top_two: Shown = None
    correct: Shown = None
    promotion: Promotion | None = None
    not_applicable: int = 0


@dataclass(frozen=True, slots=True)
class SurveyNumbers:
    """The results of a survey: `responses` by webinar, and `persons`, each counted once.

    `superseded` are earlier submissions of the same persons, which do not count. The response rate
    covers only webinars with known attendance. It leaves out `strangers`: responses of people who
    did not attend.
    """

    survey: str
    n: int
    persons: int
    anonymous: int
    responses: dict[int, int]
    questions: tuple[QuestionNumbers, ...]
    superseded: int = 0
    response_rate: Share | None = None
    strangers: int = 0


def counts_of(numbers: QuestionNumbers) -> dict[str, int]:
    """Return how often each answer was given, as far as it is not hidden."""
    shares = {tally.code: tally.share for tally in numbers.tallies}
    return {code: share.count for code, share in shares.items() if isinstance(share, Share)}


@dataclass(slots=True)
class ResponseCounts:
    """The number of times that each answer was given, and the people who gave any."""

    type: QuestionType
    n: int = 0
    answers: Counter[object] = field(default_factory=Counter)

    def add(self, values: Sequence[object]) -> None:
        """Count some more answers: several choices one by one, and the number of texts only."""
        self.n += len(values) - values.count(None)
        if self.type is QuestionType.TEXT:
            return
        try:
            counts = Counter(values)
        except TypeError:  # lists, also from a time when the question had another type
            counts = Counter(chain.from_iterable(v if isinstance(v, list) else [v] for v in values))
        del counts[None]
        self.answers.update(counts)


class Counting:
    """A counter of the responses to a survey, batch by batch."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.counts = {
            question.id: ResponseCounts(question.type)
            for question in survey.questions
            if question.role not in _UNCOUNTED
        }
        self.others: Counter[str] = Counter()
        self.webinars: Counter[int] = Counter()
        self.persons: set[str | None] = set()
        self.anonymous = 0

    def add(self, batch: Batch) -> None:
        """Count some more responses."""
        self.webinars.update(batch.webinars)
        self.persons.update(batch.persons)
        self.anonymous += batch.persons.count(None)
        for id_, counts in self.counts.items():
            counts.add([answers.get(id_) for answers in batch.answers])
        for answers, others in zip(batch.answers, batch.others, strict=True):
            if others:
                self.others.update(id_ for id_ in others if id_ not in answers)

    def numbers(
        self, superseded: int = 0, response_rate: Share | None = None, strangers: int = 0
    ) -> SurveyNumbers:
        """Return the results, with what is known from other rows of the store."""
        return SurveyNumbers(
            self.survey.id,
            self.webinars.total(),
            len(self.persons - {None}),
            self.anonymous,
            dict(sorted(self.webinars.items())),
            tuple(_questions(self.survey, self.counts, self.others, self.webinars)),
            superseded,
            response_rate,
            strangers,
        )


def _questions(
    survey: Survey,
    counts: Mapping[str, ResponseCounts],
    others: Mapping[str, int],
    webinars: Iterable[int],
) -> Iterator[QuestionNumbers]:
    for question in survey.questions:
        answers = counts.get(question.id)
        if answers is not None and (answers.n or any(map(question.asked_at, webinars))):
            yield _numbers(question, answers, others[question.id])


def _numbers(question: Question, counts: ResponseCounts, other: int) -> QuestionNumbers:
    excluded = counts.answers.pop(NOT_APPLICABLE, 0)
    n = counts.n - excluded + other
    numbers = QuestionNumbers(
        question.id, question.type, question.role, n, other, not_applicable=excluded
    )
    answers = counts.answers
    match question.type:
        case QuestionType.CHOICE | QuestionType.CHOICES:
            codes = [option.code for option in question.options if option.code != NOT_APPLICABLE]
            correct = share_of(answers[question.correct], n) if question.correct else None
            return replace(numbers, tallies=_tallies(answers, codes, n), correct=correct)
        case QuestionType.COUNTRY:
            return replace(numbers, tallies=_by_count(_tallies(answers, [], n)))
        case QuestionType.SCALE if question.scale is not None:
            return _rated(numbers, [*question.scale.ratings], answers)
        case QuestionType.NUMBER:
            return replace(numbers, mean=_mean(answers))
    return numbers


def _rated(
    numbers: QuestionNumbers, possible: Sequence[int], answers: Counter[object]
) -> QuestionNumbers:
    n = answers.total()
    best = sum(answers[rating] for rating in possible[-2:])
    scored = numbers.role is Role.RECOMMEND and possible == [*range(11)]
    return replace(
        numbers,
        tallies=_tallies(answers, [str(rating) for rating in possible], n),
        mean=_mean(answers),
        top_two=share_of(best, n),
        promotion=_promotion(answers, n) if scored and n else None,
    )


def _promotion(answers: Counter[object], n: int) -> Promotion:
    return promotion_of(answers[9] + answers[10], sum(answers[rating] for rating in range(7)), n)


def promotion_of(promoters: int, detractors: int, n: int) -> Promotion:
    """Return the net promoter score of n people."""
    net = net_score(promoters, detractors, n)
    passives = n - promoters - detractors
    return Promotion(net.value, promoters, passives, detractors, net.low, net.high)


def _tallies(answers: Counter[object], codes: Sequence[str], n: int) -> tuple[Tally, ...]:
    """Return the count of each code in its order, then of codes that the survey no longer has."""
    counts = Counter({str(code): count for code, count in answers.items()})
    unknown = sorted(set(counts) - set(codes))
    return tuple(Tally(code, share_of(counts[code], n)) for code in (*codes, *unknown))


def _by_count(tallies: tuple[Tally, ...]) -> tuple[Tally, ...]:
    def rank(tally: Tally) -> tuple[int, str]:
        return (-tally.share.count if isinstance(tally.share, Share) else 0, tally.code)

    return tuple(sorted(tallies, key=rank))


def _mean(answers: Counter[object]) -> float | None:
    numbers = [(value, n) for value, n in answers.items() if isinstance(value, (int, float))]
    total = sum(n for _, n in numbers)
    return round(sum(value * n for value, n in numbers) / total, 2) if total else None
