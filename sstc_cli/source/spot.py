"""The parts of a text that edits change, and the ends of their lines."""

import re
from dataclasses import dataclass

from sstc_cli.diagnostics import Path
from sstc_cli.source.tree import Mapping, Node, Sequence, Tree

BLANKS = " \t\r\n"  # of YAML only: a value may end in the wide space of Chinese texts
BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Patch:
    """The characters from `start` up to `end`, and the text that replaces them."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A node of the tree with its span; `key` is the start of its key, or of an item itself."""

    node: Node
    key: int
    start: int
    end: int

    def inside(self, step: str | int) -> "Spot | None":
        """Return the spot of a step, or None if the node does not have it."""
        node = self.node
        if isinstance(node, Mapping) and isinstance(step, str) and step in node:
            return Spot(node[step], *node.spans[step])
        if isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node):
            start, end = node.spans[step]
            return Spot(node[step], start, start, end)
        return None


def spot_of(tree: Tree, path: Path) -> Spot | None:
    """Return the spot of a path, or None if the tree does not have it."""
    spot: Spot | None = Spot(tree.root, 0, 0, len(tree.text))
    for step in path:
        spot = spot.inside(step) if spot else None
    return spot


def is_flow(text: str, holder: Spot) -> bool:
    """Return whether a map or list is written in brackets."""
    return text[holder.start] in "{["


def line_start(text: str, position: int) -> int:
    """Return the start of the line of a position."""
    return max(text.rfind("\n", 0, position), text.rfind("\r", 0, position)) + 1


def end_of_value(text: str, spot: Spot, indent: int | None = None) -> tuple[int, str]:
    """Return the end of the lines of a value, and its line break.

    Comments with more indentation than `indent` belong to the value.
    """
    # the parser's span of a block value includes empty lines after it, which are not part of it
    last = spot.start + len(text[spot.start : spot.end].rstrip(BLANKS))
    line_break = BREAK.search(text, last)
    if line_break is None:
        first = BREAK.search(text)
        return len(text), first[0] if first else "\n"
    end = line_break.end()
    if indent is not None:
        deeper = re.compile(rf" {{{indent + 1},}}#[^\r\n]*(?:\r\n|\r|\n)")
        while comment := deeper.match(text, end):
            end = comment.end()
    return end, line_break[0]
