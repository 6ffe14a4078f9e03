"""The templates of the pages of a workspace."""

from collections.abc import Mapping

from sstc_cli.render.web.pages import WebPages
from sstc_cli.views.dates import direction_of
from sstc_cli.workspace import Workspace, shipped_root


def web_pages(workspace: Workspace, labels: Mapping[str, str], language: str) -> WebPages:
    """Return the workspace's templates before the shipped ones, with the labels of both."""
    shipped = shipped_root() / "templates"
    return WebPages(workspace.templates, shipped, labels, direction_of(language))
