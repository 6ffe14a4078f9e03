"""Numbers that may leave the office: none about fewer than five people."""

from collections.abc import Sequence
from dataclasses import replace

from sstc_cli.model import Question
from sstc_cli.numbers.statistics import Share
from sstc_cli.numbers.summary import QuestionNumbers

LEAST_COUNT, LEAST_FOR_RATE = 5, 10


def visible(counts: Sequence[int], least: int = LEAST_COUNT) -> tuple[int | None, ...]:
    """Return the counts that may be shown, and None for the hidden ones.

    Small counts are hidden, and with them the next larger ones, so that nobody can work out a
    hidden one by subtraction from the sum.
    """
    hidden = {i for i, count in enumerate(counts) if 0 < count < least}
    rest = sorted((count, i) for i, count in enumerate(counts) if count and i not in hidden)
    while hidden and rest and (len(hidden) < 2 or sum(counts[i] for i in hidden) < least):
        hidden.add(rest.pop(0)[1])
    return tuple(None if i in hidden else count for i, count in enumerate(counts))


def publishable(
    question: Question, numbers: QuestionNumbers
) -> tuple[QuestionNumbers, tuple[int | None, ...]]:
    """Return the sums of a question that reveal no hidden count, and its counts, `other` last."""
    counts = visible([*(tally.share.count for tally in numbers.tallies), numbers.other])
    codes = [*(tally.code for tally in numbers.tallies), ""]
    hidden = {code for code, count in zip(codes, counts, strict=True) if count is None}
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
        counts,
    )


def _large(share: Share | None) -> Share | None:
    """Return the share if both of its sides are large enough, or None."""
    return None if share is None or None in visible([share.count, share.n - share.count]) else share


def _reveals(numbers: QuestionNumbers, hidden: set[str]) -> bool:
    """Return whether the net promoter score reveals a small part, or a hidden count in one."""
    score = numbers.promotion
    if score is None:
        return False
    parts = (range(9, 11), range(7, 9), range(7))
    single = any(len(hidden & set(map(str, ratings))) == 1 for ratings in parts)
    return single or None in visible([score.promoters, score.passives, score.detractors])
