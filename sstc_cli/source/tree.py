"""A YAML document as dicts, lists and strings, with their positions, lines and columns."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from sstc_cli.diagnostics import Diagnostic, Path, Place, split_lines

Span = tuple[int, int]


class Mapping(dict[str, "Node"]):
    """A map; `spans` has the start of each key, and the start and end of its value."""

    __slots__ = ("spans",)
    spans: dict[str, tuple[int, int, int]]


class Sequence(list["Node"]):
    """A list; `spans` has the start and end of each item."""

    __slots__ = ("spans",)
    spans: list[Span]


Node = str | Mapping | Sequence | None


class Tree(NamedTuple):
    """A file's shown name, its text, its root, and diagnostics of its YAML.

    Spans count characters of `text` from 0.
    """

    file: str
    text: str
    root: Node
    diagnostics: tuple[Diagnostic, ...] = ()


def node_at(root: Node, path: Path) -> Node:
    node = root
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str):
            node = node.get(step)
        elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node):
            node = node[step]
        else:
            return None
    return node


def differing_paths(old: Node, new: Node, path: Path = ()) -> Iterator[Path]:
    """Yield the paths of what differs between two trees, as deep as both have the same shape."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in {**old, **new}:
            yield from differing_paths(old.get(key), new.get(key), (*path, key))
    elif isinstance(old, Sequence) and isinstance(new, Sequence) and len(old) == len(new):
        for index, items in enumerate(zip(old, new, strict=True)):
            yield from differing_paths(*items, (*path, index))
    elif old != new:
        yield path


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


def locate(tree: Tree, diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics with the places of their paths, in the order of the file."""
    if not diagnostics:
        return []
    lines = Lines(tree.text, tree.file)
    placed = [
        diagnostic._replace(place=diagnostic.place or lines.place(*_span(tree.root, diagnostic)))
        for diagnostic in diagnostics
    ]
    return sorted(placed, key=lambda located: (located.place or lines.place(0, 1), located.code))


def _span(root: Node, diagnostic: Diagnostic) -> Span:
    span, node = _first_key(root, (0, 1)), root
    for step in diagnostic.path:
        inner = _step(node, step, diagnostic.at_key and step == diagnostic.path[-1])
        if inner is None:
            return _first_key(node, span)
        span, node = inner
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
    """Return the span that represents an incomplete map: that of its first key."""
    if isinstance(node, Mapping) and node.spans:
        key, (start, _, _) = next(iter(node.spans.items()))
        return start, start + len(key)
    return span
