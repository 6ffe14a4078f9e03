"""Numbers by gender, country, audience and so on, without showing single people."""

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
    """What a survey can be broken down by."""

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
    """A group's number; all None where it is hidden, `n` alone where there was too little."""

    n: int | None
    percent: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A question's number of every group: right answers, or the two best ratings."""

    question: str
    cells: tuple[GroupShare, ...]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Groups in their order, how many responded in each (None: hidden), and their numbers."""

    by: By
    groups: tuple[str, ...]
    responses: tuple[int | None, ...]
    rows: tuple[GroupRow, ...] = ()


class Grouping:
    """Counts the answers of each group, batch by batch."""

    def __init__(
        self, survey: Survey, by: By, groups: Callable[[Batch], list[str]], order: Sequence[str]
    ) -> None:
        self.by, self.groups, self.order = by, groups, order
        self.measured = [each for each in survey.questions if each.correct or each.scale]
        self.sizes: Counter[str] = Counter()
        self.counts: dict[str, Pairs] = {each.id: Counter() for each in self.measured}

    def add(self, batch: Batch) -> None:
        """Count some more responses."""
        found = self.groups(batch)
        self.sizes.update(found)
        for id_, pairs in self.counts.items():
            values = [answers.get(id_) for answers in batch.answers]
            single = [None if isinstance(each, list) else each for each in values]
            pairs.update(zip(found, single, strict=True))

    def breakdown(self) -> Breakdown:
        """The numbers of each group."""
        found = broken_down(self.by, self.sizes, self.order)
        answered = [each for each in self.measured if _is_answered(self.counts[each.id])]
        rows = (_row(each, found.groups, self.counts[each.id]) for each in answered)
        return replace(found, rows=tuple(rows))


def broken_down(by: By, sizes: Counter[str], order: Sequence[str]) -> Breakdown:
    """Groups of these sizes, those in `order` first; small ones are hidden.

    How many did not state theirs can be found elsewhere, so that the others must do without them.
    """
    groups = sorted(sizes, key=lambda code: _rank(code, order, sizes[code]))
    counts = [sizes[each] for each in groups]
    stated = [0 if each == NOT_STATED else sizes[each] for each in groups]
    both = zip(counts, visible(counts), visible(stated), strict=True)
    shown = (None if every is None or alone is None else count for count, every, alone in both)
    return Breakdown(by, tuple(groups), tuple(shown))


def grouping(survey: Survey, by: By) -> Grouping | None:
    """What counts by group; None where the survey does not ask for it."""
    question = survey.question(Role.COUNTRY if by in _OF_COUNTRIES else Role(by))
    if question is None:
        return None
    groups = _Groups(by, question)
    return Grouping(survey, by, groups.of, [each.code for each in question.options])


def _is_answered(pairs: Pairs) -> bool:
    return any(value is not None for _, value in pairs)


class _Groups(dict[object, str]):
    """The group of each answer, which most people share with others."""

    def __init__(self, by: By, question: Question) -> None:
        super().__init__()
        self.by, self.question = by, question

    def of(self, batch: Batch) -> list[str]:
        """The group of each response."""
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
    """Options as the survey has them; else the largest group first; the others at the end."""
    place = order.index(code) if code in order else len(order)
    last = _LAST.index(code) + 1 if code in _LAST else 0
    return last, place, -count, code


def _row(question: Question, groups: Sequence[str], pairs: Pairs) -> GroupRow:
    """The share of each group's answers that are right, or one of the two best."""
    best = [*question.scale.ratings][-2:] if question.scale else [question.correct]
    sizes: Counter[str] = Counter()
    good: Counter[str] = Counter()
    for (group, value), count in pairs.items():
        sizes[group] += count if value is not None else 0
        good[group] += count if value in best else 0
    shown = visible([sizes[each] for each in groups], LEAST_FOR_RATE)
    return GroupRow(question.id, tuple(map(_cell, [good[each] for each in groups], shown)))


def _cell(count: int, n: int | None) -> GroupShare:
    if not n:
        return GroupShare(n)
    share = share_of(count, n)
    return GroupShare(n, share.percent, share.low, share.high)
