"""Texts and numbers in cells."""

import re
from datetime import date, time, timedelta

from sstc_cli.planning.incoming.faults import CellError, Reading
from sstc_cli.sheets.cells import Value, number_of, text_of, without_controls

_RETURN = re.compile("_x000[dD]_|\r(?=\n)")
_AS_TEXT = "format the cell as Text in Excel, and type it again"


def read_number(value: Value) -> Reading:
    """Return a whole number."""
    number = None if isinstance(value, bool) else number_of(value)
    if number is None or not number.is_integer() or number < 0:
        raise CellError(f"`{text_of(value)[:60]}` is not a whole number", "write digits only")
    return Reading(str(int(number)))


def read_text(value: Value, base: str) -> Reading:
    """Return a text; of one that became a number, say so, because zeros may be lost."""
    if isinstance(value, str):
        return Reading(same_or(_plain(value), base))
    if isinstance(value, (date, time, timedelta)):
        raise CellError(f"Excel has made a date or a time of this text: {value}", _AS_TEXT)
    text = text_of(value)
    if isinstance(value, float) and not isinstance(value, bool) and number_of(base) == value:
        lost = (
            f"Excel shows `{base}` as the number {text}; it stays `{base}`" if text != base else ""
        )
        return Reading(base, lost)
    return Reading(text, f"a number instead of a text: read as `{text}`")


def same_or(text: str, base: str) -> str:
    """Return the text of the export if a cell only differs in what no person sees."""
    return base if text != base and text_of(text) == text_of(base) else text


def _plain(text: str) -> str:
    return without_controls(_RETURN.sub("", text)).strip()
