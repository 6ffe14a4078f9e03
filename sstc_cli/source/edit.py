"""Edits of a data file that change only the characters of the edited values and keys.

Comments, order, quotes, line ends and spaces stay, because only the span of a value or key is
replaced. The new text is read again, and must have exactly the expected values.
"""

import math
from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any

from sstc_cli.diagnostics import (
    AddItems,
    Document,
    Edit,
    RemoveItems,
    RemoveKey,
    RenameKey,
    Reorder,
    Retype,
    SetValue,
)
from sstc_cli.model import Model
from sstc_cli.source.parser import parse
from sstc_cli.source.patch import patch_of, patched, refusal
from sstc_cli.source.spot import Patch, Spot, end_of_value, is_flow, line_start
from sstc_cli.source.tree import Tree
from sstc_cli.source.writer import lines

_RESIZED = (AddItems, RemoveItems, Reorder)


def edited(tree: Tree, edits: Sequence[Edit], model: type[Model], *, shared: bool = False) -> Tree:
    """Return the tree of the edited text, with new keys in the order of the model.

    Values are set first; then items are added, deleted and reordered, in inner lists first. Raise
    SstcError if an edit has no place in the tree, or is not safe. With `shared`, values with an
    anchor can be edited: each place that shares one needs the same edit.
    """
    for stage in _stages(edits):
        patches = dict.fromkeys(patch_of(tree, edit, model, shared=shared) for edit in stage)
        result = parse(patched(tree.text, [*patches]), tree.file)
        expected: Any = tree.root
        for edit in stage:
            expected = changed(expected, edit, *edit.path)
        if result.root != expected or len(result.diagnostics) > len(tree.diagnostics):
            raise refusal(tree, stage[0].path, "is not written in a way that can be edited safely")
        tree = result
    return tree


def _stages(edits: Sequence[Edit]) -> list[list[Edit]]:
    """Return the edits that can be made at once, in the order in which they must be made."""
    stages: dict[tuple[float, int], list[Edit]] = {}
    for edit in edits:
        kind = next((at for at, kind in enumerate(_RESIZED, 1) if isinstance(edit, kind)), 0)
        stages.setdefault((-len(edit.path) if kind else -math.inf, kind), []).append(edit)
    return [stages[stage] for stage in sorted(stages)]


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
    elif isinstance(edit, (RemoveKey, RenameKey)):
        value = copy.pop(step)
        if isinstance(edit, RenameKey):
            copy[edit.key] = value
    else:
        old = copy.get(step) if isinstance(node, dict) else copy[step]
        copy[step] = _value(old, edit)
    return copy


def _value(old: Any, edit: SetValue | Reorder | AddItems | RemoveItems) -> Any:
    match edit:
        case Reorder():
            return [old[index] for index in edit.order]
        case AddItems():
            return [*(old or ()), *map(_plain, edit.items)]
        case RemoveItems():
            return [item for index, item in enumerate(old) if index not in edit.indexes]
    only = isinstance(old, list) and isinstance(edit.value, str)
    return [edit.value] if only else _plain(edit.value)


def _plain(document: "Document | None") -> Any:
    """Return a document of dicts and lists, as a parser reads it; an empty value is None."""
    if document is None or isinstance(document, str):
        return document
    if isinstance(document, Mapping):
        return {key: _plain(value) for key, value in document.items()}
    return [_plain(item) for item in document]


def appended(text: str, key: str, items: Sequence[Document]) -> str:
    """Return the text with items after those of a key, which is added if it is missing.

    A text with a list in brackets is returned unchanged, so that callers must compare.
    """
    spot = Spot(parse(text, "").root, 0, 0, len(text)).inside(key)
    if spot is None:
        new = "\n".join([*lines({key: items}), ""])
        return text + new if text.endswith("\n") else f"{text}\n{new}"
    last = spot.inside(len(spot.node or ()) - 1)
    if last is None or is_flow(text, spot):
        return text
    start = line_start(text, last.start)
    indent = text[start : last.start].partition("-")[0]
    end, line_break = end_of_value(text, last, len(indent))
    new = line_break.join(lines(items, indent))
    ended = text[end - 1] in "\r\n"  # the last line of a file may have no line break
    return text[:end] + (new + line_break if ended else line_break + new) + text[end:]
