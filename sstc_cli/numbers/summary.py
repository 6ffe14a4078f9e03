"""The results of a survey, each with the n that it rests on."""

from dataclasses import dataclass

from sstc_cli.model import QuestionType, Role
from sstc_cli.numbers.statistics import Share, Shown, net_score

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
    effect: float = 1.0


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


def promotion_of(promoters: int, detractors: int, n: int, effect: float = 1.0) -> Promotion:
    """Return the net promoter score of n answers, with their design effect."""
    net = net_score(promoters, detractors, n, effect)
    passives = n - promoters - detractors
    ends = (net.low, net.high)
    return Promotion(net.value, promoters, passives, detractors, *ends, round(effect, 4))
