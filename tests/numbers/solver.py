"""What a reader knows about sums of unknown numbers, and what follows from it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from sstc_cli.numbers.hiding import bounds_of
from sstc_cli.numbers.statistics import Rough, Share

Name = tuple[str, ...]  # of an unknown, for example a table, a group, a question and a side
Leak = tuple[object, ...]
Solver = Callable[..., np.ndarray]
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

    def solver(self) -> Solver:
        """Return what finds the explanation with the least sum of weighted unknowns."""
        at = {name: index for index, name in enumerate(self.truth)}
        rows = [terms for terms, *_ in self.rows]
        matrix = _matrix(rows, at)
        limits = LinearConstraint(matrix, *([ends[end] for ends in self.rows] for end in (1, 2)))
        ends, whole = Bounds(0, sum(self.truth.values())), np.ones(len(at))

        def solve(weights: np.ndarray, *, presolve: bool = True) -> np.ndarray:
            found = milp(weights, constraints=limits, integrality=whole, bounds=ends,
                         options={"presolve": presolve})  # fmt: skip
            assert found.status == 0, found.message
            return np.round(found.x)

        return solve

    def forced(self, names: Iterable[Name]) -> list[Name]:
        """Return those of some unknowns that have the same value in each explanation."""
        left, solve = {*names}, self.solver()
        at = {name: index for index, name in enumerate(self.truth)}

        def search(weights: np.ndarray) -> None:
            """Drop the unknowns that have another value in another explanation."""
            found = solve(weights)
            left.difference_update([name for name in left if found[at[name]] != self.truth[name]])

        for weights in _some_weights(len(at)):
            search(weights)
        for name, sign in [(name, sign) for name in sorted(left) for sign in (1.0, -1.0)]:
            if name in left:
                weights = np.zeros(len(at))
                weights[at[name]] = sign
                search(weights)
        return sorted(left)


def _matrix(rows: Sequence[Mapping[Name, float]], at: Mapping[Name, int]) -> csr_array:
    entries = [(row, at[name], times) for row, terms in enumerate(rows)
               for name, times in terms.items()]  # fmt: skip
    row, column, times = zip(*entries, strict=True) if entries else ((), (), ())
    return csr_array((times, (row, column)), shape=(len(rows), len(at)))


def _some_weights(count: int) -> Iterator[np.ndarray]:
    """Yield weights of chance: their explanations differ in much at once."""
    chance = np.random.default_rng(1)
    yield from (chance.normal(size=count) for _ in range(6))


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
        if not self.secrets:
            return []
        solve, at = self.solver(), {name: index for index, name in enumerate(self.truth)}
        sums = _matrix([terms for terms, _ in self.secrets.values()], at)
        widths = np.array([width for _, width in self.secrets.values()])
        true = sums @ np.array([*self.truth.values()])
        low, high = true.copy(), true.copy()

        def search(weights: np.ndarray, *, presolve: bool = True) -> None:
            """Widen the values that each count is known to have in some explanation."""
            found = sums @ solve(weights, presolve=presolve)
            np.minimum(low, found, out=low)
            np.maximum(high, found, out=high)

        for weights in _some_weights(len(at)):
            search(weights)
        for presolve in (True, False):  # what HiGHS simplifies first is wrong in rare cases
            for place in range(len(widths)):
                for sign in (1.0, -1.0):
                    if high[place] - low[place] < widths[place]:
                        search(sign * sums[[place], :].toarray()[0], presolve=presolve)
        ends = zip(self.secrets, true, low, high, widths, strict=True)
        return [(*name, f"{n:.0f} is {least:.0f} to {most:.0f}")
                for name, n, least, most, width in ends if most - least < width]  # fmt: skip


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
