"""Merged cells: blocks of cells of which only the first one has a value."""

from collections.abc import Iterable, Iterator

Cell = tuple[int, int]  # its row and its column, from 0
Block = tuple[Cell, Cell]  # the first and the last cell

_MOST = 200_000  # cells of all blocks of a sheet


def blocks_of(ranges: Iterable[Block], height: int, width: int) -> tuple[Block, ...]:
    """Return merged cells as far as a sheet has rows and columns: a file can merge millions."""
    blocks, left = [], _MOST
    for (top, start), (bottom, end) in ranges:
        last, right = min(bottom, height - 1), min(end, width - 1)
        left -= max(last - top + 1, 0) * max(right - start + 1, 0)
        if left < 0:
            break
        blocks.append(((top, start), (last, right)))
    return tuple(blocks)


def covered(blocks: Iterable[Block]) -> Iterator[tuple[Cell, Cell]]:
    """Yield each cell that a merged one covers, with the first cell of its block."""
    for first, last in blocks:
        for row in range(first[0], last[0] + 1):
            for column in range(first[1], last[1] + 1):
                if (row, column) != first:
                    yield (row, column), first
