"""One edit as a patch of the text: which characters go, and which come in their place."""

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
_QUOTED = re.compile(r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*\"""")


def patch_of(tree: Tree, edit: Edit, model: type[Model]) -> Patch:
    """The patch that makes an edit; new keys stand where the model's order has them.

    Raises SstcError where the edit has no place, or must be left to the user.
    """
    *above, step = edit.path
    holder = _holder(tree, edit.path)
    spot = holder.inside(step)
    if spot is None:
        if isinstance(edit, SetValue) and isinstance(holder.node, Mapping) and step:
            return _insertion(tree.text, holder, edit, keys_at(model, tuple(above)))
        raise SstcError(f"there is no `{format_path(edit.path)}` in {tree.file}")
    match edit:
        case RenameKey() | RemoveKey() if not isinstance(holder.node, Mapping):
            raise refusal(tree, edit.path, "is an item of a list, and has no key")
        case SetValue():
            return _replacement(tree, edit, holder, spot)
        case RenameKey():
            return _renaming(tree, edit, spot)
        case RemoveKey():
            return _removal(tree, edit, holder, spot)
        case Reorder():
            return reordering(tree, edit, spot)


def refusal(tree: Tree, path: Path, reason: str) -> SstcError:
    """The error for an edit that is left to the user, with its line."""
    (there,) = locate(tree, [Diagnostic("", reason, path)])
    line = there.place.line if there.place else 1
    message = f"`{format_path(path)}` {reason} ({tree.file}, line {line})"
    return SstcError(message, "change it there by hand")


def _holder(tree: Tree, path: Path) -> Spot:
    """The map or list with the path's last step, unless other places share it."""
    spot = Spot(tree.root, 0, 0, len(tree.text))
    for step in path[:-1]:
        found = spot.inside(step)
        if found is None:
            raise SstcError(f"there is no `{format_path(path[:-1])}` in {tree.file}")
        spot = found
        _refuse_shared(tree, path, spot)
    return spot


def _refuse_shared(tree: Tree, path: Path, spot: Spot) -> None:
    """Refuse what starts with an anchor or an alias: other places may say the same by it."""
    if tree.text.startswith(("&", "*"), spot.start, spot.end):
        raise refusal(tree, path, "is shared with other places by `&` or `*`")


def _replacement(tree: Tree, edit: SetValue, holder: Spot, spot: Spot) -> Patch:
    """Another value in the span of the old one, with its quotes; a block goes as a whole."""
    if not isinstance(edit.value, str):
        raise refusal(tree, edit.path, "is there already")
    if isinstance(spot.node, (Mapping, Sequence)):
        inner = next(iter(spot.node), "en") if isinstance(spot.node, Mapping) else 0
        hint = f"name one of them, as in `{format_path((*edit.path, inner))}`"
        raise SstcError(f"`{format_path(edit.path)}` holds several values", hint)
    _refuse_shared(tree, edit.path, spot)
    old = tree.text[spot.start : spot.end].rstrip(BLANKS)
    quote = old[0] if old[:1] in ("'", '"') else None
    new = write_scalar(edit.value, quote=quote, flow=is_flow(tree.text, holder))
    if old[:1] in ("|", ">") and (comment := _COMMENT.search(BREAK.split(old)[0])):
        new += comment[0]
    return Patch(spot.start, spot.start + len(old), new if old else f" {new}")


def _renaming(tree: Tree, edit: RenameKey, spot: Spot) -> Patch:
    """Another name in the span of the old one, with its quotes."""
    quoted = _QUOTED.match(tree.text, spot.key)
    end = quoted.end() if quoted else spot.key + len(str(edit.path[-1]))
    new = write_scalar(edit.key, quote=quoted[0][0] if quoted else None)
    return Patch(spot.key, end, new)


def _insertion(text: str, holder: Spot, edit: SetValue, order: Keys[str]) -> Patch:
    """A new key behind the one that the model's order has before it, else behind the last."""
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
    """A key with its value as `{…}` has it."""
    if isinstance(value, str):
        return f"{write_scalar(key, flow=True)}: {write_scalar(value, flow=True)}"
    inner = ", ".join(_flow_entry(each, value[each]) for each in value)
    return f"{write_scalar(key, flow=True)}: {{{inner}}}"


def _block_entry(key: str, value: Value, indent: int) -> Iterator[str]:
    """A key with its value as lines that are indented so far."""
    start = f"{' ' * indent}{write_scalar(key)}:"
    if isinstance(value, str):
        yield f"{start} {write_scalar(value)}"
        return
    yield start
    for each in value:
        yield from _block_entry(each, value[each], indent + 2)


def _sibling(holder: Spot, key: str, order: Keys[str]) -> Spot | None:
    """The key behind which a new one goes; None where the map is empty."""
    present = list(holder.node or ())
    known = order[: order.index(key)] if key in order else ()
    earlier = [each for each in known if each in present] or present
    return holder.inside(str(earlier[-1])) if earlier else None


def _removal(tree: Tree, edit: RemoveKey, holder: Spot, spot: Spot) -> Patch:
    """A key with its value: its lines in a block, its part between commas in `{…}`."""
    text = tree.text
    spans = list(holder.node.spans.values()) if isinstance(holder.node, Mapping) else []
    keys = [key for key, _, _ in spans]
    if len(keys) < 2:
        raise refusal(tree, edit.path, "is all that its map has")
    at = keys.index(spot.key)
    start = line_start(text, spot.key)
    if not is_flow(text, holder) and not text[start : spot.key].strip(" "):
        return Patch(start, end_of_value(text, spot)[0], "")
    if at + 1 < len(keys):
        return Patch(spot.key, keys[at + 1], "")
    return Patch(spans[at - 1][2], spot.end, "")
