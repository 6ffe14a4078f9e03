"""One edit as a patch of the text: which characters go, and which come in their place."""

import re
from collections.abc import Sequence as Keys
from dataclasses import dataclass

from sstc_cli.diagnostics import (
    Diagnostic,
    Edit,
    Path,
    RemoveKey,
    RenameKey,
    SetValue,
    format_path,
)
from sstc_cli.errors import SstcError
from sstc_cli.model import Model
from sstc_cli.source.fields import keys_at
from sstc_cli.source.locate import locate
from sstc_cli.source.scalar import write_scalar
from sstc_cli.source.tree import Mapping, Node, Sequence, Tree

_BLANKS = " \t\r\n"  # of YAML; a value may end in the wide blank of Chinese texts
_BREAK = re.compile(r"\r\n|\r|\n")
_COMMENT = re.compile(r"[ \t]+#.*")
_QUOTED = re.compile(r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*\"""")


@dataclass(frozen=True, slots=True)
class Patch:
    """The characters from `start` up to `end`, and what stands there afterwards."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Spot:
    """A node of the tree, where its key starts (an item has none), and its own span."""

    node: Node
    key: int
    start: int
    end: int

    def inside(self, step: str | int) -> "_Spot | None":
        """What a step leads to."""
        node = self.node
        if isinstance(node, Mapping) and isinstance(step, str) and step in node:
            return _Spot(node[step], *node.spans[step])
        if isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node):
            start, end = node.spans[step]
            return _Spot(node[step], start, start, end)
        return None


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


def refusal(tree: Tree, path: Path, reason: str) -> SstcError:
    """The error for an edit that is left to the user, with its line."""
    (there,) = locate(tree, [Diagnostic("", reason, path)])
    line = there.place.line if there.place else 1
    message = f"`{format_path(path)}` {reason} ({tree.file}, line {line})"
    return SstcError(message, "change it there by hand")


def _holder(tree: Tree, path: Path) -> _Spot:
    """The map or list with the path's last step, unless other places share it."""
    spot = _Spot(tree.root, 0, 0, len(tree.text))
    for step in path[:-1]:
        found = spot.inside(step)
        if found is None:
            raise SstcError(f"there is no `{format_path(path[:-1])}` in {tree.file}")
        spot = found
        _refuse_shared(tree, path, spot)
    return spot


def _refuse_shared(tree: Tree, path: Path, spot: _Spot) -> None:
    """Refuse what starts with an anchor or an alias: other places may say the same by it."""
    if tree.text.startswith(("&", "*"), spot.start, spot.end):
        raise refusal(tree, path, "is shared with other places by `&` or `*`")


def _is_flow(text: str, holder: _Spot) -> bool:
    return text[holder.start] in "{["


def _replacement(tree: Tree, edit: SetValue, holder: _Spot, spot: _Spot) -> Patch:
    """Another value in the span of the old one, with its quotes; a block goes as a whole."""
    if isinstance(spot.node, (Mapping, Sequence)):
        inner = next(iter(spot.node), "en") if isinstance(spot.node, Mapping) else 0
        hint = f"name one of them, as in `{format_path((*edit.path, inner))}`"
        raise SstcError(f"`{format_path(edit.path)}` holds several values", hint)
    _refuse_shared(tree, edit.path, spot)
    old = tree.text[spot.start : spot.end].rstrip(_BLANKS)
    quote = old[0] if old[:1] in ("'", '"') else None
    new = write_scalar(edit.value, quote=quote, flow=_is_flow(tree.text, holder))
    if old[:1] in ("|", ">") and (comment := _COMMENT.search(_BREAK.split(old)[0])):
        new += comment[0]
    return Patch(spot.start, spot.start + len(old), new if old else f" {new}")


def _renaming(tree: Tree, edit: RenameKey, spot: _Spot) -> Patch:
    """Another name in the span of the old one, with its quotes."""
    quoted = _QUOTED.match(tree.text, spot.key)
    end = quoted.end() if quoted else spot.key + len(str(edit.path[-1]))
    new = write_scalar(edit.key, quote=quoted[0][0] if quoted else None)
    return Patch(spot.key, end, new)


def _insertion(text: str, holder: _Spot, edit: SetValue, order: Keys[str]) -> Patch:
    """A new key behind the one that the model's order has before it, else behind the last."""
    flow = _is_flow(text, holder)
    key = str(edit.path[-1])
    entry = f"{write_scalar(key, flow=flow)}: {write_scalar(edit.value, flow=flow)}"
    before = _sibling(holder, key, order)
    if before is None:
        return Patch(holder.start + 1, holder.start + 1, entry)
    if flow:
        return Patch(before.end, before.end, f", {entry}")
    indent = before.key - line_start(text, before.key)
    end, line_break = _behind(text, before, indent)
    entry = " " * indent + entry
    ended = text[end - 1] in "\r\n"
    return Patch(end, end, entry + line_break if ended else line_break + entry)


def _sibling(holder: _Spot, key: str, order: Keys[str]) -> _Spot | None:
    """The key behind which a new one goes; None where the map is empty."""
    present = list(holder.node or ())
    known = order[: order.index(key)] if key in order else ()
    earlier = [each for each in known if each in present] or present
    return holder.inside(str(earlier[-1])) if earlier else None


def _removal(tree: Tree, edit: RemoveKey, holder: _Spot, spot: _Spot) -> Patch:
    """A key with its value: its lines in a block, its part between commas in `{…}`."""
    text = tree.text
    spans = list(holder.node.spans.values()) if isinstance(holder.node, Mapping) else []
    keys = [key for key, _, _ in spans]
    if len(keys) < 2:
        raise refusal(tree, edit.path, "is all that its map has")
    at = keys.index(spot.key)
    start = line_start(text, spot.key)
    if not _is_flow(text, holder) and not text[start : spot.key].strip(" "):
        return Patch(start, _behind(text, spot)[0], "")
    if at + 1 < len(keys):
        return Patch(spot.key, keys[at + 1], "")
    return Patch(spans[at - 1][2], spot.end, "")


def line_start(text: str, position: int) -> int:
    """Where the line of a position starts."""
    return max(text.rfind("\n", 0, position), text.rfind("\r", 0, position)) + 1


def _behind(text: str, spot: _Spot, indent: int | None = None) -> tuple[int, str]:
    """Where the lines of a value end, and how lines end there.

    Comments that are indented deeper than `indent` still belong to the value.
    """
    last = spot.start + len(text[spot.start : spot.end].rstrip(_BLANKS))
    found = _BREAK.search(text, last)
    if found is None:
        first = _BREAK.search(text)
        return len(text), first[0] if first else "\n"
    end = found.end()
    if indent is not None:
        deeper = re.compile(rf" {{{indent + 1},}}#[^\r\n]*(?:\r\n|\r|\n)")
        while comment := deeper.match(text, end):
            end = comment.end()
    return end, found[0]
