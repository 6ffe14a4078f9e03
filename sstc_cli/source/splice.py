"""The text and the tree after edits; only the edited items are read again."""

import re
from collections.abc import Iterable
from collections.abc import Sequence as Items
from operator import attrgetter

from sstc_cli.diagnostics import Edit
from sstc_cli.source.builder import parse
from sstc_cli.source.spot import Patch, line_start
from sstc_cli.source.tree import Mapping, Node, Sequence, Tree

_ITEM = re.compile(r" *- +")
_SHARED = re.compile(r"(?:^|[\s\[{,:-])[&*]\S")


def spliced(tree: Tree, edits: Items[Edit], patches: Items[Patch]) -> Tree:
    """Return the tree of the text with the patches of the edits.

    If all edits are inside items of one block list, only these items are read. The tree shares the
    other items with the old one, and is `stale`.
    """
    text = patched(tree.text, patches)
    root = _with_items_read(tree, edits, patches)
    return Tree(tree.file, text, root, stale=True) if root else parse(text, tree.file)


def _with_items_read(tree: Tree, edits: Items[Edit], patches: Items[Patch]) -> Mapping | None:
    """Return the root with the edited items read anew, or None if the whole text must be read."""
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


def patched(text: str, patches: Iterable[Patch], first: int = 0, last: int | None = None) -> str:
    """Return the text from `first` up to `last` with the patches made."""
    parts = []
    for patch in sorted(patches, key=attrgetter("start")):
        parts += [text[first : patch.start], patch.text]
        first = patch.end
    return "".join([*parts, text[first:last]])


def _item(text: str, items: Sequence, index: int, patches: Items[Patch]) -> Node:
    """Return an item with its patches, read from its own lines, or None if they are not enough.

    The lines of an item in a block list can be read without the others, because a block ends at the
    first line with less indentation. Anchors and aliases, however, refer to other items.
    """
    start = items.spans[index][0]
    first = line_start(text, start)
    end = line_start(text, items.spans[index + 1][0]) if index + 1 < len(items) else len(text)
    lines = patched(text, patches, first, end)
    # `- ` must be all that precedes the item in its line; otherwise it is in `[…]`
    if not _ITEM.fullmatch(text, first, start) or _SHARED.search(lines):
        return None
    # a patch that ends the item early makes several items of it, or an error
    alone = parse(lines, "")
    if alone.diagnostics or not isinstance(alone.root, Sequence) or len(alone.root) > 1:
        return None
    return alone.root[0]
