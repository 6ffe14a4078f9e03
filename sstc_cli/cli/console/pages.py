"""The pages of all codes: of data files, calendar files and imports."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sstc_cli.workspace import Page


def pages() -> dict[str, Page]:
    """Return the pages by code; a workspace has only those of its own data."""
    from sstc_cli.ics_check import LINE_CODES, RULES
    from sstc_cli.model.import_codes import IMPORT_CODES
    from sstc_cli.workspace import catalogue

    return catalogue({**IMPORT_CODES, **LINE_CODES}, RULES)


def closest_codes(text: str) -> str:
    """Return a hint: the codes most similar to an unknown one, or how to list all of them."""
    known = pages()
    begun = [code for code in known if text and code.startswith(text.upper())]
    codes = begun[:8] or get_close_matches(text.upper(), known, n=4, cutoff=0.6)
    if not codes:
        return "run `sstc explain` to list all codes"
    return f"closest codes: {', '.join(f'`{code}`' for code in codes)}"
