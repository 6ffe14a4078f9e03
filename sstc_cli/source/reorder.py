"""A patch that puts the items of a list in another order."""

import re

from sstc_cli.diagnostics import Reorder
from sstc_cli.errors import SstcError
from sstc_cli.source.spot import BLANKS, Patch, Spot, end_of_value, is_flow, line_start
from sstc_cli.source.tree import Span, Tree

_COMMENT_LINE = re.compile(r" *#.*")


def reordering(tree: Tree, edit: Reorder, spot: Spot) -> Patch:
    """Return the patch that moves the items; the text between two of them stays in its place.

    In a block list the comment lines directly above an item move with it.
    """
    text, count = tree.text, len(spot.node or ())
    if sorted(edit.order) != list(range(count)):
        raise SstcError(f"{edit.order} is not an order of {count} items")
    spans = item_spans(text, spot)
    parts = []
    for at, source in enumerate(edit.order):
        first, last = spans[source]
        between = text[spans[at][1] : spans[at + 1][0]] if at + 1 < count else ""
        parts += [text[first:last], between]
    return Patch(spans[0][0], spans[-1][1], "".join(parts))


def item_spans(text: str, spot: Spot) -> list[Span]:
    """Return the span of each item of a list, in a block with the comment lines above it."""
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
    """Return the span from the comment lines above an item to the end of its last line."""
    first = _dash_line(text, item.start)
    indent = len(text[first : item.start]) - len(text[first : item.start].lstrip(" "))
    last, line_break = end_of_value(text, item, indent)
    while (above := _comment_above(text, first)) is not None:
        first = above
    return first, last - len(line_break) if text[last - 1] in "\r\n" else last


def _dash_line(text: str, start: int) -> int:
    """Return the start of the line with the `-` of an item, which may stand there alone."""
    first = line_start(text, start)
    while first and not text[first:start].lstrip(" ").startswith("-"):
        first = _line_above(text, first)
    return first


def _comment_above(text: str, first: int) -> int | None:
    """Return the start of the line above if it is only a comment, or None."""
    if not first:
        return None
    start = _line_above(text, first)
    end = first - (2 if text.endswith("\r\n", 0, first) else 1)
    return start if _COMMENT_LINE.fullmatch(text, start, end) else None


def _line_above(text: str, first: int) -> int:
    """Return the start of the line above the one that starts at a position."""
    return line_start(text, first - (2 if text.endswith("\r\n", 0, first) else 1))
