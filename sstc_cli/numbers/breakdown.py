"""Results by gender, country, audience and so on, that reveal no single person."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sstc_cli.model import Question, Role, Survey
from sstc_cli.model.countries import countries
from sstc_cli.numbers.hiding import LEAST_FOR_RATE, visible
from sstc_cli.numbers.statistics import share_of
from sstc_cli.store.store import Batch

NOT_STATED, OTHERS = "not_stated", "other_countries"

Pairs = Counter[tuple[str, object]]  # of a group and an answer


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


_OF_COUNTRIES = {By.COUNTRY, By.REGION, By.SUBREGION, By.LDC, By.LLDC, By.SIDS}
_LAST = (OTHERS, NOT_STATED)


@dataclass(frozen=True, slots=True)
class GroupShare:
    """The share of a group: all None if it is hidden, all but `n` if nobody answered."""

    n: int | None
    percent: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class GroupRow:
    """The shares of all groups in one question: correct answers, or the two best ratings."""

    question: str
    cells: tuple[GroupShare, ...]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Groups in their order, with the responses of each (None if hidden) and their shares."""

    by: By
    groups: tuple[str, ...]
    responses: tuple[int | None, ...]
    rows: tuple[GroupRow, ...] = ()


class Grouping:
    """A counter of the answers of each group, batch by batch."""

    def __init__(
        self, survey: Survey, by: By, groups: Callable[[Batch], list[str]], order: Sequence[str]
    ) -> None:
        self.by, self.groups, self.order = by, groups, order
        self.measured = [
            question for question in survey.questions if question.correct or question.scale
        ]
        self.sizes: Counter[str] = Counter()
        self.counts: dict[str, Pairs] = {question.id: Counter() for question in self.measured}

    def add(self, batch: Batch) -> None:
        """Count some more responses."""
        groups = self.groups(batch)
        self.sizes.update(groups)
        for id_, pairs in self.counts.items():
            values = [answers.get(id_) for answers in batch.answers]
            single = [None if isinstance(value, list) else value for value in values]
            pairs.update(zip(groups, single, strict=True))

    def breakdown(self) -> Breakdown:
        """Return the results of each group."""
        sizes = breakdown_of_sizes(self.by, self.sizes, self.order)
        rows = (
            _row(question, sizes.groups, self.counts[question.id])
            for question in self.measured
            if _is_answered(self.counts[question.id])
        )
        return replace(sizes, rows=tuple(rows))


def breakdown_of_sizes(by: By, sizes: Counter[str], order: Sequence[str]) -> Breakdown:
    """Return groups of these sizes, those in `order` first, with small ones hidden.

    The number of people who did not state their group can be seen elsewhere. So the other groups
    must also be safe without it.
    """
    groups = sorted(sizes, key=lambda code: _rank(code, order, sizes[code]))
    counts = [sizes[group] for group in groups]
    stated = [0 if group == NOT_STATED else sizes[group] for group in groups]
    both = zip(counts, visible(counts), visible(stated), strict=True)
    safe = (None if in_all is None or alone is None else count for count, in_all, alone in both)
    return Breakdown(by, tuple(groups), tuple(safe))


def grouping(survey: Survey, by: By) -> Grouping | None:
    """Return a counter by group, or None if the survey does not ask for the group."""
    question = survey.question(Role.COUNTRY if by in _OF_COUNTRIES else Role(by))
    if question is None:
        return None
    groups = _Groups(by, question)
    return Grouping(survey, by, groups.of, [option.code for option in question.options])


def _is_answered(pairs: Pairs) -> bool:
    return any(value is not None for _, value in pairs)


class _Groups(dict[object, str]):
    """The group of each answer, worked out once: most people share theirs with others."""

    def __init__(self, by: By, question: Question) -> None:
        super().__init__()
        self.by, self.question = by, question

    def of(self, batch: Batch) -> list[str]:
        """Return the group of each response."""
        return [self[answers.get(self.question.id)] for answers in batch.answers]

    def __missing__(self, value: object) -> str:
        group = self[value] = _group(value, self.by) if isinstance(value, str) else NOT_STATED
        return group


def _group(value: str, by: By) -> str:
    if by not in _OF_COUNTRIES:
        return value
    country = countries().get(value)
    if country is None:
        return NOT_STATED
    match by:
        case By.REGION:
            return country.region or NOT_STATED
        case By.SUBREGION:
            return country.subregion or NOT_STATED
        case By.COUNTRY:
            return value
    return by if by in country.groups else OTHERS


def _rank(code: str, order: Sequence[str], count: int) -> tuple[int, int, int, str]:
    """Return a sort key: options in the survey's order, then large groups first, then the rest."""
    place = order.index(code) if code in order else len(order)
    last = _LAST.index(code) + 1 if code in _LAST else 0
    return last, place, -count, code


def _row(question: Question, groups: Sequence[str], pairs: Pairs) -> GroupRow:
    """Return the share of correct answers or of the two best ratings in each group."""
    best = [*question.scale.ratings][-2:] if question.scale else [question.correct]
    sizes: Counter[str] = Counter()
    good: Counter[str] = Counter()
    for (group, value), count in pairs.items():
        sizes[group] += count if value is not None else 0
        good[group] += count if value in best else 0
    safe = visible([sizes[group] for group in groups], LEAST_FOR_RATE)
    return GroupRow(question.id, tuple(map(_cell, [good[group] for group in groups], safe)))


def _cell(count: int, n: int | None) -> GroupShare:
    if not n:
        return GroupShare(n)
    share = share_of(count, n)
    return GroupShare(n, share.percent, share.low, share.high)
