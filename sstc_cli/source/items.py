"""Patches that add items to a list, or delete some of them."""

import re
from collections.abc import Sequence as Items

from sstc_cli.diagnostics import Document, RemoveItems
from sstc_cli.source.spot import (
    BLANKS,
    BREAK,
    Patch,
    Spot,
    end_of_value,
    is_flow,
    item_spans,
    line_start,
)
from sstc_cli.source.tree import Tree
from sstc_cli.source.write import flow, lines

_EMPTY_LINE = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)")


def addition(text: str, items: Items[Document], holder: Spot, spot: Spot) -> Patch:
    """Return the patch that adds items after the last one of a list, in its own form."""
    last = spot.inside(len(spot.node or ()) - 1)
    if last is None:
        return _first(text, items, holder, spot)
    if is_flow(text, spot):
        end = last.start + len(text[last.start : last.end].rstrip(BLANKS))
        return Patch(end, end, "".join(f", {flow(item)}" for item in items))
    start = line_start(text, last.start)
    indent = text[start : last.start].partition("-")[0]
    end, line_break = end_of_value(text, last, len(indent))
    apart = line_break if _is_apart(text, spot, start) else ""
    new = line_break.join(apart + line_break.join(lines([item], indent)) for item in items)
    ended = text[end - 1] in "\r\n"  # the last line of a file may have no line break
    return Patch(end, end, new + line_break if ended else line_break + new)


def _is_apart(text: str, spot: Spot, last: int) -> bool:
    """Return whether an empty line is between the last items of a list."""
    before = spot.inside(len(spot.node or ()) - 2)
    return before is not None and bool(_EMPTY_LINE.search(text, before.start, last))


def _first(text: str, items: Items[Document], holder: Spot, spot: Spot) -> Patch:
    """Return the patch for the first items of a list, which is written as `[]`."""
    end = spot.start + len(text[spot.start : spot.end].rstrip(BLANKS))
    if is_flow(text, holder):
        return Patch(spot.start, end, flow(items))
    found = BREAK.search(text)
    line_break = found[0] if found else "\n"
    indent = " " * (spot.key - line_start(text, spot.key) + 2)
    start = spot.start - (1 if text[spot.start - 1] == " " else 0)
    return Patch(start, end, line_break + line_break.join(lines(items, indent)))


def deletion(tree: Tree, edit: RemoveItems, spot: Spot) -> Patch:
    """Return the patch without some items; the comment lines directly above them go as well."""
    text, spans = tree.text, item_spans(tree.text, spot)
    parts: list[str] = []
    for at, (first, last) in enumerate(spans):
        if at not in edit.indexes:
            parts += [text[spans[at - 1][1] : first]] if parts else []
            parts.append(text[first:last])
    return Patch(spans[0][0], spans[-1][1], "".join(parts))
