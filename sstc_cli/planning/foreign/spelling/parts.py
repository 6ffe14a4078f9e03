"""A cell as the parts of a moment: day, weekday, times and what remains."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sstc_cli.planning.foreign.spelling.calendar_words import plain
from sstc_cli.planning.foreign.spelling.clocks import NOTHING, Clock, Slot, find_slot
from sstc_cli.planning.foreign.spelling.days import Day, find_day, find_weekday
from sstc_cli.sheets.cells import Value, moment_of, number_of, text_of

_FIRST_DAYS = range(20_000, 80_000)  # numbers of days as workbooks count them: 1954 to 2119
_FILLER = re.compile(
    r"[\s,;|()\[\]\-–—.:/，；（）、@•·]+|\b(?:at|on|the|le|el|o|a|à|as|às|день|в|г|года|day)\b"
)
_ISO = re.compile(r"(?<=\d)t(?=\d\d:)")
_POINT = re.compile(r"\d{1,2}\.\d{1,2}")
_LONGEST = 500  # characters; what is longer takes a time that grows with its square


@dataclass(frozen=True, slots=True)
class Parts:
    """What a cell says of a moment.

    `rest` is text that is neither day nor time, perhaps a zone. `guessed` explains a reading that
    is not certain.
    """

    day: Day | None = None
    weekday: int | None = None
    slot: Slot = NOTHING
    rest: str = ""
    guessed: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing of a moment was found."""
        return self.day is None and self.weekday is None and self.slot == NOTHING


def parts_of(value: Value, *, times_only: bool = False) -> Parts:
    """Return the parts of a cell; a number in a column of times is a time."""
    if isinstance(value, datetime):
        return _of_moment(value, times_only=times_only)
    if isinstance(value, date):
        return Parts(Day(value.day, value.month, value.year), value.weekday())
    if isinstance(value, time):
        return Parts(slot=Slot(_clock(value.hour, value.minute, value.second)))
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return Parts(slot=Slot(Clock(minutes))) if 0 <= minutes <= 1440 else Parts(rest=str(value))
    text = text_of(value)
    number = number_of(value)
    if number is not None and (isinstance(value, float) or times_only or number in _FIRST_DAYS):
        return _of_number(number, text, times_only=times_only)
    return _of_text(text, times_only=times_only)


def _of_moment(moment: datetime, *, times_only: bool) -> Parts:
    """Return the parts of an Excel date; one of its first days is a time alone."""
    moment = (moment + timedelta(seconds=30)).replace(second=0, microsecond=0)
    clock = _clock(moment.hour, moment.minute)
    if moment.year < 1905:
        return Parts(slot=Slot(clock))
    has_time = times_only or (moment.hour, moment.minute) != (0, 0)
    slot = Slot(clock) if has_time else NOTHING
    return Parts(Day(moment.day, moment.month, moment.year), moment.weekday(), slot)


def _of_number(number: float, text: str, *, times_only: bool) -> Parts:
    """Return the parts of a number: a day that lost its format, or a time typed with a point."""
    if int(number) in _FIRST_DAYS:
        moment = moment_of(number, days_first=None)
        if moment is not None:
            parts = _of_moment(moment, times_only=False)
            why = f"the number is the day {moment:%Y-%m-%d} in Excel"
            return Parts(parts.day, parts.weekday, parts.slot, guessed=why)
    if not times_only or number < 0:
        return Parts(rest=text)
    if 0 < number < 1:
        minutes = round(number * 1440)
        why = f"the number is the time {minutes // 60:02}:{minutes % 60:02} in Excel"
        return Parts(slot=Slot(Clock(minutes)), guessed=why)
    hours, hundredths = divmod(round(number * 100), 100)
    if hours <= 24 and hundredths < 60:
        clock = Clock(hours * 60 + hundredths, is_short=hours < 10)
        if not hundredths:
            return Parts(slot=Slot(clock))
        return Parts(slot=Slot(clock), guessed=f"read as {hours:02}:{hundredths:02}")
    return Parts(rest=text)


def _of_text(text: str, *, times_only: bool) -> Parts:
    """Return the parts of a text; one of a page is not a moment."""
    if len(text) > _LONGEST:
        return Parts(rest=text)
    rest = _ISO.sub(" ", plain(text))
    if _POINT.fullmatch(rest) and not times_only:
        rest += "."  # `21.04` among days is a day, among times a time
    weekday: int | None = None
    day, rest = (None, rest) if times_only and _POINT.search(rest) else find_day(rest)
    slot, rest = find_slot(rest)
    weekday, rest = find_weekday(rest)
    return Parts(day, weekday, slot, " ".join(_FILLER.sub(" ", rest).split()))


def _clock(hour: int, minute: int, second: int = 0) -> Clock:
    return Clock(hour * 60 + minute + (1 if second >= 30 else 0))
