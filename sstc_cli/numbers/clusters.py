"""Intervals for answers of which several may be of one person.

People tend to answer alike each time. So answers of the same person tell less than as many answers
of different people: the design effect is how many of them tell as much as one would.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import comb, sqrt

from sstc_cli.numbers.folding.survey_sums import HIGH, LOW
from sstc_cli.numbers.statistics import Mean, t_quantile

Weighted = Iterable[tuple[int, int, int]]  # worth and number of answers, and how many people


@dataclass(frozen=True, slots=True)
class Moments:
    """Sums over people of their worth y and their number of answers m."""

    people: int = 0
    m: int = 0
    mm: int = 0
    y: int = 0
    yy: int = 0
    ym: int = 0

    def with_worth(self, weighted: Weighted) -> "Moments":
        """Return the moments of other answers to the same question, where some people have none."""
        found = [(y, m, n) for y, m, n in weighted if y]
        return Moments(
            self.people, self.m, self.mm, sum(n * y for y, _, n in found),
            sum(n * y * y for y, _, n in found), sum(n * y * m for y, m, n in found),
        )  # fmt: skip

    def shifted(self, by: int) -> "Moments":
        """Return the moments with a number added to each answer's worth."""
        y, ym = self.y + by * self.m, self.ym + by * self.mm
        yy = self.yy + 2 * by * self.ym + by * by * self.mm
        return Moments(self.people, self.m, self.mm, y, yy, ym)

    @property
    def variance(self) -> float:
        """Return the variance of the mean of all answers, with people as clusters."""
        mean = self.y / self.m
        squares = self.yy - 2 * mean * self.ym + mean * mean * self.mm
        variance: float = max(0.0, self.people / (self.people - 1) * squares) / self.m**2
        return variance

    def effect(self, spread: float) -> float:
        """Return the design effect on a mean of answers whose own variance is `spread`.

        If all answers agree, or all are of one person, it cannot be known, and is the largest.
        """
        if self.m == self.mm:
            return 1.0
        if self.people < 2 or spread <= 0:
            return self.mm / self.m
        return max(1.0, self.variance / (spread / self.m))

    @property
    def share_effect(self) -> float:
        """Return the design effect on the share of answers that are worth 1, and not 0."""
        share = self.y / self.m if self.m else 0.0
        return self.effect(share * (1 - share))


def moments(weighted: Weighted) -> Moments:
    found = [(y, m, n) for y, m, n in weighted if m]
    asked = Moments(
        sum(n for _, _, n in found), sum(n * m for _, m, n in found),
        sum(n * m * m for _, m, n in found),
    )  # fmt: skip
    return asked.with_worth(found)


def of_halves(counts: Mapping[int, int]) -> Moments:
    """Return the moments of people whose worth and number of answers are halves of a number."""
    return moments((both & LOW, both // HIGH, n) for both, n in counts.items())


def exact_mcnemar(gained: int, lost: int) -> float:
    """Return the p-value of McNemar's exact test: as many changes could be one-sided by chance."""
    n = gained + lost
    tail: int = sum(comb(n, k) for k in range(min(gained, lost) + 1))
    return min(1.0, tail / (1 << n) * 2)


def bounds(good: int, answered: int, people: int) -> tuple[int, int]:
    """Return the least and largest share in per cent, whatever the silent say, rounded outwards."""
    return 100 * good // people, -(-100 * (good + people - answered) // people)


def mean_of(mean: float, found: Moments) -> Mean:
    """Return a mean of ratings with its interval, by Student's t with people as clusters."""
    if found.people < 2:
        return Mean(round(mean, 2), missing="few")
    if not found.variance:
        return Mean(round(mean, 2), missing="alike")
    half = t_quantile(found.people - 1) * sqrt(found.variance)
    return Mean(round(mean, 2), round(mean - half, 2), round(mean + half, 2))
