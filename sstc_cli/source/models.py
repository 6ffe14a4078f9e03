"""A tree as a model, with diagnostics for everything that does not fit or looks doubtful."""

import importlib
import re
from typing import TypeVar, get_origin

from sstc_cli.diagnostics import Diagnostic, Path
from sstc_cli.model.base import Model, inner_model
from sstc_cli.model.readers import MOST_WRONG, InvalidError
from sstc_cli.source.parser import ENOUGH_HINT, enough
from sstc_cli.source.tree import Tree

M = TypeVar("M", bound=Model)


def build(tree: Tree, model: type[M]) -> tuple[M | None, list[Diagnostic]]:
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


_CUT = re.compile(r"[^\s#] #\w")


def doubts(tree: Tree, model: type[Model]) -> list[Diagnostic]:
    """Return a diagnostic for each text that a comment has probably cut."""
    if not _CUT.search(tree.text):
        return []
    # the search takes time to load, and is seldom needed
    causes = importlib.import_module("sstc_cli.source.causes.punctuation")
    return list(causes.cut_values(tree, model))


def keys_at(model: type[Model], path: Path) -> list[str]:
    owner = model_at(model, path)
    return list(owner.fields) if owner else []


def model_at(model: type[Model] | None, path: Path) -> type[Model] | None:
    for step in path:
        if isinstance(step, str) and model is not None:
            field = model.fields.get(step)
            model = inner_model(field.annotation) if field else None
    return model


def is_map(model: type[Model], path: Path) -> bool:
    owner = model_at(model, path[:-1])
    declared = owner.fields.get(str(path[-1])) if owner else None
    annotation = declared.annotation if declared else None
    has_own_keys = get_origin(annotation) is dict  # such as `more: {booth: …}`
    return has_own_keys or (inner_model(annotation) is not None and "tuple" not in str(annotation))
