"""Paths into a tree, and positions in a text, as places."""

from bisect import bisect_right
from dataclasses import replace
from functools import cached_property
from itertools import accumulate

from sstc_cli.diagnostics import Diagnostic, Place, split_lines
from sstc_cli.source.tree import Mapping, Node, Sequence, Span, Tree


class Lines:
    """Where the lines of a text start, to turn positions into places."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.text = text

    @cached_property
    def starts(self) -> list[int]:
        """Where each line starts, and where the text ends; most files need none."""
        return [0, *accumulate(map(len, split_lines(self.text, keep_ends=True)))]

    def place(self, start: int, end: int) -> Place:
        """The place of the characters from `start` up to, not including, `end`."""
        start = min(start, max(self.starts[-1] - 1, 0))  # the end of a file is in its last line
        line, column = self._position(start)
        end_line, end_column = self._position(max(end, start + 1))
        return Place(self.file, line, column, end_line, end_column)

    def _position(self, index: int) -> tuple[int, int]:
        line = max(1, bisect_right(self.starts, index))
        return line, index - self.starts[line - 1] + 1


def locate(tree: Tree, diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics with the places of their paths, in the order of the file."""
    if not diagnostics:
        return []
    lines = Lines(tree.text, tree.file)
    placed = [
        each if each.place else replace(each, place=lines.place(*_span(tree.root, each)))
        for each in diagnostics
    ]
    return sorted(placed, key=lambda each: (each.place or lines.place(0, 1), each.code))


def _span(root: Node, diagnostic: Diagnostic) -> Span:
    """The span of a path's value or key; of the nearest node above it where it is absent."""
    span, node = _first_key(root, (0, 1)), root
    for step in diagnostic.path:
        found = _step(node, step, diagnostic.at_key and step == diagnostic.path[-1])
        if found is None:
            return _first_key(node, span)
        span, node = found
    return span


def _step(node: Node, step: str | int, at_key: bool) -> tuple[Span, Node] | None:
    if isinstance(node, Mapping) and isinstance(step, str) and step in node.spans:
        key, start, end = node.spans[step]
        value = node.get(step)
        if at_key or value is None:
            return (key, key + len(step)), value
        return (start, end), value
    if isinstance(node, Sequence) and isinstance(step, int) and step < len(node):
        return node.spans[step], node[step]
    return None


def _first_key(node: Node, span: Span) -> Span:
    """What stands for a map from which something is missing: its first key."""
    if isinstance(node, Mapping) and node.spans:
        key, (start, _, _) = next(iter(node.spans.items()))
        return start, start + len(key)
    return span
