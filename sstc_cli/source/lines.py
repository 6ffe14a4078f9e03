"""Positions in a text as lines and columns."""

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from sstc_cli.diagnostics import Place, split_lines


class Lines:
    """The starts of a text's lines, which turn positions into places."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.text = text

    @cached_property
    def starts(self) -> list[int]:
        """The start of each line, and the end of the text; computed for the first place only."""
        return [0, *accumulate(map(len, split_lines(self.text, keep_ends=True)))]

    def place(self, start: int, end: int) -> Place:
        """Return the place of the characters from `start` up to, but not including, `end`."""
        # the end of a file belongs to its last line
        start = min(start, max(self.starts[-1] - 1, 0))
        line, column = self._position(start)
        end_line, end_column = self._position(max(end, start + 1))
        return Place(self.file, line, column, end_line, end_column)

    def _position(self, index: int) -> tuple[int, int]:
        line = max(1, bisect_right(self.starts, index))
        return line, index - self.starts[line - 1] + 1
