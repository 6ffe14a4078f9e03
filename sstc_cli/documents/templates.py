"""The templates of a workspace's documents."""

from functools import partial

from sstc_cli.documents.translations import labels_of
from sstc_cli.model.languages import language_name
from sstc_cli.render import Stationery, Templates
from sstc_cli.workspace import Workspace, shipped_root


def templates_of(
    workspace: Workspace, language: str, stationery: Stationery | None = None
) -> Templates:
    """Return the workspace's templates before the shipped ones, with the labels of both."""
    shipped = shipped_root() / "templates"
    labels = labels_of(workspace, language)
    names = partial(language_name, language=language)
    return Templates(workspace.templates, shipped, labels, names, stationery or Stationery())
