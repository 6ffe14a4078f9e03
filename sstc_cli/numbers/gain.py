"""The knowledge gain of the persons who were asked before and after."""

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

    `pairs` answered all of them before and after. `only_before` and `only_after` are different
    people, whom only `unpaired` compares. `normalised` is the gain of Hake (1998):
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
    """The percentages of correct answers by webinar and person, and of people without pseudonym."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self.questions = questions
        self.scores: dict[tuple[int, str], float] = {}
        self.nameless: list[float] = []

    def add(self, batch: Batch) -> None:
        """Score some more responses. Those that leave out a question get no score."""
        for webinar, person, answers in zip(
            batch.webinars, batch.persons, batch.answers, strict=True
        ):
            asked = [question for question in self.questions if question.asked_at(webinar)]
            if not asked or any(question.id not in answers for question in asked):
                continue
            right = sum(answers[question.id] == question.correct for question in asked)
            score = 100 * right / len(asked)
            if person is None:
                self.nameless.append(score)
            else:
                self.scores[webinar, person] = score


def knowledge_gain(before: Scoring, after: Scoring) -> Gain:
    """Return the gain of the persons who answered the same questions before and after."""
    first, second = before.scores, after.scores
    both = sorted(set(first) & set(second))
    alone = [value for key, value in first.items() if key not in second] + before.nameless
    others = [value for key, value in second.items() if key not in first] + after.nameless
    questions = tuple(question.id for question in after.questions)
    counts = (questions, len(both), len(alone), len(others))
    unpaired = unpaired_difference(alone, others) if alone and others else None
    if not both:
        return Gain(*counts, unpaired=unpaired)
    pairs = [(first[key], second[key]) for key in both]
    pre, post = fmean(pair[0] for pair in pairs), fmean(pair[1] for pair in pairs)
    hake = round((post - pre) / (100 - pre), 2) if pre < 100 else None
    means = (rounded(pre), rounded(post))
    return Gain(*counts, *means, paired_difference(pairs), hake, unpaired)


def shared_questions(before: Survey, after: Survey) -> list[Question]:
    """Return the knowledge questions that both surveys ask, with the same correct answer."""
    right = {
        question.id: question.correct
        for question in before.questions
        if question.role is Role.KNOWLEDGE
    }
    return [
        question
        for question in after.questions
        if question.role is Role.KNOWLEDGE and right.get(question.id, "") == question.correct
    ]
