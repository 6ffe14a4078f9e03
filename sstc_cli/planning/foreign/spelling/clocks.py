"""The times of day in a text: one, or the two ends of a range."""

import re
from dataclasses import dataclass

_MORNING = r"上午|早上|凌晨|清晨|早"
_EVENING = r"下午|晚上|晚|傍晚|中午"
_AM = r"a\.?\s?m\.?|صباحا|ص|утра|de la manana|da manha|du matin"
_PM = (
    r"p\.?\s?m\.?|مساء|م|ظهرا|дня|вечера|de la tarde|de la noche|da tarde|da noite|"
    r"de l'apres-midi|du soir"
)
_WORDS = {
    "noon": "12:00", "midday": "12:00", "midi": "12:00", "mediodia": "12:00", "meio-dia": "12:00",
    "полдень": "12:00", "正午": "12:00", "midnight": "24:00", "minuit": "24:00",
    "medianoche": "24:00", "meia-noite": "24:00", "полночь": "24:00", "午夜": "24:00",
    "الظهر": "12:00", "منتصف الليل": "24:00",
}  # fmt: skip
_WORD = re.compile(rf"(?<!\w)(?:12(?::00)?\s*)?({'|'.join(map(re.escape, _WORDS))})(?!\w)")
_TO = r"\s*(?:-+|~|～|—|–|to|until|till|à|a|al|as|до|по|至|到|الى|حتى|›|→)\s*"


def _clock(at: str) -> str:
    """Return an expression for one time, with `at` in the names of its groups."""
    return (
        rf"(?P<before{at}>{_MORNING}|{_EVENING})?\s*(?<![\d.])(?P<hour{at}>\d{{1,2}})"
        rf"(?:\s?(?:[:.٫h時时点點]|ч\.?|hrs?|hs?)\s?(?P<half{at}>半)?(?P<minute{at}>[0-5]\d(?!\d))?"
        rf"(?::[0-5]\d(?:\.\d+)?)?\s?(?:分|min\b|мин\.?|m\b)?)?"
        rf"(?P<mark{at}>\s?(?:hrs?|hours|h|uhr|час\w*)(?!\w))?\s*(?:(?P<am{at}>{_AM})|(?P<pm{at}>{_PM}))?(?!\w)"
    )


_RANGE = re.compile(rf"(?:from |de |das |с |من |du )?{_clock('1')}{_TO}{_clock('2')}")
_ONE = re.compile(_clock("1"))
_HOUR = re.compile(r"\d\s?[h时時点點]")
_HOUR = re.compile(r"\d\s?[h时時点點]")
_COMPACT = re.compile(
    r"(?<![\d:./-])([01]\d|2[0-3])([0-5]\d)\s?(?:hrs?|h|hours)?\s?-\s?([01]\d|2[0-3])([0-5]\d)(?![\d:])"
)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in minutes after midnight; `half` is `am`, `pm`, or empty if it is not said.

    `is_short` is True if the hour has one digit, as on a clock with twelve hours.
    """

    minutes: int
    half: str = ""
    is_short: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """Two ends of a slot, each None if it is not said."""

    starts: Clock | None = None
    ends: Clock | None = None


NOTHING = Slot()


def find_slot(text: str) -> tuple[Slot, str]:
    """Return the times in a plain text, and what remains of the text."""
    text = _WORD.sub(lambda match: f" {_WORDS[match[1]]} ", text)
    if match := _COMPACT.search(text):
        first, second = (int(match[n]) * 60 + int(match[n + 1]) for n in (1, 3))
        return Slot(Clock(first), Clock(second)), _without(text, match)
    for match in _RANGE.finditer(text):
        slot = _range_of(match)
        if slot:
            return slot, _without(text, match)
    for match in _ONE.finditer(text):
        if _is_time(match, "1") and (clock := _clock_of(match, "1")):
            return Slot(clock), _without(text, match)
    return NOTHING, text


def _range_of(match: re.Match[str]) -> Slot | None:
    """Return the slot of a range, one of whose ends must clearly be a time."""
    if not (_is_time(match, "1") or _is_time(match, "2")):
        return None
    starts, ends = _clock_of(match, "1"), _clock_of(match, "2")
    if starts is None or ends is None:
        return None
    if ends.half and not starts.half:  # `2-3 pm`, but `11-1 pm` is before and after noon
        half = ends.half if _in_half(starts, ends.half) < _in_half(ends, ends.half) else ""
        if half:
            starts = _clock_of(match, "1", half) or starts
        elif ends.half == "pm":
            starts = _clock_of(match, "1", "am") or starts
    return Slot(starts, ends)


def _in_half(clock: Clock, half: str) -> int:
    """Return the minutes of a time as if it were in this half of the day."""
    if clock.half:
        return clock.minutes
    hours, minutes = divmod(clock.minutes, 60)
    return (hours % 12 + (12 if half == "pm" and hours <= 12 else 0)) * 60 + minutes


def _is_time(match: re.Match[str], at: str) -> bool:
    """Return whether a number can only be a time: it has minutes, a mark or a half of the day."""
    names = ("minute", "mark", "am", "pm", "before", "half")
    return any(match[name + at] for name in names) or bool(_HOUR.search(match[0]))


def _clock_of(match: re.Match[str], at: str, half: str = "") -> Clock | None:
    """Return one time of a match, or None if there is no such time."""
    hour = int(match["hour" + at])
    minute = 30 if match["half" + at] else int(match["minute" + at] or 0)
    before = match["before" + at] or ""
    if match["am" + at] or (before and re.fullmatch(_MORNING, before)):
        half = "am"
    elif match["pm" + at] or (before and re.fullmatch(_EVENING, before)):
        half = "pm"
    is_short = len(match["hour" + at]) == 1
    if half == "pm" and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    if hour > 24 or (hour == 24 and minute):
        return None
    return Clock(hour * 60 + minute, half, is_short)


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"
