"""A length of time, in any usual spelling, as minutes."""

import re
from datetime import datetime, time, timedelta

from sstc_cli.planning.foreign.spelling.calendar_words import plain
from sstc_cli.sheets.cells import Value, number_of, text_of

_HOURS = r"h(?:ou?rs?|rs?|eures?|oras?)?|horas?|час\w*|ч\.?|小时|ساع\w*"
_MINUTES = r"m(?:in(?:utes?|utos?|s)?)?\.?|мин\w*\.?|分钟?|دقيق\w*|'|´|′"
_BOTH = re.compile(
    rf"(?:(?P<hours>\d{{1,9}}(?:[.,]\d{{1,9}})?) ?(?:{_HOURS}) ?)?(?:(?:and|et|y|e|и|و) ?)?"
    rf"(?:(?P<minutes>\d{{1,9}}) ?(?:{_MINUTES})?)?"
)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?(?: ?h(?:rs?|ours?)?)?")
_MOST = 24 * 60


def minutes_of(value: Value) -> int | None:
    """Return the minutes of a cell, or None: 90, `90 min`, `1h30`, `1.5 hours` or 01:30."""
    if isinstance(value, datetime | time):
        return _possible(value.hour * 60 + value.minute)
    if isinstance(value, timedelta):
        return _possible(round(value.total_seconds() / 60))
    number = number_of(value)
    if number is not None:
        as_hours = number <= 6 and number != 0
        minutes = number * 1440 if 0 < number < 1 / 8 else number * 60 if as_hours else number
        return _possible(round(minutes))
    text = plain(text_of(value)).strip()
    if match := _CLOCK.fullmatch(text):
        return _possible(int(match[1]) * 60 + int(match[2]))
    match = _BOTH.fullmatch(text)
    if match is None or not (match["hours"] or match["minutes"]):
        return None
    hours = float((match["hours"] or "0").replace(",", "."))
    return _possible(round(hours * 60) + int(match["minutes"] or 0))


def _possible(minutes: int) -> int | None:
    return minutes if 0 < minutes <= _MOST else None
