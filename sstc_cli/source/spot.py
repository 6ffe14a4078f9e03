"""The parts of a text that edits change, and the ends of their lines."""

import re
from typing import NamedTuple

from sstc_cli.diagnostics import Path
from sstc_cli.errors import SstcError
from sstc_cli.source.tree import Mapping, Node, Sequence, Span, Tree

BLANKS = " \t\r\n"  # of YAML only: a value may end in the wide space of Chinese texts
BREAK = re.compile(r"\r\n|\r|\n")
_COMMENT_LINE = re.compile(r" *#.*")


class Patch(NamedTuple):
    """The characters from `start` up to `end`, and the text that replaces them."""

    start: int
    end: int
    text: str


class Spot(NamedTuple):
    """A node of the tree with its span; `key` is the start of its key, or of an item itself."""

    node: Node
    key: int
    start: int
    end: int

    def inside(self, step: str | int) -> "Spot | None":
        node = self.node
        if isinstance(node, Mapping) and isinstance(step, str) and step in node:
            return Spot(node[step], *node.spans[step])
        if isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node):
            start, end = node.spans[step]
            return Spot(node[step], start, start, end)
        return None


def spot_of(tree: Tree, path: Path) -> Spot | None:
    spot: Spot | None = Spot(tree.root, 0, 0, len(tree.text))
    for step in path:
        spot = spot.inside(step) if spot else None
    return spot


def is_flow(text: str, holder: Spot) -> bool:
    return text[holder.start] in "{["


def line_start(text: str, position: int) -> int:
    start = text.rfind("\n", 0, position) + 1
    return max(start, text.rfind("\r", start, position) + 1)


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


def item_spans(text: str, spot: Spot) -> list[Span]:
    span = _flow_span if is_flow(text, spot) else _block_span
    return [span(text, _inside(spot, at)) for at in range(len(spot.node or ()))]


def _inside(spot: Spot, index: int) -> Spot:
    item = spot.inside(index)
    if item is None:
        raise SstcError(f"the list has no item {index} to move")
    return item


def _flow_span(text: str, item: Spot) -> Span:
    return item.start, item.start + len(text[item.start : item.end].rstrip(BLANKS))


def _block_span(text: str, item: Spot) -> Span:
    first = line_start(text, item.start)  # the `-` of an item may stand alone in its line
    while first and not text[first : item.start].lstrip(" ").startswith("-"):
        first = _line_above(text, first)
    indent = len(text[first : item.start]) - len(text[first : item.start].lstrip(" "))
    last, line_break = end_of_value(text, item, indent)
    while (above := _comment_above(text, first)) is not None:
        first = above
    return first, last - len(line_break) if text[last - 1] in "\r\n" else last


def _comment_above(text: str, first: int) -> int | None:
    """Return the start of the line above if it is only a comment, or None."""
    if not first:
        return None
    start = _line_above(text, first)
    end = first - (2 if text.endswith("\r\n", 0, first) else 1)
    return start if _COMMENT_LINE.fullmatch(text, start, end) else None


def _line_above(text: str, first: int) -> int:
    return line_start(text, first - (2 if text.endswith("\r\n", 0, first) else 1))
