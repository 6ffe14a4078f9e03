"""A data file of the workspace: its tree, its model, and what is wrong with it."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Generic, NamedTuple, TypeVar

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.model import Model
from sstc_cli.source import Tree, build, doubts, read

M = TypeVar("M", bound=Model)


class DataFile(NamedTuple, Generic[M]):
    """A file's tree, its model or None, and the diagnostics of building the model."""

    tree: Tree
    model: M | None
    diagnostics: list[Diagnostic]

    @property
    def stem(self) -> str:
        """The name of the file without suffix, which must be the id of its contents."""
        return PurePosixPath(self.tree.file).stem


def load(root: Path, file: Path, model: type[M], trees: Mapping[str, Tree]) -> DataFile[M]:
    """Return a file of the workspace, or what `trees` has in its place."""
    tree = trees.get(file.as_posix()) or read(root / file, file.as_posix())
    return DataFile(tree, *build(tree, model))


def own_diagnostics(file: DataFile[Any]) -> list[Diagnostic]:
    """Return the diagnostics of reading a file and building its model."""
    return [*file.tree.diagnostics, *file.diagnostics]


def doubts_about(file: DataFile[Any]) -> list[Diagnostic]:
    """Return the diagnostics on texts of a file that was understood."""
    return doubts(file.tree, type(file.model)) if file.model else []
