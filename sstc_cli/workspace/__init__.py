"""A folder with a series: find it, open it, start a new one."""

from sstc_cli.workspace.catalogue import CODES, Page, catalogue
from sstc_cli.workspace.open import DATA, SURVEYS, Workspace, find_root, open_workspace
from sstc_cli.workspace.shipped import shipped_root
from sstc_cli.workspace.start import new_workspace

__all__ = [
    "CODES",
    "DATA",
    "SURVEYS",
    "Page",
    "Workspace",
    "catalogue",
    "find_root",
    "new_workspace",
    "open_workspace",
    "shipped_root",
]
