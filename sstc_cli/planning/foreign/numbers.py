"""The numbers of webinars: those of the file if they follow the dates, otherwise from 1."""

from collections.abc import Sequence
from itertools import pairwise

from sstc_cli.planning.foreign.group import Group
from sstc_cli.planning.foreign.levels import Levels, number_in
from sstc_cli.planning.foreign.notes import Notes

_HIGHEST = 999  # more is an id of another program


def numbers_of(groups: Sequence[Group], levels: Levels, notes: Notes) -> list[int]:
    """Return the number of each webinar, in the order of their dates."""
    anew = list(range(1, len(groups) + 1))
    if levels.number is None:
        return anew
    cells = [group.first.line.cell(levels.number) for group in groups]
    numbers = [number_in(cell.text) if cell else None for cell in cells]
    found = [number for number in numbers if number is not None]
    if not found:
        return anew
    rises = len(found) == len(groups) and all(one < other for one, other in pairwise(found))
    if rises and found[0] > 0 and found[-1] <= max(_HIGHEST, 2 * len(groups)):
        return found
    first = next(cell for cell in cells if cell)
    message = f"the numbers below `{first.column.header}` are not those of the webinars by date"
    notes.add("W775", message, first.spot, "the webinars were numbered anew, from 1")
    return anew
