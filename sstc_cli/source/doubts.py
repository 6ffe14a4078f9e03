"""Texts of a file that was understood, but probably not as its author meant them."""

import importlib
import re

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import Model
from sstc_cli.source.tree import Tree

_CUT = re.compile(r"[^\s#] #\w")


def doubts(tree: Tree, model: type[Model]) -> list[Diagnostic]:
    """Return a diagnostic for each text that a comment has probably cut."""
    if not _CUT.search(tree.text):
        return []
    # the search takes time to load, and is seldom needed
    causes = importlib.import_module("sstc_cli.source.causes.cut_values")
    return list(causes.cut_values(tree, model))
