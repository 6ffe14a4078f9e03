"""The words of labels in a language."""

from collections.abc import Iterable, Mapping

from sstc_cli.views.labels import read_labels
from sstc_cli.workspace import Workspace, shipped_root


def labels_of(workspace: Workspace, language: str) -> Mapping[str, str]:
    """Return the translations into a language; the workspace's own win over the shipped ones."""
    return read_labels([shipped_root() / "templates", workspace.templates], language)


def labels_by_language(
    workspace: Workspace, languages: Iterable[str]
) -> dict[str, Mapping[str, str]]:
    """Return the translations into each of the languages."""
    return {language: labels_of(workspace, language) for language in languages}
