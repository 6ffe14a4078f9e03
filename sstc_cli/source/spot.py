"""Where the parts of a text stand that edits change, and what stands behind them."""

import re
from dataclasses import dataclass

from sstc_cli.source.tree import Mapping, Node, Sequence

BLANKS = " \t\r\n"  # of YAML; a value may end in the wide blank of Chinese texts
BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Patch:
    """The characters from `start` up to `end`, and what stands there afterwards."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A node of the tree, where its key starts (an item has none), and its own span."""

    node: Node
    key: int
    start: int
    end: int

    def inside(self, step: str | int) -> "Spot | None":
        """What a step leads to."""
        node = self.node
        if isinstance(node, Mapping) and isinstance(step, str) and step in node:
            return Spot(node[step], *node.spans[step])
        if isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node):
            start, end = node.spans[step]
            return Spot(node[step], start, start, end)
        return None


def is_flow(text: str, holder: Spot) -> bool:
    """Whether it is written in brackets."""
    return text[holder.start] in "{["


def line_start(text: str, position: int) -> int:
    """Where the line of a position starts."""
    return max(text.rfind("\n", 0, position), text.rfind("\r", 0, position)) + 1


def end_of_value(text: str, spot: Spot, indent: int | None = None) -> tuple[int, str]:
    """Where the lines of a value end, and how lines end there.

    Comments that are indented deeper than `indent` still belong to the value.
    """
    last = spot.start + len(text[spot.start : spot.end].rstrip(BLANKS))
    found = BREAK.search(text, last)
    if found is None:
        first = BREAK.search(text)
        return len(text), first[0] if first else "\n"
    end = found.end()
    if indent is not None:
        deeper = re.compile(rf" {{{indent + 1},}}#[^\r\n]*(?:\r\n|\r|\n)")
        while comment := deeper.match(text, end):
            end = comment.end()
    return end, found[0]
