"""Times, lengths and moments as people write them."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sstc_cli.planning.days import Day, find_day, find_weekday, plain
from sstc_cli.sheets.cells import Value, moment_of, number_of, text_of

_MORNING = r"上午|早上|凌晨|清晨|早"
_NIGHT = r"晚上|晚|夜里"
_NOON = "中午"
_EVENING = rf"下午|傍晚|{_NIGHT}|{_NOON}"
_END = r"(?![^\W\u3400-\u9fff])"  # no letter or digit follows, unless it is Chinese
_AM = r"a\.?\s?m\.?|صباحا|ص|утра|de la manana|da manha|du matin"
_PM = (
    r"p\.?\s?m\.?|مساء|م|ظهرا|дня|вечера|de la tarde|de la noche|da tarde|da noite|"
    r"de l'apres-midi|du soir"
)
_OF_NIGHT = r"de la noche|da noite|вечера|du soir"  # whose 12 is midnight
_WORDS = {
    "noon": "12:00", "midday": "12:00", "midi": "12:00", "mediodia": "12:00", "meio-dia": "12:00",
    "полдень": "12:00", "正午": "12:00", "midnight": "24:00", "minuit": "24:00",
    "medianoche": "24:00", "meia-noite": "24:00", "полночь": "24:00", "午夜": "24:00",
    "الظهر": "12:00", "منتصف الليل": "24:00",
}  # fmt: skip
_WORD = re.compile(rf"(?<!\w)(?:12(?::00)?\s*)?({'|'.join(map(re.escape, _WORDS))})(?!\w)")
_TO = r"\s*(?:-+|~|～|—|–|to|until|till|à|a|al|as|до|по|至|到|الى|حتى|›|→)\s*"


def _clock_pattern(at: str) -> str:
    return (
        rf"(?P<before{at}>{_MORNING}|{_EVENING})?\s*(?<![\d.])(?P<hour{at}>\d{{1,2}})"
        rf"(?:\s?(?:[:.٫h時时点點]|ч\.?|hrs?|hs?)\s?(?P<half{at}>半)?(?P<minute{at}>[0-5]\d(?!\d))?"
        rf"(?::[0-5]\d(?:\.\d+)?)?\s?(?:分|min\b|мин\.?|m\b)?)?"
        rf"(?P<mark{at}>\s?(?:hrs?|hours|h|uhr|час\w*)(?!\w))?\s*(?:(?P<am{at}>{_AM})|(?P<pm{at}>{_PM}))?{_END}"
    )


_RANGE = re.compile(
    rf"(?:from |de |das |с |من |du )?{_clock_pattern('1')}{_TO}{_clock_pattern('2')}"
)
_ONE = re.compile(_clock_pattern("1"))
_HOUR = re.compile(r"\d\s?[h时時点點]")
_COMPACT = re.compile(
    r"(?<![\d:./-])([01]\d|2[0-3])([0-5]\d)\s?(?:hrs?|h|hours)?\s?-\s?([01]\d|2[0-3])([0-5]\d)(?![\d:])"
)


# `15-00 – 16-30`, as in Russian; `10-12 – 14-16` may be the hours before and after a break
_HYPHENS = re.compile(r"(?<![\d.:/-])(\d\d?)-(00|30|45) ?[-–—] ?(\d\d?)-(00|15|30|45)(?![\d:/-])")


@dataclass(frozen=True, slots=True)
class WrittenClock:
    """A time of day in minutes after midnight; `half` is `am`, `pm`, or empty if it is not said.

    It `is_short` if the hour has one digit, as on a clock with twelve hours, and `has_plus_one` if
    `+1` follows it, as it follows an end on the next day.
    """

    minutes: int
    half: str = ""
    is_short: bool = False
    has_plus_one: bool = False


@dataclass(frozen=True, slots=True)
class ClockRange:
    """Two ends of a slot, each None if it is not said."""

    starts: WrittenClock | None = None
    ends: WrittenClock | None = None


NOTHING = ClockRange()


def find_slot(text: str) -> tuple[ClockRange, str]:
    """Return the times in a plain text, and what remains of the text."""
    text = _WORD.sub(lambda match: f" {_WORDS[match[1]]} ", text)
    if match := _COMPACT.search(text):
        first, second = (int(match[n]) * 60 + int(match[n + 1]) for n in (1, 3))
        return ClockRange(WrittenClock(first), WrittenClock(second)), _without(text, match)
    for match in _RANGE.finditer(text):
        slot = _range_of(match)
        if slot:
            return slot, _without(text, match)
    for match in _ONE.finditer(text):
        if _is_time(match, "1") and (clock := _clock_of(match, "1")):
            return ClockRange(clock), _without(text, match)
    return NOTHING, text


def _range_of(match: re.Match[str]) -> ClockRange | None:
    """Return the slot of a range, one of whose ends must clearly be a time."""
    if not (_is_time(match, "1") or _is_time(match, "2")):
        return None
    starts, ends = _clock_of(match, "1"), _clock_of(match, "2")
    if starts is None or ends is None:
        return None
    if ends.half and not starts.half:  # `2-3 pm`, but `11-1 pm` is before and after noon
        if _in_half(starts, ends.half) < _in_half(ends, ends.half):
            starts = _clock_of(match, "1", ends.half) or starts
        elif ends.half == "pm":
            starts = _clock_of(match, "1", "am") or starts
    return ClockRange(starts, ends)


def _in_half(clock: WrittenClock, half: str) -> int:
    if clock.half:
        return clock.minutes
    hours, minutes = divmod(clock.minutes, 60)
    return (hours % 12 + (12 if half == "pm" and hours <= 12 else 0)) * 60 + minutes


def _is_time(match: re.Match[str], at: str) -> bool:
    """Return whether a number can only be a time: it has minutes, a mark or a half of the day."""
    names = ("minute", "mark", "am", "pm", "before", "half")
    return any(match[name + at] for name in names) or bool(_HOUR.search(match[0]))


def _clock_of(match: re.Match[str], at: str, half: str = "") -> WrittenClock | None:
    hour = int(match["hour" + at])
    minute = 30 if match["half" + at] else int(match["minute" + at] or 0)
    before = match["before" + at] or ""
    if match["am" + at] or (before and re.fullmatch(_MORNING, before)):
        half = "am"
    elif match["pm" + at] or (before and re.fullmatch(_EVENING, before)):
        half = "pm"
    at_night = re.fullmatch(_NIGHT, before) or re.fullmatch(_OF_NIGHT, match["pm" + at] or "")
    if at_night and hour < 5:  # perhaps after midnight
        return None
    if at_night and hour == 12:
        hour = 24
    elif half == "pm" and hour < 12 and not (before == _NOON and hour > 9):
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    if hour > 24 or (hour == 24 and minute):
        return None
    return WrittenClock(hour * 60 + minute, half, is_short=len(match["hour" + at]) == 1)


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


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


_FIRST_DAYS = range(20_000, 80_000)  # numbers of days as workbooks count them: 1954 to 2119
_FILLER = re.compile(
    r"[\s,;|()\[\]\-–—.:/，；،؛（）、@•·]+|\b(?:at|on|the|le|el|o|a|à|as|às|в|г|года)\b"
)
# a moment as programs write it, with its offset; in other texts a minus is the sign of a range
_ISO = re.compile(
    r"(?<=\d)(?P<t>[t ])(?P<clock>\d\d:\d\d(?::\d\d(?:\.\d+)?)?)"
    r"(?P<offset>\s?z\b|[+\-−](?:0\d|1[0-4])(?::?[0-5]\d)?(?![\d:]))?"
)
_OFFSET = re.compile(
    r"(?:utc|gmt)\s?[+\-−]\s?\d{1,2}(?::?\d\d)?(?!\d)|(?<=[\dm])\s?\+\d{1,2}(?::?\d\d)?(?!\d)"
)
# after a time it mostly means the next day, and is not an offset like `+01`
_PLUS_ONE = re.compile(
    r"(?<=[\dmMhH.])(?:\s*⁺¹|\s*[(（]\s*\+1(?: ?d(?:ays?)?)?\s*[)）]"
    r"|\s+\+1(?: ?d(?:ays?)?)?)(?![\w:])"
)
_END_ONLY = re.compile(r"(?:[-—−]|to |until |till )\s*\d")
_BY_PROGRAM = re.compile(r"[\d/.-]+ +\d+:[\d:]+")
_POINT = re.compile(r"\d{1,2}\.\d{1,2}")
_LONGEST = 500  # characters; what is longer takes a time that grows with its square


@dataclass(frozen=True, slots=True)
class MomentParts:
    """What a cell says of a moment.

    `rest` is text that is neither day nor time, perhaps a zone. `guessed` explains a reading that
    is not certain.
    """

    day: Day | None = None
    weekday: int | None = None
    slot: ClockRange = NOTHING
    rest: str = ""
    guessed: str = ""

    @property
    def is_time(self) -> bool:
        """Whether it starts with a time, and has nothing else besides a day."""
        return self.slot.starts is not None and not self.rest

    @property
    def is_empty(self) -> bool:
        return self.day is None and self.weekday is None and self.slot == NOTHING


def parts_of(value: Value, *, times_only: bool = False) -> MomentParts:
    """Return the parts of a cell; a number in a column of times is a time."""
    if isinstance(value, datetime):
        return _of_moment(value, times_only=times_only)
    if isinstance(value, date):
        return MomentParts(Day(value.day, value.month, value.year), value.weekday())
    if isinstance(value, time):
        rounded = WrittenClock(value.hour * 60 + value.minute + (value.second >= 30))
        return MomentParts(slot=ClockRange(rounded))
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        slot = ClockRange(WrittenClock(minutes))
        return MomentParts(slot=slot) if 0 <= minutes <= 1440 else MomentParts(rest=str(value))
    text = text_of(value)
    number = number_of(value)
    if number is not None and (isinstance(value, float) or times_only or number in _FIRST_DAYS):
        return _of_number(number, text, times_only=times_only)
    return _of_text(text, times_only=times_only)


def _of_moment(moment: datetime, *, times_only: bool) -> MomentParts:
    """Return the parts of an Excel date; one of its first days is a time alone."""
    moment = (moment + timedelta(seconds=30)).replace(second=0, microsecond=0)
    clock = WrittenClock(moment.hour * 60 + moment.minute)
    if moment.year < 1905:
        return MomentParts(slot=ClockRange(clock))
    has_time = times_only or (moment.hour, moment.minute) != (0, 0)
    slot = ClockRange(clock) if has_time else NOTHING
    return MomentParts(Day(moment.day, moment.month, moment.year), moment.weekday(), slot)


def _of_number(number: float, text: str, *, times_only: bool) -> MomentParts:
    """Return the parts of a number: a day that lost its format, or a time typed with a point."""
    if int(number) in _FIRST_DAYS:
        moment = moment_of(number, days_first=None)
        if moment is not None:
            why = f"the number is the day {moment:%Y-%m-%d} in Excel"
            return replace(_of_moment(moment, times_only=False), guessed=why)
    if not times_only or number < 0:
        return MomentParts(rest=text)
    if 0 < number < 1:
        minutes = round(number * 1440)
        why = f"the number is the time {minutes // 60:02}:{minutes % 60:02} in Excel"
        return MomentParts(slot=ClockRange(WrittenClock(minutes)), guessed=why)
    hours, hundredths = divmod(round(number * 100), 100)
    if hours <= 24 and hundredths < 60:
        clock = WrittenClock(hours * 60 + hundredths, is_short=hours < 10)
        if not hundredths:
            return MomentParts(slot=ClockRange(clock))
        return MomentParts(slot=ClockRange(clock), guessed=f"read as {hours:02}:{hundredths:02}")
    return MomentParts(rest=text)


def _of_text(text: str, *, times_only: bool) -> MomentParts:
    if len(text) > _LONGEST:
        return MomentParts(rest=text)
    text = _HYPHENS.sub(r"\1:\2 - \3:\4", text)
    if plus := _PLUS_ONE.search(text):
        parts = _of_text(_without(text, plus), times_only=times_only)
        name = "ends" if parts.slot.ends else "starts"
        if clock := getattr(parts.slot, name):
            clock = replace(clock, has_plus_one=True)
            return replace(parts, slot=replace(parts.slot, **{name: clock}))
    rest, offset = _without_offset(plain(text))
    if _POINT.fullmatch(rest) and not times_only:
        rest += "."  # `21.04` among days is a day, among times a time
    day, rest = (None, rest) if times_only and _POINT.search(rest) else find_day(rest)
    slot, rest = find_slot(rest)
    if day and slot.starts and _BY_PROGRAM.fullmatch(text):  # 6:00 is not one of the evening
        slot = replace(slot, starts=replace(slot.starts, is_short=False))
    weekday, rest = find_weekday(rest)
    rest = " ".join([*_FILLER.sub(" ", rest).split(), *([offset] if offset else [])])
    is_end = slot.starts and not slot.ends and _END_ONLY.match(plain(text))
    guessed = "read as one time, though it looks like an end" if is_end else ""
    return MomentParts(day, weekday, slot, rest, guessed)


def _without_offset(text: str) -> tuple[str, str]:
    """Return a plain text without its offset from UTC, and that as `+01:00` or `utc+1`."""
    if iso := _ISO.search(text):
        offset = (iso["offset"] or "").strip()
        has_sign = offset[:1] in ("-", "−")
        if iso["t"] == "t" or not has_sign or iso["clock"].count(":") > 1:
            offset = offset.replace("z", "+00:00")
            return f"{text[: iso.start('t')]} {iso['clock']} {text[iso.end() :]}", offset
    if found := _OFFSET.search(text):
        return f"{text[: found.start()]} {text[found.end() :]}", found[0].replace(" ", "")
    return text, ""
