"""Counts of answers at webinars, attacked with linear programming."""

import random

import numpy as np
import pytest
from scipy.optimize import linprog

from sstc_cli.model.survey import Publish
from sstc_cli.numbers.hiding import bounds_of
from sstc_cli.numbers.matrix import WHOLE, Matrix
from sstc_cli.numbers.statistics import Share

ANSWERS = ["1", "2", "3", "4", "5"]
GOOD = ["4", "5"]


def random_counts(seed: int) -> dict[int, dict[str, int]]:
    rng = random.Random(seed)  # noqa: S311
    webinars = range(1, rng.choice([2, 3, 5, 8]) + 1)
    sizes = {webinar: rng.choice([0, 2, 7, 12, 25, 60, 150]) for webinar in webinars}
    weights = [rng.random() ** 3 for _ in ANSWERS]
    found = {}
    for webinar, n in sizes.items():
        drawn = rng.choices(ANSWERS, weights, k=n)
        found[webinar] = {answer: drawn.count(answer) for answer in ANSWERS}
    return found


class Reader:
    """Somebody who has everything that is published, as sums with bounds."""

    def __init__(self, counts, matrix: Matrix, publish: Publish) -> None:
        self.counts, self.matrix, self.publish = counts, matrix, publish
        places = [(webinar, answer) for webinar in counts for answer in ANSWERS]
        self.columns = {place: column for column, place in enumerate(places)}
        self.rows, self.most = [], []
        self.knows(ANSWERS, WHOLE, self.n(WHOLE), self.n(WHOLE))
        for scope in (*counts, WHOLE):
            self.read(scope)

    def webinars(self, scope: int):
        return list(self.counts) if scope == WHOLE else [scope]

    def n(self, scope: int) -> int:
        return sum(sum(self.counts[number].values()) for number in self.webinars(scope))

    def row(self, answers, scope: int):
        row = np.zeros(len(self.columns))
        row[[self.columns[number, a] for number in self.webinars(scope) for a in answers]] = 1
        return row

    def knows(self, answers, scope: int, least: float, most: float) -> None:
        row = self.row(answers, scope)
        self.rows += [row, -row]
        self.most += [most, -least]

    def read(self, scope: int) -> None:
        n, least = self.n(scope), self.publish.least
        self.knows(ANSWERS, scope, *((n, n) if n >= least else (0, least - 1)))
        for answer in ANSWERS:
            shown = self.matrix.count(scope, answer)
            if shown is not None:
                self.knows([answer], scope, shown, shown)
        best = self.matrix.best(scope)
        if best is not None:
            ends = (best.count, best.count) if isinstance(best, Share) else bounds_of(best, n)
            self.knows(GOOD, scope, *ends)

    def ends(self, answer: str, scope: int) -> tuple[float, float]:
        """Return the least and the most that a count can be."""
        row, rows, most = self.row([answer], scope), np.vstack(self.rows), np.array(self.most)
        low, high = (linprog(sign * row, rows, most, method="highs").fun for sign in (1, -1))
        return low, -high


def worked_out(counts, matrix: Matrix, publish: Publish):
    """Yield each small count with the least and the most that a reader can infer."""
    reader = Reader(counts, matrix, publish)
    for scope in (*counts, WHOLE):
        for answer in ANSWERS:
            true = sum(counts[number][answer] for number in reader.webinars(scope))
            if 0 < true < publish.least:
                yield scope, answer, true, *reader.ends(answer, scope)


@pytest.mark.parametrize("seed", range(60))
def test_no_small_count_can_be_worked_out(seed: int) -> None:
    publish, counts = Publish(), random_counts(seed)
    matrix = Matrix(counts, GOOD, publish)
    for scope, answer, true, least, most in worked_out(counts, matrix, publish):
        assert least <= true <= most
        n = sum(sum(found.values()) for number, found in counts.items() if scope in (number, WHOLE))
        is_small = least < 0.5 and most > publish.least - 1.5  # as readers know of every hidden one
        wide = most - least >= min(publish.least, n)
        assert wide or is_small, (scope, answer, true, least, most)


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


def test_a_bound_tells_no_more_of_a_webinar_of_few() -> None:
    """That at least 80 % of 26 said yes leaves at most two of the three at another webinar."""
    yes = {1: (92, 53), 2: (2, 1), 3: (21, 5), 4: (52, 22)}
    matrix = Matrix({at: {"y": y, "n": n} for at, (y, n) in yes.items()}, ("y",), Publish())
    assert matrix.best(3) is None
    assert isinstance(matrix.best(WHOLE), Share)
