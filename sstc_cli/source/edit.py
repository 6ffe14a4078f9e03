"""Edits of a data file that change the meant characters of its text, and nothing else.

Comments, order, quoting, line ends and blanks survive, because only the span of a value or key is
replaced. What comes out is read again, and must say exactly what was wanted.
"""

from collections.abc import Sequence
from typing import Any

from sstc_cli.diagnostics import Edit, RenameKey, Reorder, SetValue
from sstc_cli.model import Model
from sstc_cli.source.patch import patch_of, refusal
from sstc_cli.source.read import parse
from sstc_cli.source.splice import spliced
from sstc_cli.source.tree import Tree


def edited(tree: Tree, edits: Sequence[Edit], model: type[Model]) -> Tree:
    """The tree of the text with the edits made; new keys stand in the order of the model's.

    Lists are reordered last. Raises SstcError where an edit has no place in the tree, or cannot
    be made safely.
    """
    lists = [edit for edit in edits if isinstance(edit, Reorder)]
    if lists and len(edits) > 1:
        tree = edited(tree, [edit for edit in edits if edit not in lists], model)
        for each in lists:
            tree = edited(tree, [each], model)
        return tree
    if tree.stale:
        tree = parse(tree.text, tree.file)
    found = spliced(tree, edits, [patch_of(tree, each, model) for each in edits])
    wanted: Any = tree.root
    for edit in edits:
        wanted = _changed(wanted, edit, *edit.path)
    if found.root != wanted or len(found.diagnostics) > len(tree.diagnostics):
        raise refusal(tree, edits[0].path, "is not written in a way that can be edited safely")
    return found


def _changed(node: Any, edit: Edit, step: str | int, *rest: str | int) -> Any:
    """The node with an edit made below it; only what lies on the path is copied."""
    copy: Any = list(node) if isinstance(node, list) else dict(node)
    if rest:
        copy[step] = _changed(node[step], edit, *rest)
    elif isinstance(edit, Reorder):
        copy[step] = [node[step][index] for index in edit.order]
    elif isinstance(edit, SetValue):
        copy[step] = edit.value
    else:
        value = copy.pop(step)
        if isinstance(edit, RenameKey):
            copy[edit.key] = value
    return copy
