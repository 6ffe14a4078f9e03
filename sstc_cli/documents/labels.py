"""The labels that a language needs, of the templates and of survey summaries, and their words."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sstc_cli.numbers.labels import Label
from sstc_cli.render.sources import used_labels
from sstc_cli.views.labels import read_labels
from sstc_cli.workspace import Workspace, shipped_root


def labels_of(workspace: Workspace, language: str) -> Mapping[str, str]:
    """Return the translations into a language; the workspace's own win over the shipped ones."""
    return read_labels([shipped_root() / "templates", workspace.templates], language)


def needed_labels(folders: Sequence[Path]) -> tuple[str, ...]:
    """Return every English label, once, with those in the templates of the folders first."""
    return tuple(dict.fromkeys((*used_labels(folders), *map(str, Label))))
