"""Counts of answers at webinars, attacked with linear programming."""

import random

import numpy as np
import pytest
from scipy.optimize import linprog

from sstc_cli.model.publish import Publish
from sstc_cli.numbers.public_shares import bounds_of
from sstc_cli.numbers.publication.matrix import WHOLE, Matrix
from sstc_cli.numbers.statistics import Share

ANSWERS = ["1", "2", "3", "4", "5"]
GOOD = ["4", "5"]


def random_counts(seed: int) -> dict[int, dict[str, int]]:
    rng = random.Random(seed)
    webinars = range(1, rng.choice([2, 3, 5, 8]) + 1)
    sizes = {webinar: rng.choice([0, 2, 7, 12, 25, 60, 150]) for webinar in webinars}
    weights = [rng.random() ** 3 for _ in ANSWERS]
    found = {}
    for webinar, n in sizes.items():
        drawn = rng.choices(ANSWERS, weights, k=n)
        found[webinar] = {answer: drawn.count(answer) for answer in ANSWERS}
    return found


def worked_out(counts, matrix: Matrix, publish: Publish):
    """Yield each small count with the least and the most that a reader can infer."""
    webinars, columns = list(counts), {}
    for webinar in webinars:
        for answer in ANSWERS:
            columns[webinar, answer] = len(columns)
    rows, low, high = [], [], []

    def constrain(keys, least: float, most: float) -> None:
        row = np.zeros(len(columns))
        row[[columns[key] for key in keys]] = 1
        rows.append(row)
        low.append(least)
        high.append(most)

    total = sum(sum(found.values()) for found in counts.values())
    constrain(columns, total, total)
    for scope in (*webinars, WHOLE):
        numbers = webinars if scope == WHOLE else [scope]
        n = sum(sum(counts[number].values()) for number in numbers)
        keys = [(number, answer) for number in numbers for answer in ANSWERS]
        constrain(keys, *((n, n) if n >= publish.least else (0, publish.least - 1)))
        for answer in ANSWERS:
            shown = matrix.count(scope, answer)
            if shown is not None:
                constrain([(number, answer) for number in numbers], shown, shown)
        best = matrix.best(scope)
        if best is not None:
            ends = (best.count, best.count) if isinstance(best, Share) else bounds_of(best, n)
            constrain([(number, answer) for number in numbers for answer in GOOD], *ends)
    a = np.array(rows)
    upper = np.vstack([a, -a])
    bounds = np.array([*high, *(-value for value in low)])
    for scope in (*webinars, WHOLE):
        numbers = webinars if scope == WHOLE else [scope]
        for answer in ANSWERS:
            true = sum(counts[number][answer] for number in numbers)
            if 0 < true < publish.least:
                c = np.zeros(len(columns))
                c[[columns[number, answer] for number in numbers]] = 1
                ends = [linprog(sign * c, upper, bounds, method="highs").fun for sign in (1, -1)]
                yield scope, answer, true, ends[0], -ends[1]


@pytest.mark.parametrize("seed", range(60))
def test_no_small_count_can_be_worked_out(seed: int) -> None:
    publish, counts = Publish(), random_counts(seed)
    matrix = Matrix(counts, GOOD, publish)
    for scope, answer, true, least, most in worked_out(counts, matrix, publish):
        assert least <= true <= most
        n = sum(sum(found.values()) for number, found in counts.items() if scope in (number, WHOLE))
        assert most - least >= min(publish.least, n), (scope, answer, true, least, most)


def test_large_counts_are_shown() -> None:
    counts = {number: dict(zip(ANSWERS, [10, 20, 30, 40, 50], strict=True)) for number in (1, 2, 3)}
    matrix = Matrix(counts, GOOD, Publish())
    assert all(matrix.is_whole(scope) for scope in (1, 2, 3, WHOLE))
    assert isinstance(matrix.best(WHOLE), Share)


def test_one_small_count_hides_few_others() -> None:
    counts = {number: dict(zip(ANSWERS, [10, 20, 30, 40, 50], strict=True)) for number in (1, 2, 3)}
    counts[2]["1"] = 2
    matrix = Matrix(counts, GOOD, Publish())
    hidden = [
        (scope, answer)
        for scope in (1, 2, 3, WHOLE)
        for answer in ANSWERS
        if matrix.count(scope, answer) is None
    ]
    assert (2, "1") in hidden
    assert len(hidden) == 4
    assert isinstance(matrix.best(WHOLE), Share)


def test_everybody_of_one_opinion_is_not_told_apart() -> None:
    counts = {1: dict(zip(ANSWERS, [0, 0, 0, 0, 20], strict=True))}
    matrix = Matrix(counts, GOOD, Publish())
    assert all(matrix.count(1, answer) is None for answer in ANSWERS)
    assert matrix.best(1) is not None
    assert not isinstance(matrix.best(1), Share)
