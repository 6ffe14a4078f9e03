"""Results by gender, country, audience and so on."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sstc_cli.model import Question, Role, Survey
from sstc_cli.model.countries import countries
from sstc_cli.numbers.statistics import Shown, share_of
from sstc_cli.numbers.summary import NOT_APPLICABLE
from sstc_cli.store.store import Batch

NOT_STATED, OTHERS = "not_stated", "other_countries"
OTHER_WORDS = ""  # an answer that is not one of the options

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


class Grouping:
    """A counter of the answers of each group, batch by batch. Places are counted by country."""

    def __init__(
        self, survey: Survey, by: By, groups: Callable[[Batch], list[str]], order: Sequence[str]
    ) -> None:
        self.by, self.groups, self.order = by, groups, order
        self.measured = {q.id: q for q in survey.questions if q.correct or q.scale}
        self.sizes: Counter[str] = Counter()
        self.counts: dict[str, Pairs] = {id_: Counter() for id_ in self.measured}

    def add(self, batch: Batch) -> None:
        """Count some more responses."""
        groups = self.groups(batch)
        self.sizes.update(groups)
        for id_, pairs in self.counts.items():
            values = [answers.get(id_) for answers in batch.answers]
            single = [None if isinstance(value, list) else value for value in values]
            pairs.update(zip(groups, single, strict=True))
        for group, answers, others in zip(groups, batch.answers, batch.others, strict=True):
            for id_ in others:
                if id_ in self.counts and id_ not in answers and self.measured[id_].correct:
                    self.counts[id_][group, OTHER_WORDS] += 1

    def breakdown(self, by: By | None = None) -> Breakdown:
        """Return the results of each group, of countries also by another property of places."""
        by = by or self.by
        of = {group: _place(group, by) if by in PLACES else group for group in self.sizes}
        sizes: Counter[str] = Counter()
        for group, size in self.sizes.items():
            sizes[of[group]] += size
        found = breakdown_of_sizes(by, sizes, self.order)
        rows = (
            _row(question, found.groups, of, self.counts[question.id])
            for question in self.measured.values()
            if _is_answered(self.counts[question.id])
        )
        return replace(found, rows=tuple(rows))


def breakdown_of_sizes(by: By, sizes: Counter[str], order: Sequence[str]) -> Breakdown:
    """Return groups of these sizes, those in `order` first."""
    groups = sorted(sizes, key=lambda code: _rank(code, order, sizes[code]))
    return Breakdown(by, tuple(groups), tuple(sizes[group] for group in groups))


def grouping(survey: Survey, by: By) -> Grouping | None:
    """Return a counter by group, or None if the survey does not ask for the group."""
    question = survey.question(role_of(by))
    if question is None:
        return None
    groups = _Groups(by, question)
    base = By.COUNTRY if by in PLACES else by
    return Grouping(survey, base, groups.of, [option.code for option in question.options])


def role_of(by: By) -> Role:
    """Return the role of the question that separates the groups."""
    return Role.COUNTRY if by in PLACES else Role(by)


def best_answers(question: Question) -> list[object]:
    """Return the correct answer, or the two best ratings."""
    return [*question.scale.ratings][-2:] if question.scale else [question.correct]


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
        known = isinstance(value, str) and (self.by not in PLACES or value in countries())
        group = self[value] = str(value) if known else NOT_STATED
        return group


def _place(code: str, by: By) -> str:
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


def _row(
    question: Question, groups: Sequence[str], of: Mapping[str, str], pairs: Pairs
) -> GroupRow:
    """Return the share of correct answers or of the two best ratings in each group."""
    best = best_answers(question)
    sizes: Counter[str] = Counter()
    good: Counter[str] = Counter()
    for (group, value), count in pairs.items():
        sizes[of[group]] += count if value not in (None, NOT_APPLICABLE) else 0
        good[of[group]] += count if value in best else 0
    return GroupRow(question.id, tuple(share_of(good[group], sizes[group]) for group in groups))
