"""Dates and times as people write them elsewhere, read into the form of data files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from sstc_cli.model.values import MONTHS

_YEAR = "(?P<y>(?:19|20|21)[0-9]{2})"
_MONTH = "(?P<m>[0-9]{1,2})"
_DAY = "(?P<d>[0-9]{1,2})"
_NAME = r"(?P<name>[A-Za-z]{3,9})\.?"
_DATES = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}[-/. ]{_MONTH}[-/. ]{_DAY}(?![0-9])",
        rf"{_YEAR} *年 *{_MONTH} *月 *{_DAY} *日?",
        rf"{_DAY}\. ?{_MONTH}\. ?{_YEAR}",
        rf"(?P<a>[0-9]{{1,2}})[-/](?P<b>[0-9]{{1,2}})[-/]{_YEAR}",
        rf"{_DAY}(?:st|nd|rd|th)?[ -]{_NAME}[ ,-]+{_YEAR}",
        rf"{_NAME} {_DAY}(?:st|nd|rd|th)?,? {_YEAR}",
    )
)
_CLOCK = re.compile(
    r"T?(?P<half>上午|早上|下午|晚上|中午)? *(?P<h>[0-9]{1,2})"
    r"(?:(?:[:.h]|hrs?|[点點时時])(?P<min>[0-9]{2})?(?::00)?分?)? *(?P<m12>[AaPp]\.?[Mm]\.?)?"
)
_ZONE = re.compile(r" *(?:\(?[A-Z]{1,5}\)?|(?:UTC|GMT)? ?[+-][0-9]{1,2}(?::?[0-9]{2})?)")
_END = re.compile(r" *(?:-|to|到|至|~) *[0-9]{1,2}[:.h][0-9]{2}")


@dataclass(frozen=True, slots=True)
class Spelled:
    """The content of a text: its possible days, its time, and the rest, which is not allowed."""

    days: tuple[str, ...]
    clock: str
    rest: str

    @property
    def has_end(self) -> bool:
        """Whether a second time follows."""
        return bool(_END.fullmatch(self.rest))


def spelled(text: str) -> Spelled | None:
    """Return what a text says in plain characters, or None if it is neither a date nor a time."""
    text = text.strip()
    days: tuple[str, ...] = ()
    for form in _DATES:
        if found := form.match(text):
            days = tuple(dict.fromkeys(_days(found.groupdict())))
            if not days:
                return None
            text = re.sub(r"^[ ,T]+(?=.)", "", text[found.end() :])
            break
    if not text:
        return Spelled(days, "", "") if days else None
    found = _CLOCK.match(text)
    clock = _clock(found) if found else ""
    rest = text[found.end() :] if found else ""
    known = not rest or _ZONE.fullmatch(rest) or _END.fullmatch(rest)
    return Spelled(days, clock, rest.strip()) if clock and known else None


def _days(parts: dict[str, str | None]) -> Iterator[str]:
    """Yield the days that the parts of a date can mean."""
    year, month, day = int(parts["y"] or 0), parts.get("m"), parts.get("d")
    pairs = [(parts.get("b"), parts.get("a")), (parts.get("a"), parts.get("b"))]
    if name := parts.get("name"):
        at = [index for index, full in enumerate(MONTHS, 1) if full.startswith(name.capitalize())]
        month = str(at[0]) if at else None
    for month_text, day_text in [(month, day), *pairs]:
        try:
            yield str(date(year, int(month_text or 0), int(day_text or 0)))
        except ValueError:
            continue


def _clock(found: re.Match[str]) -> str:
    """Return the time that the parts of a time mean, or nothing if there is none."""
    hour, minute = int(found["h"]), int(found["min"] or 0)
    is_bare = found.end("h") == found.end()
    late = (found["m12"] or "").lower().startswith("p") or found["half"] in ("下午", "晚上")
    early = (found["m12"] or "").lower().startswith("a")
    if late and hour < 12:
        hour += 12
    elif early and hour == 12:
        hour = 0
    try:
        return "" if is_bare and not found["half"] else time(hour, minute).strftime("%H:%M")
    except ValueError:
        return ""
