"""A tree as a model, with diagnostics for everything that does not fit or looks doubtful."""

import re
from typing import TypeVar

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model.base import Model
from sstc_cli.model.readers import MOST_WRONG, InvalidError
from sstc_cli.source.reports import ENOUGH_HINT, enough
from sstc_cli.source.tree import Tree

M = TypeVar("M", bound=Model)


def build(tree: Tree, model: type[M]) -> tuple[M | None, list[Diagnostic]]:
    if tree.root is None:
        return None, []
    try:
        return model.read(tree.root), []
    except InvalidError as error:
        from sstc_cli.source.causes.shape import diagnostics  # noqa: PLC0415 slow to load

        problems = error.problems[:MOST_WRONG]
        found = list(diagnostics(tree, model, problems))
        if len(problems) == MOST_WRONG:
            found.append(Diagnostic("E112", enough("checking"), problems[-1].path, ENOUGH_HINT))
        return None, found


_CUT = re.compile(r"[^\s#] #\w")


def doubts(tree: Tree, model: type[Model]) -> list[Diagnostic]:
    """Return a diagnostic for each text that a comment has probably cut."""
    if not _CUT.search(tree.text):
        return []
    from sstc_cli.source.causes.punctuation import cut_values  # noqa: PLC0415 slow to load

    return list(cut_values(tree, model))
