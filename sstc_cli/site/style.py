"""The style sheet in the colours of the office, and the script, which works without them."""

from sstc_cli.render import Stationery
from sstc_cli.render.web.files import own_or_shipped, style_sheet
from sstc_cli.workspace import Workspace, shipped_root


def style(workspace: Workspace, page: Stationery) -> bytes:
    """Return the style sheet, with the font and the accent of the series' documents."""
    shipped = shipped_root() / "templates"
    return style_sheet(workspace.templates, shipped, page.look, page.paper.replace("-", " "))


def script(workspace: Workspace) -> bytes:
    """Return the script: that of the workspace, otherwise the shipped one."""
    return own_or_shipped(workspace.templates, shipped_root() / "templates", "site.js")
