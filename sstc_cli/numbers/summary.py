"""The results of a survey, each with the n that it rests on, and those of its groups."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sstc_cli.choices import By
from sstc_cli.model import Question, QuestionType, Role
from sstc_cli.model.countries import countries
from sstc_cli.numbers.statistics import Share, Shown, net_score

NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Tally:
    """The number of times that an answer was given."""

    code: str
    share: Share


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
    top_two: Share | None = None
    correct: Share | None = None
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
    """Return how often each answer was given."""
    return {tally.code: tally.share.count for tally in numbers.tallies}


def promotion_of(promoters: int, detractors: int, n: int, effect: float = 1.0) -> Promotion:
    net = net_score(promoters, detractors, n, effect)
    passives = n - promoters - detractors
    ends = (net.low, net.high)
    return Promotion(net.value, promoters, passives, detractors, *ends, round(effect, 4))


NOT_STATED, OTHERS = "not_stated", "other_countries"
OTHER_WORDS = ""  # an answer that is not one of the options
FIRST_TIME, RETURNING = ORDER = ("first_time", "returning")


PLACES = {By.COUNTRY, By.REGION, By.SUBREGION, By.LDC, By.LLDC, By.SIDS}
_LAST = (OTHERS, NOT_STATED)


@dataclass(frozen=True, slots=True)
class GroupRow:
    """The shares of all groups in one question: correct answers, or the two best ratings."""

    question: str
    cells: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Groups in their order, with the responses of each and their shares; None is hidden."""

    by: By
    groups: tuple[str, ...]
    responses: tuple[int | None, ...]
    rows: tuple[GroupRow, ...] = ()


def breakdown_of_sizes(by: By, sizes: Mapping[str, int], order: Sequence[str]) -> Breakdown:
    """Return groups of these sizes, those in `order` first."""

    def rank(code: str) -> tuple[int, int, int, str]:  # the options, then large groups, the rest
        place = order.index(code) if code in order else len(order)
        last = _LAST.index(code) + 1 if code in _LAST else 0
        return last, place, -sizes[code], code

    groups = sorted(sizes, key=rank)
    return Breakdown(by, tuple(groups), tuple(sizes[group] for group in groups))


def role_of(by: By) -> Role:
    return Role.COUNTRY if by in PLACES else Role(by)


def best_answers(question: Question) -> list[object]:
    """Return the correct answer, or the two best ratings."""
    return [*question.scale.ratings][-2:] if question.scale else [question.correct]


def place_of(code: str, by: By) -> str:
    if by is By.COUNTRY or code == NOT_STATED:
        return code
    country = countries()[code]
    match by:
        case By.REGION:
            return country.region or NOT_STATED
        case By.SUBREGION:
            return country.subregion or NOT_STATED
    return by if by in country.groups else OTHERS
