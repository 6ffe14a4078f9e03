"""Intervals for answers of which several may be of one person.

People tend to answer alike each time. So answers of the same person tell less than as many answers
of different people: the design effect is how many of them tell as much as one would.

An interval is published. If it rested on the answers to one option, its width would say how single
people answered each time. So a survey has one design effect, from a round number of disagreements,
or that of people who always agree with themselves. How many people answered again is a round
number, too: beside the n, the width would tell when few did.
"""

from collections.abc import Iterable, Mapping
from math import comb

from sstc_cli.model.survey import nearest

Repeated = Mapping[tuple[int, int], int]  # people, by the good ones and the number of their answers

_ROUND = 10  # of pairs of answers of one person, in each order: those of five people
_FEWEST = 2 * _ROUND


def design_effect(questions: Iterable[Repeated]) -> float:
    """Return the design effect on shares of the answers to some questions, after Kish (1965).

    How alike the answers of a person are is the part of disagreement that chance would cause and
    that is missing. Where too few could have disagreed, all answers of a person count as one.
    """
    answers = again = step = apart = 0
    chance = 0.0
    for people in questions:
        m = sum(asked * n for (_, asked), n in people.items())
        pairs = sum(asked * (asked - 1) * n for (_, asked), n in people.items())
        share = sum(good * n for (good, _), n in people.items()) / m if m else 0.0
        apart += sum(good * (asked - good) * n for (good, asked), n in people.items())
        chance += share * (1 - share) * pairs
        answers, again = answers + m, again + pairs
        step += _ROUND if pairs else 0
    if not again:
        return 1.0
    alike = 1.0 if chance < _FEWEST else max(0.0, 1 - nearest(apart, _ROUND) / chance)
    return round(1 + alike * -(-again // step) * step / answers, 1)


def exact_mcnemar(gained: int, lost: int) -> float:
    """Return the p-value of McNemar's exact test: as many changes could be one-sided by chance."""
    n = gained + lost
    tail: int = sum(comb(n, k) for k in range(min(gained, lost) + 1))
    return min(1.0, tail / (1 << n) * 2)


def bounds(good: int, answered: int, people: int) -> tuple[int, int]:
    """Return the least and largest share in per cent, whatever the silent say, rounded outwards."""
    return 100 * good // people, -(-100 * (good + people - answered) // people)
