"""Words in the releases of a workspace: where they are, and the workspace without them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from sstc_cli.diagnostics import Diagnostic, Path, format_path
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import Release, Series
from sstc_cli.releases import state_of
from sstc_cli.releases.quotes import has_text, ids_with, redactions, words_in
from sstc_cli.source import edited, locate
from sstc_cli.workspace.data_files import DataFile
from sstc_cli.workspace.open import Workspace


def places_in(files: Iterable[DataFile[Any]], wanted: Callable[[str], object]) -> Iterator[str]:
    """Yield the places of the wanted texts: `data/releases/001-first.yaml:12: series.title`."""
    for file in files:
        yield from _places(file, (path for path, words in words_in(file.model) if wanted(words)))


def places_of_ids(files: Iterable[DataFile[Release]], text: str) -> Iterator[str]:
    """Yield the places of ids that were made from a text."""
    for file in files:
        if file.model:
            yield from _places(file, ids_with(file.model, text))


def _places(file: DataFile[Any], paths: Iterable[Path]) -> Iterator[str]:
    for found in locate(file.tree, [Diagnostic("", "", path) for path in paths]):
        line = found.place.line if found.place else 1
        yield f"{file.tree.file}:{line}: {format_path(found.path)}"


def redacted(workspace: Workspace, series: Series, text: str) -> Workspace:
    """Return the workspace without a text in its releases; refuse one that the plan still has."""
    if any(has_text(text, words) for _, words in words_in(state_of(series))):
        message = "data/webinars.yaml still has this text, and the next release would publish it"
        raise SstcError(message, "delete it there first", ExitCode.DATA)
    files = [
        file.with_tree(edited(file.tree, redactions(file.model, text), Release))
        for file in workspace.release_files
        if file.model
    ]
    return replace(workspace, release_files=tuple(files))
