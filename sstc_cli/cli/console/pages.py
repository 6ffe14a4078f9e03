"""The pages of all codes, for data files and calendar files."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sstc_cli.workspace import Page


def pages() -> dict[str, Page]:
    """Return the pages by code; those for calendar files are not part of the workspace."""
    from sstc_cli.ics_check import LINE_CODES, RULES
    from sstc_cli.workspace import catalogue

    return catalogue(LINE_CODES, RULES)


def closest_codes(text: str) -> str:
    """Return a hint with the codes that are most similar to an unknown one."""
    codes = get_close_matches(text.upper(), pages(), n=4, cutoff=0)
    return f"closest codes: {', '.join(f'`{code}`' for code in codes)}"
