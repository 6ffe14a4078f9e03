"""A tree as a model, with diagnostics for everything that does not fit."""

import importlib
from typing import Any, TypeVar

from pydantic import ValidationError

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import Model
from sstc_cli.source.enough import validated
from sstc_cli.source.reports import ENOUGH_HINT, MOST_WRONG, enough
from sstc_cli.source.tree import Node, Tree

M = TypeVar("M", bound=Model)


def build(tree: Tree, model: type[M]) -> tuple[M | None, list[Diagnostic]]:
    """Return the model of a tree, or None and a diagnostic for each reason."""
    if tree.root is None:
        return None, []
    built, errors = validated(model, tree.root)
    if not errors:
        return built, []
    # the words for errors take time to load, and are needed only now
    words = importlib.import_module("sstc_cli.source.causes.shape")
    found = list(words.diagnostics(tree, model, errors))
    if len(errors) == MOST_WRONG:
        path = tuple(step for step in errors[-1]["loc"] if step != "[key]")
        found.append(Diagnostic("E112", enough("checking"), path, ENOUGH_HINT))
    return None, found


def rebuild(model: M, before: Tree, after: Tree) -> tuple[M | None, list[Diagnostic]]:
    """Return the model of a tree that shares nodes with the one that `model` was built of.

    Shared items of a list are not validated again, because no model compares items.
    """
    old, new = before.root, after.root
    if not isinstance(old, dict) or not isinstance(new, dict) or old.keys() != new.keys():
        return build(after, type(model))
    kind: type[M] = type(model)
    values = {name: getattr(model, name) for name in kind.model_fields}
    for name in (name for name in new if new[name] is not old[name]):
        items = _revalidated(values[name], old[name], new[name])
        if items is None:
            return build(after, kind)
        values[name] = items
    rebuilt: M = kind.model_construct(model.model_fields_set, **values)  # type: ignore[assignment]
    return rebuilt, []


def _revalidated(items: Any, old: Node, new: Node) -> tuple[Model, ...] | None:
    """Return a list's models with new ones for new nodes, or None if everything must be built."""
    if not isinstance(old, list) or not isinstance(new, list) or len(old) != len(new):
        return None
    if not all(isinstance(item, Model) for item in items):
        return None
    try:
        return tuple(
            item if was is now else type(item).model_validate(now)
            for item, was, now in zip(items, old, new, strict=True)
        )
    except ValidationError:
        return None
