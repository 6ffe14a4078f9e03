"""The fixed words of the terminal in other languages, from the catalogues beside this module."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from babel.dates import format_date, format_timedelta
from babel.lists import format_list

from sstc_cli.model import Text
from sstc_cli.model.languages import locale_of
from sstc_cli.model.phrases import MINUTES, Phrases, Unit
from sstc_cli.views.catalogues import read_labels
from sstc_cli.views.dates import city_text

CATALOGUES = Path(__file__).with_name("terminal")
_NEVER = 10**9  # of one unit, until it is told in the next larger one


class TranslatedPhrases(Phrases):
    """The words in a language that has a catalogue."""

    def __init__(self, language: str, zone_names: Mapping[str, Text | None] | None = None) -> None:
        super().__init__(language, zone_names)
        self._locale = locale_of(language)

    def translated(self, text: str) -> str:
        return _labels(self.language).get(text, text)

    def count(self, number: int, noun: str) -> str:
        """Return a number with its noun, in an order that needs no plural: `webinaires : 2`."""
        return self.say(f"{{number}} {noun}s", number=number)

    def day(self, day: date) -> str:
        return f"{format_date(day, 'EEE', self._locale)} {day:%Y-%m-%d}"

    def in_days(self, days: int) -> str:
        return format_timedelta(
            timedelta(days), "day", _NEVER, add_direction=True, locale=self._locale
        )

    def unit(self, number: int, unit: Unit) -> str:
        span = timedelta(minutes=number * MINUTES[unit])
        return format_timedelta(span, unit, _NEVER, locale=self._locale)

    def listed(self, names: Sequence[str]) -> str:
        return format_list(names, locale=self._locale) if names else ""

    def place(self, zone: str) -> str:
        return city_text(zone, self.language)


def phrases_in(language: str, zone_names: Mapping[str, Text | None] | None = None) -> Phrases:
    """Return the words in a language; those without a catalogue have English ones."""
    has_words = bool(_labels(language))
    return (TranslatedPhrases if has_words else Phrases)(language, zone_names)


@cache
def _labels(language: str) -> Mapping[str, str]:
    return read_labels([CATALOGUES], language)
