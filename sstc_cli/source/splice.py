"""The text and the tree after edits, of which no more is read again than has to be."""

import re
from collections.abc import Iterable
from collections.abc import Sequence as Items
from operator import attrgetter

from sstc_cli.diagnostics import Edit
from sstc_cli.source.read import parse
from sstc_cli.source.spot import Patch, line_start
from sstc_cli.source.tree import Mapping, Node, Sequence, Tree

_ITEM = re.compile(r" *- +")
_SHARED = re.compile(r"(?:^|[\s\[{,:-])[&*]\S")


def spliced(tree: Tree, edits: Items[Edit], patches: Items[Patch]) -> Tree:
    """The tree of the text with the patches of the edits.

    Where all edits are inside items of one block list, only these items are read; the tree shares
    the others with the old one, and is `stale`.
    """
    text = _patched(tree.text, patches)
    root = _with_items_read(tree, edits, patches)
    return Tree(tree.file, text, root, stale=True) if root else parse(text, tree.file)


def _with_items_read(tree: Tree, edits: Items[Edit], patches: Items[Patch]) -> Mapping | None:
    """The root with the edited items read anew; None where the whole text has to be."""
    name = str(edits[0].path[0])
    inside = all(edit.path[0] == name and len(edit.path) > 2 for edit in edits)
    if not inside or not isinstance(tree.root, Mapping) or tree.diagnostics:
        return None
    items = tree.root[name]
    if not isinstance(items, Sequence):
        return None
    root, fresh = tree.root.copied(), items.copied()
    for index in {int(edit.path[1]) for edit in edits}:
        pairs = zip(edits, patches, strict=True)
        ours = [patch for edit, patch in pairs if edit.path[1] == index]
        item = _item(tree.text, items, index, ours)
        if item is None:
            return None
        fresh[index] = item
    root[name] = fresh
    return root


def _patched(text: str, patches: Iterable[Patch], first: int = 0, last: int | None = None) -> str:
    """The text from `first` up to `last` with the patches made."""
    parts = []
    for patch in sorted(patches, key=attrgetter("start")):
        parts += [text[first : patch.start], patch.text]
        first = patch.end
    return "".join([*parts, text[first:last]])


def _item(text: str, items: Sequence, index: int, patches: Items[Patch]) -> Node:
    """An item with its patches made, read from its own lines; None where these do not stand alone.

    They do in a block list, unless an anchor or alias ties them to others: a block ends where a
    line is indented less, whatever comes behind it.
    """
    start = items.spans[index][0]
    first = line_start(text, start)
    end = line_start(text, items.spans[index + 1][0]) if index + 1 < len(items) else len(text)
    lines = _patched(text, patches, first, end)
    if not _ITEM.fullmatch(text, first, start) or _SHARED.search(lines):
        return None
    alone = parse(lines, "")
    if alone.diagnostics or not isinstance(alone.root, Sequence) or len(alone.root) > 1:
        return None
    return alone.root[0]
