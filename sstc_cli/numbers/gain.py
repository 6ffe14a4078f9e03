"""The knowledge gain of persons asked before and after, and what of it can be public."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from statistics import fmean

from sstc_cli.model.survey import Publish
from sstc_cli.numbers.folding.pair_sums import PairSums, Score, State, percent
from sstc_cli.numbers.statistics import Mean, paired_difference, rounded, unpaired_difference


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
    right answers, and as many wrong ones. Over several webinars, `people` are fewer than `pairs`,
    and each counts once, by the mean of their pairs.
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
    people: int = 0


def knowledge_gain(sums: PairSums, webinars: Sequence[int] = ()) -> Gain:
    found = _Scores(sums, webinars)
    alone, others = found.alone
    unpaired = None
    if alone and others:
        sides = ([*map(percent, scores)] for scores in (alone, others))
        unpaired = _in_range(unpaired_difference(*sides))
    gain = Gain(
        tuple(sums.questions[at].id for at in found.asked), len(found.pairs), len(alone),
        len(others), unpaired=unpaired, others_before=_answers(alone),
        others_after=_answers(others), incomplete_before=_answers(found.incomplete[0]),
        incomplete_after=_answers(found.incomplete[1]), fewest_before=found.fewest_before(),
    )  # fmt: skip
    if not found.pairs:
        return gain
    return _paired(gain, found.pairs, [*sums.scores.elements()] if not webinars else [])


class _Scores:
    """The scores of people, by whether they have one before, after, or both.

    People who leave out a question are `incomplete`, and get no score.
    """

    def __init__(self, sums: PairSums, webinars: Sequence[int]) -> None:
        self.sums, self.pairs = sums, list[tuple[Score, Score]]()
        self.alone: tuple[list[Score], list[Score]] = ([], [])
        self.incomplete: tuple[list[Score], list[Score]] = ([], [])
        self.given: Counter[tuple[int, bool]] = Counter()
        self._asked: set[int] = set()
        for (webinar, *states), n in sorted(sums.answers.items(), key=repr):
            if not webinars or webinar in webinars:
                self._add(webinar, states, n)

    @property
    def asked(self) -> list[int]:
        return sorted(self._asked)

    def fewest_before(self) -> int:
        sides = product(self.asked, (True, False))
        return min((self.given[side] for side in sides), default=0)

    def _add(self, webinar: int, states: Sequence[State | None], n: int) -> None:
        asked = self.sums.asked(webinar)
        self._asked.update(asked)
        scores = [self.sums.score(webinar, state) for state in states]
        if scores[0] and scores[1]:
            self.pairs += [(scores[0], scores[1])] * n
        for side, (state, score) in enumerate(zip(states, scores, strict=True)):
            told = [state[at] is True for at in asked if state[at] is not None] if state else []
            if score is None:
                self.incomplete[side].extend([(sum(told), len(told))] * n if told else [])
            elif not scores[1 - side]:
                self.alone[side].extend([score] * n)
        for at in asked:
            if states[0] and states[0][at] is not None:
                self.given[at, states[0][at] is True] += n


def _paired(
    gain: Gain, pairs: Sequence[tuple[Score, Score]], means: Sequence[tuple[float, float]]
) -> Gain:
    """Add the figures of the people who answered before and after, each by the mean of theirs."""
    people = means or [(percent(before), percent(after)) for before, after in pairs]
    pre, post = fmean(pair[0] for pair in people), fmean(pair[1] for pair in people)
    changes = Counter(after[0] - before[0] for before, after in pairs)
    numbers = {asked for (_, asked), _ in pairs}
    return replace(
        gain,
        people=len(people),
        before=rounded(pre),
        after=rounded(post),
        difference=_in_range(paired_difference(people)),
        normalised=round((post - pre) / (100 - pre), 2) if pre < 100 else None,
        changes=dict(sorted(changes.items())),
        questions_each=numbers.pop() if len(numbers) == 1 else 0,
        pairs_before=_answers([before for before, _ in pairs]),
        pairs_after=_answers([after for _, after in pairs]),
    )


def _in_range(mean: Mean) -> Mean:
    if mean.low is None or mean.high is None:
        return mean
    return replace(mean, low=max(-100.0, mean.low), high=min(100.0, mean.high))


def _answers(scores: Sequence[Score]) -> Answers:
    right = sum(right for right, _ in scores)
    return Answers(len(scores), right, sum(asked for _, asked in scores) - right)


def public_gain(gain: Gain, publish: Publish, *, is_open: bool) -> Gain:
    """Return the gain, made from nothing, with the figures that reveal no small count.

    `is_open` is whether the answers of all people after a webinar can be added up.
    """
    counts = (gain.pairs, gain.only_before, gain.only_after)
    shown = Gain(gain.questions, *counts, people=gain.people)
    if not is_open or not _is_safe(gain, publish.least):
        return shown
    if gain.difference is not None and gain.pairs >= publish.rate:
        shown = replace(shown, difference=_difference(gain, gain.difference, publish))
        if not publish.round:
            shown = replace(shown, before=gain.before, after=gain.after)
    return shown


def _difference(gain: Gain, difference: Mean, publish: Publish) -> Mean:
    """Return the mean change; its interval is hidden if it tells what few people did."""
    improved, worsened = (
        sum(n for by, n in gain.changes.items() if by * sign > 0) for sign in (1, -1)
    )
    counts = [improved, worsened]
    if gain.questions_each == 1:  # then those who were right or wrong both times follow too
        counts += [gain.pairs_before.right - worsened, gain.pairs_before.wrong - improved]
    few = any(0 < count < publish.least for count in counts)
    is_known = few and not (gain.questions_each > 1 and _has_twin(gain.changes))
    return Mean(difference.value, missing="hidden") if is_known else difference


def _has_twin(changes: Mapping[int, int]) -> bool:
    """Return whether others can have changed, with the same mean and the same interval.

    Three changes by one answer and one back look like a change by two, and three by none.
    """
    of = Counter(changes)
    return any((of[sign] >= 3 and of[-sign]) or (of[2 * sign] and of[0] >= 3) for sign in (1, -1))


def _is_safe(gain: Gain, least: int) -> bool:
    """Return whether the gain tells nothing that the published tables hide.

    A gain and the answers before are the answers after. A reader who knows those of all people can
    also subtract those of the pairs, and be left with those of the others.
    """
    groups = (
        gain.pairs_before, gain.others_before, gain.incomplete_before,
        gain.pairs_after, gain.others_after, gain.incomplete_after,
    )  # fmt: skip
    return gain.fewest_before >= least and all(
        min(group.people, group.right, group.wrong) >= least for group in groups if group.people
    )
