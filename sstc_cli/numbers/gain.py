"""What people learnt: only where the same persons were asked before and after."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from sstc_cli.model import Question, Role, Survey
from sstc_cli.numbers.statistics import (
    Mean,
    paired_difference,
    rounded,
    unpaired_difference,
)
from sstc_cli.store.store import Batch


@dataclass(frozen=True, slots=True)
class Gain:
    """The knowledge gain in percentage points, from questions that both surveys ask.

    `pairs` answered all of them before and after; `only_before` and `only_after` are lost for it,
    and `unpaired` compares them, who are different people. `normalised` is Hake's (1998):
    (after - before) / (100 - before) of the pairs' means.
    """

    questions: tuple[str, ...]
    pairs: int
    only_before: int
    only_after: int
    before: float | None = None
    after: float | None = None
    difference: Mean | None = None
    normalised: float | None = None
    unpaired: Mean | None = None


class Scoring:
    """Per cent right by webinar and person, and of people without a pseudonym."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self.questions = questions
        self.known: dict[tuple[int, str], float] = {}
        self.nameless: list[float] = []

    def add(self, batch: Batch) -> None:
        """Score some more responses; those that leave a question out have no score."""
        for webinar, person, answers in zip(
            batch.webinars, batch.persons, batch.answers, strict=True
        ):
            asked = [each for each in self.questions if each.asked_at(webinar)]
            if not asked or any(each.id not in answers for each in asked):
                continue
            score = 100 * sum(answers[each.id] == each.correct for each in asked) / len(asked)
            if person is None:
                self.nameless.append(score)
            else:
                self.known[webinar, person] = score


def knowledge_gain(before: Scoring, after: Scoring) -> Gain:
    """The gain of the persons who answered the same questions before and after."""
    first, second = before.known, after.known
    both = sorted(set(first) & set(second))
    alone = [value for key, value in first.items() if key not in second] + before.nameless
    others = [value for key, value in second.items() if key not in first] + after.nameless
    counts = (tuple(each.id for each in after.questions), len(both), len(alone), len(others))
    unpaired = unpaired_difference(alone, others) if alone and others else None
    if not both:
        return Gain(*counts, unpaired=unpaired)
    pairs = [(first[key], second[key]) for key in both]
    pre, post = fmean(each[0] for each in pairs), fmean(each[1] for each in pairs)
    hake = round((post - pre) / (100 - pre), 2) if pre < 100 else None
    means = (rounded(pre), rounded(post))
    return Gain(*counts, *means, paired_difference(pairs), hake, unpaired)


def shared_questions(before: Survey, after: Survey) -> list[Question]:
    """Knowledge questions that both surveys ask, with the same right answer."""
    known = {each.id: each.correct for each in before.questions if each.role is Role.KNOWLEDGE}
    return [
        each
        for each in after.questions
        if each.role is Role.KNOWLEDGE and known.get(each.id, "") == each.correct
    ]
