"""Days, months and weekdays as people write them in seven languages."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from sstc_cli.model.languages import locale_of
from sstc_cli.model.text import LANGUAGES
from sstc_cli.model.wording import fold

# Arabic has three sets of names for months
_LOCALES = (*LANGUAGES, "ar-LB", "ar-DZ")
_MORE_MONTHS = {
    "sept": 9, "avr": 4, "fevr": 2, "janv": 1, "juil": 7, "нояб": 11, "сен": 9,
    "يونيه": 6, "يوليه": 7,
}  # fmt: skip
_MORE_WEEKDAYS = {
    "tues": 1, "thur": 3, "thurs": 3, "wednes": 2, "星期天": 6, "周天": 6,
    "礼拜一": 0, "礼拜二": 1, "礼拜三": 2, "礼拜四": 3, "礼拜五": 4, "礼拜六": 5, "礼拜日": 6,
}  # fmt: skip


def plain(text: str) -> str:
    """Return a text in one case and width, without accents and points, its digits from 0 to 9."""
    if text.isascii():
        return " ".join(text.casefold().split())
    digits = "".join(
        str(unicodedata.digit(char)) if char.isdecimal() and not char.isascii() else char
        for char in fold(text)
    )
    letters = unicodedata.normalize("NFD", digits)
    return "".join(char for char in letters if not unicodedata.combining(char))


@cache
def months() -> dict[str, int]:
    return dict(_named("months")) | _MORE_MONTHS


@cache
def weekdays() -> dict[str, int]:
    """Return the numbers of weekdays, Monday being 0, by their plain names."""
    long = dict(_named("days")) | _MORE_WEEKDAYS
    # `segunda` is short for `segunda-feira`
    return long | {name.removesuffix("-feira"): day for name, day in long.items()}


def _named(kind: str) -> Iterator[tuple[str, int]]:
    for code in _LOCALES:
        forms = getattr(locale_of(code), kind)
        for width in ("wide", "abbreviated"):
            for use in ("format", "stand-alone"):
                for number, name in forms[use][width].items():
                    short = plain(name).rstrip(".")
                    if not short.isdecimal() and len(short) > 1:
                        yield short, number


def _any_of(names: dict[str, int]) -> str:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return f"(?:{'|'.join(re.escape(name) for name in longest_first)})"


_YEARS = range(1990, 2100)
_HOURS = r"(?:[ap]\.?\s?m|uhr|h|hrs?|hours?|heures?|horas?|час\w*|ч)\b"


@dataclass(frozen=True, slots=True)
class Day:
    """A day as it is written: its year may be missing, and its order may be open.

    `first` and `second` are day and month, or month and day, if `is_open`; otherwise `first` is the
    day and `second` the month. `shape` is `dmy` or `mdy` if numbers show their order.
    """

    first: int
    second: int
    year: int | None
    is_open: bool = False
    shape: str = ""

    def readings(self) -> tuple[tuple[int, int], ...]:
        """Return the month and the day in each possible reading, the day first."""
        pairs = [(self.second, self.first)]
        if self.is_open and self.first != self.second:
            pairs.append((self.first, self.second))
        return tuple((month, day) for month, day in pairs if month <= 12)

    def on(self, year: int, *, days_first: bool | None) -> date | None:
        """Return the date in a year, or None if it does not exist or its order is open."""
        readings = self.readings()
        if len(readings) > 1:
            if days_first is None:
                return None
            readings = readings[:1] if days_first else readings[1:]
        try:
            return date(year, *readings[0]) if readings else None
        except ValueError:
            return None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return the spellings of a day, those that leave least open first."""
    month, end = _any_of(months()), r"(?![\w])"
    ordinal = r"(?:st|nd|rd|th|er|re|o|a|º|ª|°)?"
    year = r"(?P<year>\d{4}|'\d{2})"
    of = r"(?:\s*(?:,|de|del|of|d'|-|/|\.|г\.?)\s*|\s+)"
    # `30` is not a year in `23 Mar 30 Mar`, nor is `10` in `5 Mar 10 am`
    no_year = rf"[\d:.h]|\s?(?:{_HOURS})|\s*{month}(?!\w)|(?<= \d\d)\s?[-–—~]"
    return tuple(
        re.compile(pattern)
        for pattern in (
            r"(?<!\d)(?P<year>\d{4})\s?[-/.年]\s?(?P<month>\d{1,2})\s?[-/.月]\s?(?P<day>\d{1,2})"
            r"\s?[日号]?(?!\d)",
            r"(?<!\d)(?:(?P<year>\d{4})\s?年\s?)?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?[日号]",
            r"(?<![\d:])(?P<a>\d{1,2})\s?[-/.]\s?(?P<b>\d{1,2})\s?[-/.]\s?(?P<year>\d{4}|\d{2})(?![\d:])",
            rf"(?<!\d)(?P<day>\d{{1,2}})[-/. ](?P<name>{month})[-/. ]"
            rf"(?P<year>\d{{4}}|(?<! )\d\d|[2-4]\d)(?!{no_year})",
            rf"(?<!\d)(?P<day>\d{{1,2}}){ordinal}{of}?(?P<name>{month})\.?(?:{of}{year}(?!\d))?{end}",
            rf"(?<!\w)(?P<name>{month})\.?\s*(?P<day>\d{{1,2}}){ordinal}(?!\d|\s*[:h])"
            rf"(?:{of}{year}(?!\d))?{end}",
            r"(?<![\d:./])(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\d:/])",
            r"(?<![\d:./])(?P<day>\d{1,2})\.(?P<month>0?[1-9]|1[0-2])\.(?![\d:])",
        )
    )


@cache
def _two_months() -> re.Pattern[str]:
    return re.compile(rf"({_any_of(months())})\s?/\s?({_any_of(months())})(?!\w)")


_COMPACT = re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)")


def find_day(text: str) -> tuple[Day | None, str]:
    """Return the day in a plain text, and what remains of the text."""
    if match := _COMPACT.fullmatch(text):
        return _day_of(match), ""
    if "/" in text and not text.isascii():  # the United Nations give a month both Arabic names
        text = _two_months().sub(
            lambda pair: pair[1] if months()[pair[1]] == months()[pair[2]] else pair[0], text
        )
    for pattern in _patterns():
        if (match := pattern.search(text)) and (day := _day_of(match)):
            return day, f"{text[: match.start()]} {text[match.end() :]}"
    return None, text


def _day_of(match: re.Match[str]) -> Day | None:
    found = match.groupdict()
    year: int | None = None
    if digits := found.get("year"):
        year = int(digits.lstrip("'"))
        year += 2000 if year < 100 else 0
        if year not in _YEARS:
            return None
    if found.get("a"):
        first, second = int(found["a"]), int(found["b"])
        if first > 12 >= second:
            return Day(first, second, year, shape="dmy") if first <= 31 else None
        if second > 12 >= first:
            return Day(second, first, year, shape="mdy") if second <= 31 else None
        return Day(first, second, year, is_open=True) if 1 <= first <= 12 else None
    month = months()[found["name"]] if found.get("name") else int(found["month"])
    day = int(found["day"])
    return Day(day, month, year) if 1 <= month <= 12 and 1 <= day <= 31 else None


@cache
def _weekday() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({_any_of(weekdays())})(?:\.|,|，)?(?!\w)|({_CHINESE_WEEKDAY})")


_CHINESE_WEEKDAY = "(?:星期|周|礼拜)[一二三四五六日天]"


def find_weekday(text: str) -> tuple[int | None, str]:
    """Return the weekday in a plain text, Monday being 0, and what remains of the text."""
    match = _weekday().search(text)
    if match is None:
        return None, text
    name = match[1] or match[2]
    return weekdays().get(name), f"{text[: match.start()]} {text[match.end() :]}"
