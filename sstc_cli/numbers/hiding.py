"""What may leave the office: no number that speaks of fewer than five people."""

from collections.abc import Sequence
from dataclasses import replace

from sstc_cli.model import Question
from sstc_cli.numbers.statistics import Share
from sstc_cli.numbers.summary import QuestionNumbers

LEAST_COUNT, LEAST_FOR_RATE = 5, 10


def visible(counts: Sequence[int], least: int = LEAST_COUNT) -> tuple[int | None, ...]:
    """The counts that may be shown.

    Small ones are hidden, and with them the next larger ones, so that nobody can find a hidden
    one by subtracting from the sum.
    """
    hidden = {i for i, count in enumerate(counts) if 0 < count < least}
    rest = sorted((count, i) for i, count in enumerate(counts) if count and i not in hidden)
    while hidden and rest and (len(hidden) < 2 or sum(counts[i] for i in hidden) < least):
        hidden.add(rest.pop(0)[1])
    return tuple(None if i in hidden else count for i, count in enumerate(counts))


def publishable(
    question: Question, numbers: QuestionNumbers
) -> tuple[QuestionNumbers, tuple[int | None, ...]]:
    """The sums of a question that reveal no hidden count, and its counts; the last is `other`."""
    shown = visible([*(each.share.count for each in numbers.tallies), numbers.other])
    codes = [*(each.code for each in numbers.tallies), ""]
    hidden = {code for code, count in zip(codes, shown, strict=True) if count is None}
    few = numbers.n < LEAST_FOR_RATE
    top, right = {*codes[-3:-1]}, {question.correct or ""}
    promotion = numbers.promotion
    return (
        replace(
            numbers,
            mean=None if few or 0 < len(hidden) < 3 else numbers.mean,
            correct=None if few or hidden & right else _large(numbers.correct),
            top_two=None if few or len(hidden & top) == 1 else _large(numbers.top_two),
            promotion=None if few or _reveals(numbers, hidden) else promotion,
        ),
        shown,
    )


def _large(share: Share | None) -> Share | None:
    """A share whose two sides are both large enough."""
    return None if share is None or None in visible([share.count, share.n - share.count]) else share


def _reveals(numbers: QuestionNumbers, hidden: set[str]) -> bool:
    """Whether promoters, passives and detractors are too few, or one hidden count is in them."""
    found = numbers.promotion
    if found is None:
        return False
    parts = (range(9, 11), range(7, 9), range(7))
    single = any(len(hidden & set(map(str, each))) == 1 for each in parts)
    return single or None in visible([found.promoters, found.passives, found.detractors])
