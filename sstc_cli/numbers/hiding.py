"""Hide the small counts of one table, and what would reveal them.

A reader knows the sum of a table, and sees the zeros. So two cells or more are hidden, of several
people. If all people are in one cell, that cell tells about each of them: then the whole table is
hidden. For each small count, there must be a table with another count that looks the same, so that
it stays hidden from a reader who knows these rules.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import product


@dataclass(frozen=True, slots=True)
class Hidden:
    """The hidden cells of a table, and whether the sums of its two sides can be published."""

    cells: frozenset[str]
    sides: bool = False


def hide(counts: Mapping[str, int], least: int, good: Collection[str] = ()) -> Hidden:
    """Return the cells to hide.

    With `good` cells, for example the two best ratings, their sum can be published too if both
    sides are large, and if on neither side it reveals a cell.
    """
    for more in range(len(counts)):
        hidden = _hidden(counts, least, good, more)
        if _has_twins(counts, least, good, hidden, more):
            return hidden
    return Hidden(frozenset(counts))


def _hidden(counts: Mapping[str, int], least: int, good: Collection[str], more: int) -> Hidden:
    """Return the cells that must be hidden, and some `more` if there are any."""
    if sum(count > 0 for count in counts.values()) == 1:
        return Hidden(frozenset(counts))
    sides = [
        {code: n for code, n in counts.items() if (code in good) is side} for side in (True, False)
    ]
    if good and all(sum(side.values()) >= least for side in sides):
        covers = [_cover(side, least, more) for side in sides]
        if None not in covers:
            return Hidden(frozenset().union(*filter(None, covers)), sides=True)
    cover = _cover(counts, least, more)
    return Hidden(frozenset(counts) if cover is None else cover)


def _cover(counts: Mapping[str, int], least: int, more: int) -> frozenset[str] | None:
    """Return the small cells and the next larger ones that protect them, or None if none do."""
    filled = sorted((code for code in counts if counts[code]), key=lambda code: counts[code])
    hidden = [code for code in filled if counts[code] < least]
    larger = filled[len(hidden) :]
    if not hidden:
        return frozenset()
    while len(hidden) < 2 or sum(counts[code] for code in hidden) < least:
        if not larger:
            return None
        hidden.append(larger.pop(0))
    return frozenset(hidden + larger[:more]) if len(larger) >= more else None


def _has_twins(
    counts: Mapping[str, int], least: int, good: Collection[str], hidden: Hidden, more: int
) -> bool:
    """Return whether for each small count there is a table with another one that looks alike."""
    small = [code for code in hidden.cells if 0 < counts[code] < least]
    return all(
        any(
            _hidden(twin, least, good, more) == hidden
            for other, step in product(hidden.cells - {code}, (*range(1, least), *range(-least, 0)))
            if (twin := _moved(counts, code, other, step))
            and (not hidden.sides or (code in good) is (other in good))
        )
        for code in small
    )


def _moved(counts: Mapping[str, int], code: str, other: str, step: int) -> dict[str, int]:
    """Return the table with some people moved to another cell, or nothing if that is impossible."""
    twin = {**counts, code: counts[code] + step, other: counts[other] - step}
    return twin if min(twin.values()) >= 0 else {}
