"""A tree as a model, with diagnostics for everything that does not fit or looks doubtful."""

import importlib
import re
from typing import Any, TypeVar

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import Model
from sstc_cli.model.readers import MOST_WRONG, InvalidError
from sstc_cli.source.parser import ENOUGH_HINT, enough
from sstc_cli.source.tree import Node, Tree

M = TypeVar("M", bound=Model)


def build(tree: Tree, model: type[M]) -> tuple[M | None, list[Diagnostic]]:
    """Return the model of a tree, or None and a diagnostic for each reason."""
    if tree.root is None:
        return None, []
    try:
        return model.read(tree.root), []
    except InvalidError as error:
        # the words for problems take time to load, and are needed only now
        words = importlib.import_module("sstc_cli.source.causes.shape")
        problems = error.problems[:MOST_WRONG]
        found = list(words.diagnostics(tree, model, problems))
        if len(problems) == MOST_WRONG:
            found.append(Diagnostic("E112", enough("checking"), problems[-1].path, ENOUGH_HINT))
        return None, found


def rebuild(model: M, before: Tree, after: Tree) -> tuple[M | None, list[Diagnostic]]:
    """Return the model of a tree that shares nodes with the one that `model` was built of.

    Shared items of a list are not read again, because no model compares items.
    """
    old, new = before.root, after.root
    if not isinstance(old, dict) or not isinstance(new, dict) or old.keys() != new.keys():
        return build(after, type(model))
    kind: type[M] = type(model)
    values = {}
    for name in (name for name in new if new[name] is not old[name]):
        items = _reread(getattr(model, name), old[name], new[name])
        if items is None:
            return build(after, kind)
        values[name] = items
    return model.replaced(**values), []


def _reread(items: Any, old: Node, new: Node) -> tuple[Model, ...] | None:
    """Return a list's models with new ones for new nodes, or None if everything must be built."""
    if not isinstance(old, list) or not isinstance(new, list) or len(old) != len(new):
        return None
    if not all(isinstance(item, Model) for item in items):
        return None
    try:
        return tuple(
            item if was is now else type(item).read(now)
            for item, was, now in zip(items, old, new, strict=True)
        )
    except InvalidError:
        return None


_CUT = re.compile(r"[^\s#] #\w")


def doubts(tree: Tree, model: type[Model]) -> list[Diagnostic]:
    """Return a diagnostic for each text that a comment has probably cut."""
    if not _CUT.search(tree.text):
        return []
    # the search takes time to load, and is seldom needed
    causes = importlib.import_module("sstc_cli.source.causes.cut_values")
    return list(causes.cut_values(tree, model))
