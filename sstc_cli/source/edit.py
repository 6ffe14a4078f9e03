"""Edits of a data file that change only the characters of the edited values and keys.

Comments, order, quotes, line ends and spaces stay, because only the span of a value or key is
replaced. The new text is read again, and must have exactly the expected values.
"""

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from sstc_cli.diagnostics import Edit, RenameKey, Reorder, Retype, SetValue
from sstc_cli.model import Model
from sstc_cli.source.builder import parse
from sstc_cli.source.patch import patch_of, refusal
from sstc_cli.source.splice import patched, spliced
from sstc_cli.source.spot import Patch
from sstc_cli.source.tree import Tree


def edited(tree: Tree, edits: Sequence[Edit], model: type[Model]) -> Tree:
    """Return the tree of the edited text, with new keys in the order of the model.

    Lists are reordered last. Raise SstcError if an edit has no place in the tree, or is not safe.
    """
    lists = [edit for edit in edits if isinstance(edit, Reorder)]
    if lists and len(edits) > 1:
        tree = edited(tree, [edit for edit in edits if edit not in lists], model)
        for reorder in lists:
            tree = edited(tree, [reorder], model)
        return tree
    if tree.stale:
        tree = parse(tree.text, tree.file)
    result = spliced(tree, edits, [patch_of(tree, edit, model) for edit in edits])
    expected: Any = tree.root
    for edit in edits:
        expected = changed(expected, edit, *edit.path)
    if result.root != expected or len(result.diagnostics) > len(tree.diagnostics):
        raise refusal(tree, edits[0].path, "is not written in a way that can be edited safely")
    return result


def retyped(tree: Tree, fixes: Sequence[Retype]) -> Tree:
    """Return the tree of the text with other characters in it; of two at a place, the first."""
    patches: list[Patch] = []
    for fix in sorted(fixes, key=attrgetter("start")):
        if not patches or fix.start >= patches[-1].end:
            patches.append(Patch(fix.start, fix.end, fix.text))
    return parse(patched(tree.text, patches), tree.file)


def changed(node: Any, edit: Edit, step: str | int, *rest: str | int) -> Any:
    """Return the node with an edit made inside it; only nodes on the path are copied."""
    copy: Any = list(node) if isinstance(node, list) else dict(node)
    if rest:
        copy[step] = changed(node[step], edit, *rest)
    elif isinstance(edit, Reorder):
        copy[step] = [node[step][index] for index in edit.order]
    elif isinstance(edit, SetValue):
        old = copy.get(step) if isinstance(node, dict) else copy[step]
        only = isinstance(old, list) and isinstance(edit.value, str)
        copy[step] = [edit.value] if only else edit.value
    else:
        value = copy.pop(step)
        if isinstance(edit, RenameKey):
            copy[edit.key] = value
    return copy
