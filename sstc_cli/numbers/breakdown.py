"""Results by gender, country, audience and so on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sstc_cli.model import Question, Role
from sstc_cli.model.countries import countries
from sstc_cli.numbers.statistics import Shown

NOT_STATED, OTHERS = "not_stated", "other_countries"
OTHER_WORDS = ""  # an answer that is not one of the options
FIRST_TIME, RETURNING = ORDER = ("first_time", "returning")


class By(StrEnum):
    """A property by which results can be broken down."""

    GENDER = "gender"
    COUNTRY = "country"
    REGION = "region"
    SUBREGION = "subregion"
    LDC = "ldc"
    LLDC = "lldc"
    SIDS = "sids"
    AUDIENCE = "audience"
    LANGUAGE = "language"
    PARTICIPATION = "participation"


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
    groups = sorted(sizes, key=lambda code: _rank(code, order, sizes[code]))
    return Breakdown(by, tuple(groups), tuple(sizes[group] for group in groups))


def role_of(by: By) -> Role:
    """Return the role of the question that separates the groups."""
    return Role.COUNTRY if by in PLACES else Role(by)


def best_answers(question: Question) -> list[object]:
    """Return the correct answer, or the two best ratings."""
    return [*question.scale.ratings][-2:] if question.scale else [question.correct]


def place_of(code: str, by: By) -> str:
    """Return the group of a country."""
    if by is By.COUNTRY or code == NOT_STATED:
        return code
    country = countries()[code]
    match by:
        case By.REGION:
            return country.region or NOT_STATED
        case By.SUBREGION:
            return country.subregion or NOT_STATED
    return by if by in country.groups else OTHERS


def _rank(code: str, order: Sequence[str], count: int) -> tuple[int, int, int, str]:
    """Return a sort key: options in the survey's order, then large groups first, then the rest."""
    place = order.index(code) if code in order else len(order)
    last = _LAST.index(code) + 1 if code in _LAST else 0
    return last, place, -count, code
