"""One edit as a patch of the text: the characters to replace, and the new ones."""

import re
from collections.abc import Iterator
from collections.abc import Mapping as Values
from collections.abc import Sequence as Keys

from sstc_cli.diagnostics import (
    Diagnostic,
    Edit,
    Path,
    RemoveKey,
    RenameKey,
    Reorder,
    SetValue,
    format_path,
)
from sstc_cli.errors import SstcError
from sstc_cli.model import Model
from sstc_cli.source.fields import keys_at
from sstc_cli.source.locate import locate
from sstc_cli.source.reorder import reordering
from sstc_cli.source.scalar import write_scalar
from sstc_cli.source.spot import BLANKS, BREAK, Patch, Spot, end_of_value, is_flow, line_start
from sstc_cli.source.tree import Mapping, Sequence, Tree

Value = str | Values[str, str]

_COMMENT = re.compile(r"[ \t]+#.*")
_ITEMS = re.compile(r"\[[^]\[{}#&*\r\n]*\]")
_QUOTED = re.compile(r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*\"""")


def patch_of(tree: Tree, edit: Edit, model: type[Model]) -> Patch:
    """Return the patch that makes an edit; the model's order decides where a new key goes.

    Raise SstcError if the edit has no place, or if only the user can make it safely.
    """
    *above, step = edit.path
    holder = _holder(tree, edit.path)
    spot = holder.inside(step)
    if spot is None:
        if isinstance(edit, SetValue) and isinstance(holder.node, Mapping) and step:
            return _insertion(tree.text, holder, edit, keys_at(model, tuple(above)))
        raise SstcError(f"`{format_path(edit.path)}` is missing in {tree.file}")
    match edit:
        case RenameKey() | RemoveKey() if not isinstance(holder.node, Mapping):
            raise refusal(tree, edit.path, "is an item of a list, which has no key")
        case SetValue():
            return _replacement(tree, edit, holder, spot)
        case RenameKey():
            return _renaming(tree, edit, spot)
        case RemoveKey():
            return _removal(tree, edit, holder, spot)
        case Reorder():
            return reordering(tree, edit, spot)


def refusal(tree: Tree, path: Path, reason: str) -> SstcError:
    """Return the error for an edit that the user has to make, with its line."""
    (located,) = locate(tree, [Diagnostic("", reason, path)])
    line = located.place.line if located.place else 1
    message = f"`{format_path(path)}` {reason} ({tree.file}, line {line})"
    return SstcError(message, "change it there by hand")


def _holder(tree: Tree, path: Path) -> Spot:
    """Return the map or list with the path's last step; refuse one that other places share."""
    spot = Spot(tree.root, 0, 0, len(tree.text))
    for step in path[:-1]:
        inner = spot.inside(step)
        if inner is None:
            raise SstcError(f"`{format_path(path[:-1])}` is missing in {tree.file}")
        spot = inner
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
        raise refusal(tree, edit.path, "already has a value")
    if _ITEMS.fullmatch(written := tree.text[spot.start : spot.end].rstrip(BLANKS)):
        only = f"[{write_scalar(edit.value, flow=True)}]"
        return Patch(spot.start, spot.start + len(written), only)
    if isinstance(spot.node, (Mapping, Sequence)):
        inner = next(iter(spot.node), "en") if isinstance(spot.node, Mapping) else 0
        hint = f"name one of them, for example `{format_path((*edit.path, inner))}`"
        raise SstcError(f"`{format_path(edit.path)}` holds several values", hint)
    _refuse_shared(tree, edit.path, spot)
    old = tree.text[spot.start : spot.end].rstrip(BLANKS)
    quote = old[0] if old[:1] in ("'", '"') else None
    new = write_scalar(edit.value, quote=quote, flow=is_flow(tree.text, holder))
    # a block's header line may end in a comment, which is part of the old value's span
    if old[:1] in ("|", ">") and (comment := _COMMENT.search(BREAK.split(old)[0])):
        new += comment[0]
    return Patch(spot.start, spot.start + len(old), new if old else f" {new}")


def _renaming(tree: Tree, edit: RenameKey, spot: Spot) -> Patch:
    """Return the patch for another key in the quotes of the old one."""
    quoted = _QUOTED.match(tree.text, spot.key)
    end = quoted.end() if quoted else spot.key + len(str(edit.path[-1]))
    new = write_scalar(edit.key, quote=quoted[0][0] if quoted else None)
    return Patch(spot.key, end, new)


def _insertion(text: str, holder: Spot, edit: SetValue, order: Keys[str]) -> Patch:
    """Return the patch for a new key after the one before it in the model's order, or the last."""
    key = str(edit.path[-1])
    before = _sibling(holder, key, order)
    if before is None:
        return Patch(holder.start + 1, holder.start + 1, _flow_entry(key, edit.value))
    if is_flow(text, holder):
        return Patch(before.end, before.end, f", {_flow_entry(key, edit.value)}")
    indent = before.key - line_start(text, before.key)
    end, line_break = end_of_value(text, before, indent)
    entry = line_break.join(_block_entry(key, edit.value, indent))
    ended = text[end - 1] in "\r\n"
    return Patch(end, end, entry + line_break if ended else line_break + entry)


def _flow_entry(key: str, value: Value) -> str:
    """Return a key with its value in the form for `{…}`."""
    if isinstance(value, str):
        return f"{write_scalar(key, flow=True)}: {write_scalar(value, flow=True)}"
    inner = ", ".join(
        _flow_entry(inner_key, inner_value) for inner_key, inner_value in value.items()
    )
    return f"{write_scalar(key, flow=True)}: {{{inner}}}"


def _block_entry(key: str, value: Value, indent: int) -> Iterator[str]:
    """Yield the indented lines of a key with its value."""
    start = f"{' ' * indent}{write_scalar(key)}:"
    if isinstance(value, str):
        yield f"{start} {write_scalar(value)}"
        return
    yield start
    for inner_key, inner_value in value.items():
        yield from _block_entry(inner_key, inner_value, indent + 2)


def _sibling(holder: Spot, key: str, order: Keys[str]) -> Spot | None:
    """Return the key after which a new one goes, or None if the map is empty."""
    present = list(holder.node or ())
    before = order[: order.index(key)] if key in order else ()
    earlier = [other for other in before if other in present] or present
    return holder.inside(str(earlier[-1])) if earlier else None


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
