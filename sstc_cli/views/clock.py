"""Hours and offsets, which are the same in all languages."""

from datetime import datetime


def clock_text(moment: datetime, usual: str | None = None) -> str:
    """Return the time on a 24-hour clock, which nobody mistakes: `15:30`.

    If the offset is another one than the `usual` one of the document, it follows: `02:35 (UTC+1)`.
    """
    clock, offset = f"{moment:%H:%M}", offset_text(moment)
    return clock if usual in (None, offset) else f"{clock} ({offset})"


def offset_text(moment: datetime) -> str:
    """Return the offset, with a true minus sign: `UTC+8`, `UTC+5:30`, `UTC−5`."""
    offset = moment.utcoffset()
    minutes = int(offset.total_seconds()) // 60 if offset else 0
    sign = "+" if minutes >= 0 else "−"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


def offsets_text(starts: datetime, ends: datetime) -> str:
    """Return the offset of a slot, or both if the clocks change meanwhile: `UTC+0 → UTC+1`."""
    return " → ".join(dict.fromkeys((offset_text(starts), offset_text(ends))))
