"""Numbers by gender, country, region, audience or language, without showing single people."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sstc_cli.model import Question, Role, Survey
from sstc_cli.survey.hiding import LEAST_FOR_RATE, visible
from sstc_cli.survey.regions import region_of
from sstc_cli.survey.statistics import share_of
from sstc_cli.survey.store import Batch

NOT_STATED = "not_stated"

Pairs = Counter[tuple[str, object]]  # of a group and an answer


class By(StrEnum):
    """What a survey can be broken down by."""

    GENDER = "gender"
    COUNTRY = "country"
    REGION = "region"
    AUDIENCE = "audience"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Cell:
    """A group's number; all None where it is hidden, `n` alone where there was too little."""

    n: int | None
    percent: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A question's number of every group: right answers, or the two best ratings."""

    question: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Groups in their order, how many responded in each (None: hidden), and their numbers."""

    by: By
    groups: tuple[str, ...]
    responses: tuple[int | None, ...]
    rows: tuple[Row, ...]


class Grouping:
    """Counts the answers of each group, batch by batch."""

    def __init__(self, survey: Survey, by: By, question: Question) -> None:
        self.by, self.question = by, question
        self.measured = [each for each in survey.questions if each.correct or each.scale]
        self.sizes: Counter[str] = Counter()
        self.counts: dict[str, Pairs] = {each.id: Counter() for each in self.measured}

    def add(self, batch: Batch) -> None:
        """Count some more responses."""
        found = [_group(answers.get(self.question.id), self.by) for answers in batch.answers]
        self.sizes.update(found)
        for id_, pairs in self.counts.items():
            values = [answers.get(id_) for answers in batch.answers]
            single = [None if isinstance(each, list) else each for each in values]
            pairs.update(zip(found, single, strict=True))

    def breakdown(self) -> Breakdown:
        """The numbers of each group."""
        sizes = self.sizes
        order = [each.code for each in self.question.options]
        groups = sorted(sizes, key=lambda code: _rank(code, order, sizes[code]))
        rows = tuple(_row(each, groups, self.counts[each.id]) for each in self.measured)
        shown = visible([sizes[each] for each in groups])
        return Breakdown(self.by, tuple(groups), shown, rows)


def grouping(survey: Survey, by: By) -> Grouping | None:
    """What counts by group; None where the survey does not ask for it."""
    question = survey.question(Role.COUNTRY if by is By.REGION else Role(by))
    return Grouping(survey, by, question) if question else None


def _group(value: object, by: By) -> str:
    if not isinstance(value, str):
        return NOT_STATED
    return region_of(value) or NOT_STATED if by is By.REGION else value


def _rank(code: str, order: Sequence[str], count: int) -> tuple[bool, int, int, str]:
    """Options as the survey has them; else the largest group first; not stated at the end."""
    place = order.index(code) if code in order else len(order)
    return code == NOT_STATED, place, -count, code


def _row(question: Question, groups: Sequence[str], pairs: Pairs) -> Row:
    """The share of each group's answers that are right, or one of the two best."""
    best = [*question.scale.ratings][-2:] if question.scale else [question.correct]
    sizes: Counter[str] = Counter()
    good: Counter[str] = Counter()
    for (group, value), count in pairs.items():
        sizes[group] += count if value is not None else 0
        good[group] += count if value in best else 0
    shown = visible([sizes[each] for each in groups], LEAST_FOR_RATE)
    return Row(question.id, tuple(map(_cell, [good[each] for each in groups], shown)))


def _cell(count: int, n: int | None) -> Cell:
    if not n:
        return Cell(n)
    share = share_of(count, n)
    return Cell(n, share.percent, share.low, share.high)
