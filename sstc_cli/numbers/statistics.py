"""Shares, means and differences, with their 95 % confidence intervals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import atan, cos, exp, fsum, lgamma, pi, sqrt, tan
from statistics import fmean, variance
from typing import Literal

_Z = 1.959963984540054  # the normal distribution's 97.5 %
_STEPS = 200


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `n`, in per cent, with its 95 % interval after Wilson (1927).

    Of people who answered several times, `effect` answers tell as much as one of another person.
    """

    count: int
    n: int
    percent: float | None
    low: float | None
    high: float | None
    effect: float = 1.0


@dataclass(frozen=True, slots=True)
class Rough:
    """A share of n in round numbers: about `percent`, or if that is None, `low` to `high`."""

    n: int
    percent: int | None
    low: int
    high: int


Shown = Share | Rough | None  # None is hidden


class About(int):
    """A count of people in round numbers, or what such a one leaves of all people."""


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean, or a difference of means, with its 95 % interval.

    `missing` is why there is no interval: the values are too `few` or too much `alike`, it is
    `hidden` because it reveals a small count, or the `mean` itself is, which lies between `low` and
    `high`.
    """

    value: float
    low: float | None = None
    high: float | None = None
    missing: Literal["few", "alike", "hidden", "mean"] | None = None


def share_of(count: int, n: int, effect: float = 1.0) -> Share:
    """Return a share with its interval, or without if n is 0 or smaller than the count."""
    if not n or count > n:
        return Share(count, n, None, None, None)
    low, high = wilson(count / n, n / effect)
    ends = (rounded(100 * count / n), rounded(100 * low), rounded(100 * high))
    return Share(count, n, *ends, round(effect, 4))


def wilson(p: float, n: float) -> tuple[float, float]:
    """Return the 95 % interval of a proportion p of n after Wilson (1927)."""
    z2 = _Z * _Z
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = _Z * sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def mean_of(counts: Mapping[float, int], effect: float = 1.0) -> Mean:
    """Return the mean of ratings, each given so often, with t·s/√n of as many people."""
    n = sum(counts.values())
    mean = fsum(value * count for value, count in counts.items()) / n
    people = n / effect
    if people < 2:
        return Mean(round(mean, 2), missing="few")
    spread = fsum(count * (value - mean) ** 2 for value, count in counts.items()) / (n - 1)
    if not spread:
        return Mean(round(mean, 2), missing="alike")
    half = t_quantile(people - 1) * sqrt(spread / people)
    return Mean(round(mean, 2), round(mean - half, 2), round(mean + half, 2))


def paired_difference(pairs: Sequence[tuple[float, float]]) -> Mean:
    """Return the mean of (second - first), with t·s/√n."""
    changes = [after - before for before, after in pairs]
    mean = fmean(changes)
    if len(changes) < 2:
        return Mean(rounded(mean), missing="few")
    if len(set(changes)) == 1:
        return Mean(rounded(mean), missing="alike")
    half = t_quantile(len(changes) - 1) * sqrt(variance(changes) / len(changes))
    return Mean(rounded(mean), rounded(mean - half), rounded(mean + half))


def unpaired_difference(first: Sequence[float], second: Sequence[float]) -> Mean:
    """Return the difference of two groups' means (second - first), after Welch (1947)."""
    difference = fmean(second) - fmean(first)
    if min(len(first), len(second)) < 2:
        return Mean(rounded(difference), missing="few")
    parts = [variance(group) / len(group) for group in (first, second)]
    if not sum(parts):
        return Mean(rounded(difference), missing="alike")
    weights = (part**2 / (len(g) - 1) for part, g in zip(parts, (first, second), strict=True))
    half = t_quantile(sum(parts) ** 2 / sum(weights)) * sqrt(sum(parts))
    return Mean(rounded(difference), rounded(difference - half), rounded(difference + half))


def net_score(promoters: int, detractors: int, n: int, effect: float = 1.0) -> Mean:
    """Return a net promoter score in points, with the adjusted Wald interval of Rocks (2016).

    It adds three people, of whom 3/4 promote and 3/4 detract, before the usual formula. Of few
    people who agree, that interval lacks the score itself, so it is extended up to it.
    """
    more, less, people = promoters + 0.75, detractors + 0.75, n + 3
    middle = (more - less) / people
    half = _Z * sqrt(((more + less) / people - middle**2) / people * effect)
    score = (promoters - detractors) / n
    low, high = max(-1.0, min(score, middle - half)), min(1.0, max(score, middle + half))
    return Mean(rounded(100 * score), rounded(100 * low), rounded(100 * high))


@cache
def t_quantile(freedom: float) -> float:
    """Return the 97.5 % quantile of Student's t.

    With x = √f·tan(u) its distribution is an integral of cos(u)^(f-1), which is smooth.
    """
    low, high = 0.0, atan(1e3 / sqrt(freedom))
    scale = exp(lgamma((freedom + 1) / 2) - lgamma(freedom / 2)) / sqrt(pi)
    for _ in range(60):
        middle = (low + high) / 2
        if scale * _integral(freedom - 1, middle) < 0.475:
            low = middle
        else:
            high = middle
    return sqrt(freedom) * tan(low)


def rounded(number: float) -> float:
    """Round to one digit after the point, without a minus before zero."""
    return round(number, 1) + 0.0


def _integral(power: float, end: float) -> float:
    """Integrate cos(u)^power from 0 to `end` by Simpson's rule."""
    step = end / _STEPS
    inner: float = sum((4 if i % 2 else 2) * cos(i * step) ** power for i in range(1, _STEPS))
    last: float = cos(end) ** power
    return (1 + inner + last) * step / 3
