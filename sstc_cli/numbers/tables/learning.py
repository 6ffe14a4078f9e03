"""Knowledge before and after, and how far those who did not answer could change a result."""

from collections.abc import Iterator
from math import comb

from sstc_cli.model import Role
from sstc_cli.numbers.cube import Cube
from sstc_cli.numbers.folding.pairs import PairSums
from sstc_cli.numbers.gain import Gain
from sstc_cli.numbers.statistics import Mean, Share
from sstc_cli.numbers.tables.table import LEAST_IN_GROUP, Line, Table

_LEAST_DISCORDANT = 10


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
            better, worse = _changed(pairs, question.id, scope)
            p = mcnemar(better, worse) if better + worse >= _LEAST_DISCORDANT else None
            yield Line(question.id, after.n, (before, after), p)


def _changed(pairs: PairSums, question: str, scope: tuple[int, ...]) -> tuple[int, int]:
    """Return how many people were right only after, and only before.

    Over the series each person counts once, with the first webinar at which they answered twice.
    """
    if not scope:
        return pairs.first[question, False, True], pairs.first[question, True, False]
    at = [asked.id for asked in pairs.questions].index(question)
    better = worse = 0
    for (webinar, before, after), n in pairs.answers.items():
        if webinar in scope and before and after and None not in (before[at], after[at]):
            better += n if before[at] is not True and after[at] is True else 0
            worse += n if before[at] is True and after[at] is not True else 0
    return better, worse


def mcnemar(better: int, worse: int) -> float:
    """Return the exact two-sided p-value of McNemar (1947): a binomial test with one half."""
    n = better + worse
    tail = sum(comb(n, count) for count in range(min(better, worse) + 1))
    return min(1.0, 2 * tail / (1 << n))


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
    rate, _ = cube.response_rate(cube.main, scope)
    if rate is None or rate.percent is None:
        return
    found = cube.survey(cube.main)
    lines = []
    for question in found.survey.questions:
        if question.role in (Role.SATISFACTION, Role.KNOWLEDGE):
            share = found.good(question.id, scope)
            if 0 < share.n <= rate.n:
                lines.append(Line(question.id, rate.n, bounds_of_all(share, rate.n)))
    if lines:
        yield Table(
            "bounds", ("low", "high"), tuple(lines), rate.n, LEAST_IN_GROUP, cube.main,
            webinars=scope,
        )  # fmt: skip


def bounds_of_all(share: Share, attended: int) -> tuple[int, int]:
    """Return the least and the largest share in whole per cent if everybody had answered."""
    silent = attended - share.n
    return 100 * share.count // attended, -(-100 * (share.count + silent) // attended)
