"""The page of every code there is, of the data and of calendar files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sstc_cli.workspace import Page


def pages() -> dict[str, Page]:
    """The pages by code; the workspace alone would not know those of calendar files."""
    from sstc_cli.ics_check import LINE_CODES, RULES
    from sstc_cli.workspace import catalogue

    return catalogue(LINE_CODES, RULES)
