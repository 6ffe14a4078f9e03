"""The knowledge gain of the persons who were asked before and after."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
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
class Answers:
    """The right and the wrong answers of some people."""

    people: int = 0
    right: int = 0
    wrong: int = 0


@dataclass(frozen=True, slots=True)
class Gain:
    """The knowledge gain in percentage points, from questions that both surveys ask.

    `pairs` answered all of them before and after. `only_before` and `only_after` are different
    people, whom only `unpaired` compares. `normalised` is the gain of Hake (1998):
    (after - before) / (100 - before) of the pairs' means. `changes` are the pairs by their
    change in right answers to `questions_each` questions, or 0 if their numbers differ. The people
    who left out a question are `incomplete`. Before, each question had at least `fewest_before`
    right answers, and as many wrong ones.
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
    changes: Mapping[int, int] = field(default_factory=dict)
    questions_each: int = 0
    pairs_before: Answers = Answers()
    pairs_after: Answers = Answers()
    others_before: Answers = Answers()
    others_after: Answers = Answers()
    incomplete_before: Answers = Answers()
    incomplete_after: Answers = Answers()
    fewest_before: int = 0


Score = tuple[int, int]  # right answers, and questions asked


class Scoring:
    """The right answers by webinar and person, and of people without pseudonym.

    People who leave out a question are `incomplete`, and get no score.
    """

    def __init__(self, questions: Sequence[Question]) -> None:
        self.questions = questions
        self.scores: dict[tuple[int, str], Score] = {}
        self.nameless: list[Score] = []
        self.incomplete: list[Score] = []
        self.given: Counter[tuple[str, bool]] = Counter()

    def add(self, batch: Batch) -> None:
        """Score some more responses."""
        for webinar, person, answers, others in zip(
            batch.webinars, batch.persons, batch.answers, batch.others, strict=True
        ):
            asked = [question for question in self.questions if question.asked_at(webinar)]
            told = (question for question in asked if question.id in {**answers, **others})
            given = [
                (question.id, answers.get(question.id) == question.correct) for question in told
            ]
            self.given.update(given)
            score = sum(is_right for _, is_right in given), len(given)
            if not all(question.id in answers for question in asked):
                self.incomplete += [score] if given else []
            elif asked and person is None:
                self.nameless.append(score)
            elif asked and person is not None:
                self.scores[webinar, person] = score

    def fewest(self) -> int:
        """Return the smallest number of right or of wrong answers to a question."""
        sides = product((question.id for question in self.questions), (True, False))
        return min((self.given[side] for side in sides), default=0)


def knowledge_gain(before: Scoring, after: Scoring) -> Gain:
    """Return the gain of the persons who answered the same questions before and after."""
    both = sorted(set(before.scores) & set(after.scores))
    first, second = ([side.scores[key] for key in both] for side in (before, after))
    alone, others = (
        [score for key, score in side.scores.items() if key not in other.scores] + side.nameless
        for side, other in ((before, after), (after, before))
    )
    gain = Gain(
        tuple(question.id for question in after.questions), len(both), len(alone), len(others),
        unpaired=_compared(alone, others), others_before=_answers(alone),
        others_after=_answers(others), incomplete_before=_answers(before.incomplete),
        incomplete_after=_answers(after.incomplete), fewest_before=before.fewest(),
    )  # fmt: skip
    return _paired(gain, first, second)


def _paired(gain: Gain, first: Sequence[Score], second: Sequence[Score]) -> Gain:
    """Add the figures of the people who answered before and after."""
    if not first:
        return gain
    pairs = list(zip(map(_percent, first), map(_percent, second), strict=True))
    pre, post = fmean(pair[0] for pair in pairs), fmean(pair[1] for pair in pairs)
    changes = Counter(post[0] - pre[0] for pre, post in zip(first, second, strict=True))
    numbers = {asked for _, asked in first}
    return replace(
        gain,
        before=rounded(pre),
        after=rounded(post),
        difference=_in_range(paired_difference(pairs)),
        normalised=round((post - pre) / (100 - pre), 2) if pre < 100 else None,
        changes=dict(sorted(changes.items())),
        questions_each=numbers.pop() if len(numbers) == 1 else 0,
        pairs_before=_answers(first),
        pairs_after=_answers(second),
    )


def _compared(first: Sequence[Score], second: Sequence[Score]) -> Mean | None:
    if not first or not second:
        return None
    return _in_range(unpaired_difference([*map(_percent, first)], [*map(_percent, second)]))


def _in_range(mean: Mean) -> Mean:
    """Return a difference of percentages whose interval ends at 100 points."""
    if mean.low is None or mean.high is None:
        return mean
    return replace(mean, low=max(-100.0, mean.low), high=min(100.0, mean.high))


def _percent(score: Score) -> float:
    return 100 * score[0] / score[1]


def _answers(scores: Sequence[Score]) -> Answers:
    right = sum(right for right, _ in scores)
    return Answers(len(scores), right, sum(asked for _, asked in scores) - right)


def shared_questions(before: Survey, after: Survey, webinars: Sequence[int] = ()) -> list[Question]:
    """Return the knowledge questions that both surveys ask at one of the webinars, or at any.

    Both have the same correct answer.
    """
    right = {
        question.id: question.correct
        for question in before.questions
        if question.role is Role.KNOWLEDGE
    }
    return [
        question
        for question in after.questions
        if question.role is Role.KNOWLEDGE
        and right.get(question.id, "") == question.correct
        and (not webinars or any(map(question.asked_at, webinars)))
    ]
