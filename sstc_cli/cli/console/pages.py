"""The pages of all codes: of the data, of calendar files and of survey files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sstc_cli.workspace import Page


def pages() -> dict[str, Page]:
    """Return the pages by code; those of a workspace are only of its own data."""
    from sstc_cli.ics_check import LINE_CODES, RULES
    from sstc_cli.model.import_codes import IMPORT_CODES
    from sstc_cli.workspace import catalogue

    return catalogue({**IMPORT_CODES, **LINE_CODES}, RULES)
