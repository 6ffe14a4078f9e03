"""A tree as a model, with diagnostics for everything that does not fit or looks doubtful."""

import importlib
import re
from typing import TypeVar

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import Model
from sstc_cli.model.readers import MOST_WRONG, InvalidError
from sstc_cli.source.parser import ENOUGH_HINT, enough
from sstc_cli.source.tree import Tree

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


_CUT = re.compile(r"[^\s#] #\w")


def doubts(tree: Tree, model: type[Model]) -> list[Diagnostic]:
    """Return a diagnostic for each text that a comment has probably cut."""
    if not _CUT.search(tree.text):
        return []
    # the search takes time to load, and is seldom needed
    causes = importlib.import_module("sstc_cli.source.causes.cut_values")
    return list(causes.cut_values(tree, model))
