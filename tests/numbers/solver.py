"""What a reader knows about sums of unknown numbers, and what follows from it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from sstc_cli.numbers.hiding import bounds_of
from sstc_cli.numbers.statistics import Rough, Share

Name = tuple[str, ...]  # of an unknown, for example a table, a group, a question and a side
Leak = tuple[object, ...]
LEAST = 5


class Known:
    """The unknown numbers of people or answers, and what a reader knows about their sums."""

    def __init__(self) -> None:
        self.truth = Counter[Name]()
        self.rows: list[tuple[Mapping[Name, float], float, float]] = []

    def learn(self, terms: Mapping[Name, float], low: float, high: float) -> None:
        """Add what is known about a sum; a published figure must not be wrong."""
        total = sum(self.truth[name] * times for name, times in terms.items())
        assert low <= total <= high, (terms, low, total, high)
        self.rows.append((terms, low, high))

    def forced(self, names: Iterable[Name]) -> list[Name]:
        """Return those of some unknowns that have the same value in each explanation."""
        unknowns, left = [*self.truth], {*names}
        at = {name: index for index, name in enumerate(unknowns)}
        entries = [(row, at[name], times) for row, (terms, *_) in enumerate(self.rows)
                   for name, times in terms.items()]  # fmt: skip
        row, column, times = zip(*entries, strict=True)
        matrix = csr_array((times, (row, column)), shape=(len(self.rows), len(unknowns)))
        limits = LinearConstraint(matrix, *([ends[end] for ends in self.rows] for end in (1, 2)))
        ends = Bounds(0, sum(self.truth.values()))

        def search(weights: np.ndarray) -> None:
            """Drop the unknowns that have another value in another explanation."""
            found = milp(weights, constraints=limits, integrality=weights * 0 + 1, bounds=ends)
            assert found.status == 0, found.message
            other = {name for name in left if round(found.x[at[name]]) != self.truth[name]}
            left.difference_update(other)

        chance = np.random.default_rng(1)
        for _ in range(6):
            search(chance.normal(size=len(unknowns)))
        for name, sign in [(name, sign) for name in sorted(left) for sign in (1.0, -1.0)]:
            if name in left:
                weights = np.zeros(len(unknowns))
                weights[at[name]] = sign
                search(weights)
        return sorted(left)

    def ranges(self, sums: Iterable[Mapping[Name, float]]) -> Iterator[tuple[int, int]]:
        """Yield the least and the largest value of each sum that a reader must think possible."""
        unknowns = [*self.truth]
        at = {name: index for index, name in enumerate(unknowns)}
        entries = [(row, at[name], times) for row, (terms, *_) in enumerate(self.rows)
                   for name, times in terms.items()]  # fmt: skip
        row, column, times = zip(*entries, strict=True) if entries else ((), (), ())
        matrix = csr_array((times, (row, column)), shape=(len(self.rows), len(unknowns)))
        limits = LinearConstraint(matrix, *([ends[end] for ends in self.rows] for end in (1, 2)))
        bounds, whole = Bounds(0, sum(self.truth.values())), np.ones(len(unknowns))

        def least(weights: np.ndarray, *, presolve: bool) -> int:
            found = milp(weights, constraints=limits, integrality=whole, bounds=bounds,
                         options={"presolve": presolve})  # fmt: skip
            assert found.status == 0, found.message
            return round(found.fun)

        for terms in sums:
            weights = np.zeros(len(unknowns))
            for name, times in terms.items():
                weights[at[name]] = times
            true = sum(self.truth[name] * times for name, times in terms.items())
            for presolve in (True, False):
                low, high = least(weights, presolve=presolve), -least(-weights, presolve=presolve)
                if low <= true <= high:  # what HiGHS simplifies first is wrong in rare cases
                    break
            yield low, high


class Reader(Known):
    """What a reader knows of some counts, which may be of people in a webinar or of the series."""

    def __init__(self) -> None:
        super().__init__()
        self.secrets: dict[Leak, tuple[dict[Name, float], int]] = {}

    def secret(
        self, name: Leak, terms: Mapping[Name, float], people: int, values: int = LEAST
    ) -> None:
        """Add a sum that must have several possible values if it is small."""
        count = sum(self.truth[of] * times for of, times in terms.items())
        if 0 < count < LEAST:
            self.secrets[name] = dict(terms), min(people, values - 1)

    def leaks(self) -> list[Leak]:
        """Return the small counts that have fewer possible values than the least count.

        Of fewer people than that, there are as many values as people, and none.
        """
        found = []
        sums = [terms for terms, _ in self.secrets.values()]
        for (name, (terms, width)), (low, high) in zip(
            self.secrets.items(), self.ranges(sums) if sums else (), strict=True
        ):
            true = sum(self.truth[of] * times for of, times in terms.items())
            if high - low < width:
                found.append((*name, f"{true} is {low} to {high}"))
        return found


def learn_value(reader: Reader, good: Mapping[Name, float], all_: Mapping[Name, float],
                value: object) -> None:  # fmt: skip
    """Learn a share of some people."""
    if isinstance(value, Share):
        reader.learn(good, value.count, value.count)
        reader.learn(all_, value.n, value.n)
    elif isinstance(value, Rough):
        n = sum(reader.truth[name] for name in all_)
        reader.learn(all_, value.n, value.n)
        reader.learn(good, *bounds_of(value, n))
