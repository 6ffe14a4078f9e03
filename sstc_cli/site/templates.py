"""The templates of the pages of a workspace."""

from collections.abc import Mapping

from sstc_cli.render.web.pages import SiteTemplates, WebPages
from sstc_cli.views.dates import direction_of
from sstc_cli.workspace import Workspace, shipped_root


def site_templates(workspace: Workspace) -> SiteTemplates:
    """Return the workspace's templates before the shipped ones."""
    return SiteTemplates(workspace.templates, shipped_root() / "templates")


def web_pages(templates: SiteTemplates, labels: Mapping[str, str], language: str) -> WebPages:
    """Return the pages of a language, whose labels have these translations."""
    return WebPages(templates, labels, direction_of(language))
