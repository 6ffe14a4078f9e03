"""The results of groups in each question, complete and public."""

from collections.abc import Iterator, Mapping
from math import sqrt

from sstc_cli.choices import By
from sstc_cli.model import Survey
from sstc_cli.model.survey import Publish
from sstc_cli.numbers.public_groups import public_groups
from sstc_cli.numbers.rounding import rounded_groups
from sstc_cli.numbers.statistics import Mean, Rough, Share, Shown, rounded, wilson
from sstc_cli.numbers.summary import NOT_STATED, PLACES, Breakdown
from sstc_cli.numbers.tables.table import LEAST_IN_GROUP, Line, Table

DIMENSIONS = (By.GENDER, By.AUDIENCE, By.LANGUAGE, By.SUBREGION, By.PARTICIPATION)
DIFFERENCE = "difference"  # the line that compares two groups
COMPARED = {By.GENDER: ("woman", "man")}  # of separate people


def group_tables(survey: Survey, groups: Mapping[By, Breakdown]) -> Iterator[Table]:
    """Yield a table for each question and property, of groups with enough answers."""
    for by in DIMENSIONS:
        if by in groups:
            yield from tables_by(survey, groups[by])


def tables_by(survey: Survey, groups: Breakdown) -> Iterator[Table]:
    for row in groups.rows:
        cells = dict(zip(groups.groups, row.cells, strict=True))
        large = {
            group: cell
            for group, cell in cells.items()
            if cell is not None and cell.n >= LEAST_IN_GROUP and group != NOT_STATED
        }
        lines = [Line(group, cell.n, (cell,)) for group, cell in large.items()]
        if len(lines) > 1:
            # the two groups that people compare, in points
            first, second = (large.get(group) for group in COMPARED.get(groups.by, ("", "")))
            if isinstance(first, Share) and isinstance(second, Share):
                points = (difference_of(first, second),)
                lines.append(Line(DIFFERENCE, first.n + second.n, points))
            n = sum(cell.n for cell in large.values())
            yield Table(
                f"{row.question}.by_{groups.by}", ("share",), tuple(lines), n, LEAST_IN_GROUP,
                survey.id, row.question, groups.by,
            )  # fmt: skip


def difference_of(first: Share, second: Share) -> Mean:
    """Return the difference of two shares in points, with the interval of Newcombe (1998).

    It is his method 10, of the two Wilson intervals; these have the design effects in them.
    """
    p, q = (share.count / share.n for share in (first, second))
    low1, high1 = wilson(p, first.n / first.effect)
    low2, high2 = wilson(q, second.n / second.effect)
    low = p - q - sqrt((p - low1) ** 2 + (high2 - q) ** 2)
    high = p - q + sqrt((high1 - p) ** 2 + (q - low2) ** 2)
    return Mean(rounded(100 * (p - q)), rounded(100 * low), rounded(100 * high))


def public_group_tables(
    survey: Survey, exact: Mapping[By, Breakdown], found: Mapping[str, Table], publish: Publish
) -> Iterator[Table]:
    wholes = {asked.id: _whole(found.get(asked.id)) for asked in survey.questions}
    for by in DIMENSIONS:
        base = By.COUNTRY if by in PLACES else by
        if by in exact and base in exact:
            groups = public_groups(exact[base], by, wholes, publish)
            yield from tables_by(survey, rounded_groups(groups, publish))


def _whole(table: Table | None) -> Shown:
    """Return what is public of the good answers of all people together."""
    for line in table.lines if table and not table.too_few else ():
        if line.key in ("two_best", "correct") and isinstance(line.values[0], Share | Rough):
            return line.values[0]
    return None
