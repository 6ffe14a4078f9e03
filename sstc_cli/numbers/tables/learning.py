"""Knowledge before and after, and how far those who did not answer could change a result."""

from collections.abc import Iterator

from sstc_cli.model import Role
from sstc_cli.numbers.clusters import bounds
from sstc_cli.numbers.cube import Cube
from sstc_cli.numbers.folding.pairs import PairSums
from sstc_cli.numbers.gain import Gain
from sstc_cli.numbers.statistics import Mean
from sstc_cli.numbers.tables.table import LEAST_IN_GROUP, Line, Table


def knowledge_tables(cube: Cube, scope: tuple[int, ...]) -> Iterator[Table]:
    """Yield the right answers to each knowledge question after, and before if it was asked."""
    pairs = cube.pairs(cube.main) if cube.main else None
    lines = tuple(_lines(cube, pairs, scope) if pairs else _after(cube, scope))
    columns = ("before", "after") if pairs else ("after",)
    if lines:
        n = max(line.n or 0 for line in lines)
        yield Table("knowledge", columns, lines, n, LEAST_IN_GROUP, cube.main, webinars=scope)


def _after(cube: Cube, scope: tuple[int, ...]) -> Iterator[Line]:
    found = cube.survey(cube.main) if cube.main else None
    for question in found.survey.questions if found else ():
        share = found.good(question.id, scope) if found and question.correct else None
        if share is not None and share.n:
            yield Line(question.id, share.n, (share,))


def _lines(cube: Cube, pairs: PairSums, scope: tuple[int, ...]) -> Iterator[Line]:
    early, late = cube.survey(pairs.before.id), cube.survey(pairs.after.id)
    for question in pairs.questions:
        before, after = early.good(question.id, scope), late.good(question.id, scope)
        if before.n or after.n:
            p = cube.changes(cube.main, question.id, scope).p
            yield Line(question.id, after.n, (before, after), p)


def gain_table(gain: Gain, scope: tuple[int, ...]) -> Table:
    """Return the gain of those who answered before and after, in points, and their levels."""
    n = gain.people or gain.pairs
    levels = {"before": gain.before, "after": gain.after}
    lines = [Line("gain", n, (gain.difference,))]
    lines += [
        Line(key, n, (None if level is None else Mean(level),)) for key, level in levels.items()
    ]
    lines += [
        Line("pairs", n, (n,)),
        Line("lost", gain.only_before + gain.only_after, (gain.only_before + gain.only_after,)),
    ]
    return Table("gain", ("value",), tuple(lines), n, LEAST_IN_GROUP, webinars=scope)


def bounds_table(cube: Cube, scope: tuple[int, ...]) -> Iterator[Table]:
    """Yield the bounds of each good result, whatever those think who attended and said nothing."""
    if not cube.main:
        return
    there, found = cube.attendance(scope).webinars, cube.survey(cube.main)
    lines = []
    for question in found.survey.questions:
        if question.role in (Role.SATISFACTION, Role.KNOWLEDGE):
            share = found.good(question.id, scope)
            attended = sum(n for webinar, n in there.items() if question.asked_at(webinar))
            if 0 < share.n <= attended:
                lines.append(Line(question.id, attended, bounds(share.count, share.n, attended)))
    if lines:
        n = max(line.n or 0 for line in lines)
        yield Table(
            "bounds", ("low", "high"), tuple(lines), n, LEAST_IN_GROUP, cube.main, webinars=scope
        )
