"""A table of a report: lines of values, each with the people behind it."""

from dataclasses import dataclass

from sstc_cli.choices import By
from sstc_cli.numbers.statistics import Mean, Rough, Share

Value = Share | Rough | Mean | int | None  # None is hidden or cannot be computed

SERIES: tuple[int, ...] = ()  # the webinars of a table of the whole series
LEAST_PEOPLE, LEAST_IN_GROUP, LEAST_FOR_SCORE = 5, 10, 30  # people behind a table


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: an answer, a group, a question or a webinar, by its code.

    `n` counts the people behind it; None is hidden. `p` is the p-value of a change, and `outlying`
    is whether a webinar is outside the ordinary.
    """

    key: str
    n: int | None
    values: tuple[Value, ...]
    p: float | None = None
    outlying: bool = False


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
    webinars: tuple[int, ...] = SERIES
    band: tuple[float, float] | None = None

    @property
    def too_few(self) -> bool:
        """Return whether too few people are behind it to show anything else."""
        return self.n is None or self.n < self.least

    def value(self, line: str, column: str = "") -> Value:
        """Return a value by the codes of its line and column, by default of the first column."""
        place = self.columns.index(column) if column else 0
        return next((found.values[place] for found in self.lines if found.key == line), None)
