"""A table of a report: lines of values, each with the people behind it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from sstc_cli.choices import By
from sstc_cli.model.survey import Publish
from sstc_cli.numbers.statistics import Mean, Rough, Share, Shown, share_of, wilson

Value = Share | Rough | Mean | int | None  # None is hidden or cannot be computed

Scope = tuple[int, ...]  # the webinar of a table, or none for the series
SERIES: Scope = ()
LEAST_PEOPLE, LEAST_IN_GROUP, LEAST_FOR_SCORE = 5, 10, 30  # people behind a table


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: an answer, a group, a question or a webinar, by its code.

    `n` counts the people behind it; None is hidden. `p` is the p-value of a change of `pairs`, of
    whom those who `changed` gained or lost what they knew; a public line with pairs alone has lost
    its p. `outlying` is whether a webinar is outside the ordinary. `left` are numbers of people
    that follow if it is subtracted from another table.
    """

    key: str
    n: int | None
    values: tuple[Value, ...]
    p: float | None = None
    outlying: bool = False
    pairs: int | None = None
    changed: tuple[int, ...] = ()
    left: tuple[int, ...] = ()

    @property
    def counts(self) -> tuple[int, ...]:
        return tuple(value if isinstance(value, int) else 0 for value in self.values)


@dataclass(frozen=True, slots=True)
class Table:
    """A table about some webinars, or about the series.

    `columns` are the codes of its values. `by` says what its lines are, if they are groups of
    people. Fewer people than `least` are `too_few`: then there are no lines.
    """

    id: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    n: int | None
    least: int
    survey: str = ""
    question: str = ""
    by: By | None = None
    webinars: Scope = SERIES
    band: tuple[float, float] | None = None

    @property
    def root(self) -> str:
        """The kind of its figure, which its id begins with."""
        return self.id.partition(".")[0]

    @property
    def too_few(self) -> bool:
        """Whether too few people are behind it to show anything else."""
        return self.n is None or self.n < self.least

    def value(self, line: str, column: str = "") -> Value:
        place = self.columns.index(column) if column else 0
        return next((found.values[place] for found in self.lines if found.key == line), None)

    def renamed(self, names: Mapping[str, str]) -> "Table":
        """Return a table with other names of webinars, if its lines are about these."""
        if self.root not in ("attendance", "webinars"):
            return self
        return self.with_lines(
            replace(line, key=names.get(line.key, line.key)) for line in self.lines
        )

    def with_lines(self, lines: Iterable[Line]) -> "Table":
        return replace(self, lines=tuple(lines))


def with_interval(exact: Value, shown: Shown) -> Shown:
    if isinstance(shown, Share) and isinstance(exact, Share):
        return exact if exact.count == shown.count else share_of(shown.count, shown.n)
    if isinstance(shown, Rough) and shown.percent is not None and isinstance(exact, Share):
        low, high = wilson(shown.percent / 100, shown.n / exact.effect)
        return replace(shown, low=round(100 * low), high=round(100 * high))
    return shown


Tables = Mapping[str, Table]  # by id
Family = Mapping[Scope, Table]  # the tables with one id
Rule = Callable[[Family, Publish], Mapping[Scope, Table]]  # what of a family can be published
