"""What people learnt: only where the same persons were asked before and after."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from sstc_cli.model import Question, Role, Survey
from sstc_cli.survey.statistics import (
    Mean,
    paired_difference,
    rounded,
    unpaired_difference,
)
from sstc_cli.survey.store import Stored

Scores = dict[tuple[int, str], float]


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


def knowledge_gain(
    before: Survey, after: Survey, early: Sequence[Stored], late: Sequence[Stored]
) -> Gain | None:
    """The gain of the persons who answered both; None where the surveys share no question."""
    questions = shared_questions(before, after)
    if not questions:
        return None
    first, lost_first = _scores(questions, early)
    second, lost_second = _scores(questions, late)
    both = sorted(set(first) & set(second))
    alone = [value for key, value in first.items() if key not in second] + lost_first
    others = [value for key, value in second.items() if key not in first] + lost_second
    counts = (tuple(each.id for each in questions), len(both), len(alone), len(others))
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


def _scores(questions: Sequence[Question], stored: Iterable[Stored]) -> tuple[Scores, list[float]]:
    """Per cent right by webinar and person, and of people without a pseudonym."""
    scores: Scores = {}
    nameless = []
    for each in stored:
        asked = [question for question in questions if question.asked_at(each.webinar)]
        answers = json.loads(each.answers)
        if not asked or any(question.id not in answers for question in asked):
            continue
        right = sum(answers[question.id] == question.correct for question in asked)
        score = 100 * right / len(asked)
        if each.person is None:
            nameless.append(score)
        else:
            scores[each.webinar, each.person] = score
    return scores, nameless
