"""The pages of all codes, for data files and calendar files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sstc_cli.workspace import Page


def pages() -> dict[str, Page]:
    """Return the pages by code; those for calendar files are not part of the workspace."""
    from sstc_cli.ics_check import RULES, WRITTEN
    from sstc_cli.workspace import catalogue

    return catalogue(WRITTEN, RULES)
