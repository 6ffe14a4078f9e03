"""Words in the releases of a workspace: where they are, and the workspace without them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from sstc_cli.diagnostics import Diagnostic, format_path
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import Model, Release
from sstc_cli.releases import state_of
from sstc_cli.releases.quotes import redactions, text_pattern, words_in
from sstc_cli.source import edited, locate
from sstc_cli.workspace.data_files import DataFile
from sstc_cli.workspace.open import Workspace


class ReleasePlace(NamedTuple):
    """Where a release has a text: `data/releases/001-first.yaml:12`, and the path of its key."""

    at: str
    path: str


def places_in(
    files: Iterable[DataFile[Release]], wanted: Callable[[str], object]
) -> Iterator[ReleasePlace]:
    """Yield the places of the wanted texts in releases."""
    for file in files:
        paths = [path for path, words in words_in(file.model) if wanted(words)]
        for found in locate(file.tree, [Diagnostic("", "", path) for path in paths]):
            if found.place:
                at = f"{found.place.file}:{found.place.line}"
                yield ReleasePlace(at, format_path(found.path))


def redacted(workspace: Workspace, text: str) -> Workspace:
    """Return the workspace without a text in its releases; refuse one that the plan still has."""
    for file in workspace.release_files:
        if file.model is None:
            message = f"{file.tree.file} could not be read, so it may keep the text"
            raise SstcError(message, "run `sstc validate` to see why", ExitCode.DATA)
    pattern = text_pattern(text)
    if workspace.series and _has(state_of(workspace.series), pattern.search):
        message = "data/webinars.yaml still has this text, and the next release would publish it"
        raise SstcError(message, "delete it there first", ExitCode.DATA)
    files = []
    for file in workspace.release_files:
        edits = redactions(file.model, text) if file.model else []
        files.append(file.with_tree(edited(file.tree, edits, Release)) if edits else file)
    return replace(workspace, release_files=tuple(files))


def _has(state: Model, wanted: Callable[[str], object]) -> bool:
    return any(wanted(words) for _, words in words_in(state))
