"""Edits as patches of the text: the characters to replace, the new ones, and the text after."""

import re
from collections.abc import Iterable
from collections.abc import Sequence as Items
from collections.abc import Sequence as Keys
from operator import attrgetter

from sstc_cli.diagnostics import (
    AddItems,
    Diagnostic,
    Document,
    Edit,
    Path,
    RemoveItems,
    RemoveKey,
    RenameKey,
    Reorder,
    SetValue,
    format_path,
)
from sstc_cli.errors import SstcError
from sstc_cli.model import Model
from sstc_cli.source.layout import block, text_lines
from sstc_cli.source.paths import keys_at
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
from sstc_cli.source.tree import Mapping, Sequence, Tree, locate
from sstc_cli.source.writer import flow, flow_entry, lines, write_scalar

_BLOCKS = ("|", ">")
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


_COMMENT = re.compile(r"[ \t]+#.*")
_ITEMS = re.compile(r"\[[^]\[{}#&*\r\n]*\]")
_QUOTED = re.compile(r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*\"""")


def patch_of(tree: Tree, edit: Edit, model: type[Model], *, shared: bool = False) -> Patch:
    """Return the patch that makes an edit; the model's order decides where a new key goes.

    With `shared`, the value may have an anchor, as all places that share it get the same edit.

    Raise SstcError if the edit has no place, or if only the user can make it safely.
    """
    *above, step = edit.path
    holder = _holder(tree, edit.path, shared=shared)
    spot = holder.inside(step)
    if spot is None:
        return _missing(tree, edit, holder, keys_at(model, tuple(above)))
    match edit:
        case RenameKey() | RemoveKey() if not isinstance(holder.node, Mapping):
            raise refusal(tree, edit.path, "is an item of a list, which has no key")
        case SetValue():
            return _replacement(tree, edit, holder, spot)
        case RenameKey():
            quoted = _QUOTED.match(tree.text, spot.key)
            end = quoted.end() if quoted else spot.key + len(str(edit.path[-1]))
            new = write_scalar(edit.key, quote=quoted[0][0] if quoted else None)
            return Patch(spot.key, end, new)
        case RemoveKey():
            return _removal(tree, edit, holder, spot)
        case Reorder():
            return reordering(tree, edit, spot)
        case AddItems() | RemoveItems():
            return _resized(tree, edit, holder, spot)


def _missing(tree: Tree, edit: Edit, holder: Spot, order: Keys[str]) -> Patch:
    """Return the patch for a key that is not there yet; refuse other edits of it."""
    step = edit.path[-1]
    if isinstance(edit, (SetValue, AddItems)) and isinstance(holder.node, Mapping) and step:
        value = edit.value if isinstance(edit, SetValue) else edit.items
        return _insertion(tree.text, holder, (str(step), value), order)
    raise SstcError(f"`{format_path(edit.path)}` is missing in {tree.file}")


def refusal(tree: Tree, path: Path, reason: str) -> SstcError:
    """Return the error for an edit that the user has to make, with its line."""
    (located,) = locate(tree, [Diagnostic("", reason, path)])
    line = located.place.line if located.place else 1
    message = f"`{format_path(path)}` {reason} ({tree.file}, line {line})"
    return SstcError(message, "change it there by hand")


def _holder(tree: Tree, path: Path, *, shared: bool) -> Spot:
    """Return the map or list with the path's last step; refuse one that other places share."""
    spot = Spot(tree.root, 0, 0, len(tree.text))
    for step in path[:-1]:
        inner = spot.inside(step)
        if inner is None:
            raise SstcError(f"`{format_path(path[:-1])}` is missing in {tree.file}")
        spot = inner
        if not shared:
            _refuse_shared(tree, path, spot)
    return spot


def _refuse_shared(tree: Tree, path: Path, spot: Spot) -> None:
    """Refuse a value with an anchor or alias: an edit would change it in other places also."""
    if tree.text.startswith(("&", "*"), spot.start, spot.end):
        raise refusal(tree, path, "is shared with other places by `&` or `*`")


def _replacement(tree: Tree, edit: SetValue, holder: Spot, spot: Spot) -> Patch:
    """Return the patch for another value in the quotes of the old one; a block is replaced.

    A value that replaces the plain items of a list in brackets is its only item.
    """
    if not isinstance(edit.value, str):
        return _collection(tree, edit, spot)
    if _ITEMS.fullmatch(written := tree.text[spot.start : spot.end].rstrip(BLANKS)):
        only = f"[{write_scalar(edit.value, flow=True)}]"
        return Patch(spot.start, spot.start + len(written), only)
    if isinstance(spot.node, (Mapping, Sequence)):
        inner = next(iter(spot.node), "en") if isinstance(spot.node, Mapping) else 0
        hint = f"name one of them, for example `{format_path((*edit.path, inner))}`"
        raise SstcError(f"`{format_path(edit.path)}` holds several values", hint)
    _refuse_shared(tree, edit.path, spot)
    old = tree.text[spot.start : spot.end].rstrip(BLANKS)
    if old[:1] in _BLOCKS:
        return _reblocked(tree.text, spot, block(edit.value, _inner_indent(tree.text, spot)))
    quote = old[0] if old[:1] in ("'", '"') else None
    new = write_scalar(edit.value, quote=quote, flow=is_flow(tree.text, holder))
    return Patch(spot.start, spot.start + len(old), new if old else f" {new}")


def _inner_indent(text: str, spot: Spot) -> str:
    """Return the spaces before what is inside a value on lines of its own."""
    is_item = spot.key == spot.start
    return " " * (spot.key - line_start(text, spot.key) + (0 if is_item else 2))


def _reblocked(text: str, spot: Spot, new: str) -> Patch:
    """Return the patch for a block, whose first line may end in a comment, which stays."""
    old = text[spot.start : spot.end].rstrip(BLANKS)
    line_break = found[0] if (found := BREAK.search(text, spot.start)) else "\n"
    comment = _COMMENT.search(BREAK.split(old)[0])
    head, *rest = new.split("\n")
    head += comment[0] if comment else ""
    # what is below a key needs no space after it
    start = spot.start - (new[0] == "\n" and text[spot.start - 1] == " ")
    new = line_break.join([head, *rest])
    return Patch(start, spot.start + len(old), new)


def _collection(tree: Tree, edit: SetValue, spot: Spot) -> Patch:
    """Return the patch for a map or a list in place of a single value, or of plain items."""
    items = spot.node if isinstance(spot.node, Sequence) else ()
    if isinstance(spot.node, Mapping) or not all(isinstance(item, str) for item in items):
        raise refusal(tree, edit.path, "already has values")
    _refuse_shared(tree, edit.path, spot)
    old = tree.text[spot.start : spot.end].rstrip(BLANKS)
    if old[:1] in _BLOCKS and isinstance(edit.value, dict):
        indent = _inner_indent(tree.text, spot)
        entries = (text_lines(write_scalar(key), it, indent) for key, it in edit.value.items())
        inner = "\n".join(line for entry in entries for line in entry)
        is_item = spot.key == spot.start
        return _reblocked(tree.text, spot, inner.lstrip() if is_item else f"\n{inner}")
    new = flow(edit.value)
    return Patch(spot.start, spot.start + len(old), new if old else f" {new}")


def _resized(tree: Tree, edit: AddItems | RemoveItems, holder: Spot, spot: Spot) -> Patch:
    if not isinstance(spot.node, Sequence):
        raise refusal(tree, edit.path, "is not a list")
    _refuse_shared(tree, edit.path, spot)
    if isinstance(edit, AddItems):
        return addition(tree.text, edit.items, holder, spot)
    if len(edit.indexes) >= len(spot.node):
        raise refusal(tree, edit.path, "would have no items left")
    return deletion(tree, edit, spot)


def _insertion(text: str, holder: Spot, entry: tuple[str, Document], order: Keys[str]) -> Patch:
    key, value = entry
    present = list(holder.node or ())
    above = order[: order.index(key)] if key in order else ()
    earlier = [other for other in above if other in present] or present
    before = holder.inside(str(earlier[-1])) if earlier else None
    if before is None:
        return Patch(holder.start + 1, holder.start + 1, flow_entry(key, value))
    if is_flow(text, holder):
        return Patch(before.end, before.end, f", {flow_entry(key, value)}")
    indent = before.key - line_start(text, before.key)
    end, line_break = end_of_value(text, before, indent)
    inner = " " * indent
    written = text_lines(write_scalar(key), value, inner) if isinstance(value, str) else None
    new = line_break.join(written or lines({key: value}, inner))
    ended = text[end - 1] in "\r\n"
    return Patch(end, end, new + line_break if ended else line_break + new)


def _removal(tree: Tree, edit: RemoveKey, holder: Spot, spot: Spot) -> Patch:
    """Return the patch without a key and its value: without its lines, or its part of `{…}`."""
    text = tree.text
    spans = list(holder.node.spans.values()) if isinstance(holder.node, Mapping) else []
    keys = [key for key, _, _ in spans]
    if len(keys) < 2:
        raise refusal(tree, edit.path, "is the only key of its map")
    at = keys.index(spot.key)
    start = line_start(text, spot.key)
    if not is_flow(text, holder) and not text[start : spot.key].strip(" "):
        return Patch(start, end_of_value(text, spot)[0], "")
    if at + 1 < len(keys):
        return Patch(spot.key, keys[at + 1], "")
    return Patch(spans[at - 1][2], spot.end, "")


def patched(text: str, patches: Iterable[Patch]) -> str:
    parts, first = [], 0
    for patch in sorted(patches, key=attrgetter("start")):
        parts += [text[first : patch.start], patch.text]
        first = patch.end
    return "".join([*parts, text[first:]])
