"""Months and weekdays by all the names that seven languages have for them."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from sstc_cli.model.languages import locale_of
from sstc_cli.model.wording import fold

# Arabic has three sets of names for months
_LOCALES = ("en", "ar", "ar-LB", "ar-DZ", "zh", "fr", "pt", "ru", "es")
_MORE_MONTHS = {"sept": 9, "avr": 4, "fevr": 2, "janv": 1, "juil": 7, "нояб": 11, "сен": 9}
_MORE_WEEKDAYS = {
    "tues": 1, "thur": 3, "thurs": 3, "wednes": 2, "星期天": 6, "周天": 6,
    "礼拜一": 0, "礼拜二": 1, "礼拜三": 2, "礼拜四": 3, "礼拜五": 4, "礼拜六": 5, "礼拜日": 6,
}  # fmt: skip


def plain(text: str) -> str:
    """Return a text in one case and width, without accents and points, its digits from 0 to 9."""
    if text.isascii():
        return " ".join(text.casefold().split())
    digits = "".join(_digit(char) for char in fold(text))
    letters = unicodedata.normalize("NFD", digits)
    return "".join(char for char in letters if not unicodedata.combining(char))


def _digit(char: str) -> str:
    """Return the digit of ASCII for one of Arabic, and any other character as it is."""
    return str(unicodedata.digit(char)) if char.isdecimal() and not char.isascii() else char


@cache
def months() -> dict[str, int]:
    """Return the numbers of months by their plain names."""
    return dict(_named("months")) | _MORE_MONTHS


@cache
def weekdays() -> dict[str, int]:
    """Return the numbers of weekdays, Monday being 0, by their plain names."""
    long = dict(_named("days")) | _MORE_WEEKDAYS
    # `segunda` is short for `segunda-feira`
    return long | {name.removesuffix("-feira"): day for name, day in long.items()}


def _named(kind: str) -> Iterator[tuple[str, int]]:
    """Yield the names of months or days with their numbers, the shortest last."""
    for code in _LOCALES:
        forms = getattr(locale_of(code), kind)
        for width in ("wide", "abbreviated"):
            for use in ("format", "stand-alone"):
                for number, name in forms[use][width].items():
                    short = plain(name).rstrip(".")
                    if not short.isdecimal() and len(short) > 1:
                        yield short, number


@cache
def month_pattern() -> str:
    """Return an expression for the name of a month, with its point if it is short."""
    return _any_of(months())


@cache
def weekday_pattern() -> str:
    """Return an expression for the name of a weekday, with its point if it is short."""
    return _any_of(weekdays())


def _any_of(names: dict[str, int]) -> str:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return f"(?:{'|'.join(re.escape(name) for name in longest_first)})"
