"""Days and cities as the people of a language write them."""

from datetime import date

from babel.core import get_global
from babel.dates import format_date

from sstc_cli.model.languages import locale_of
from sstc_cli.model.zones import zone_place

# Babel's English is American: the United Nations write the day before the month. In French the
# first day of a month is an ordinal, and that day alone.
_DAY = {"en": "EEEE, d MMMM y"}
_FIRST = {"fr": "EEEE d'er' MMMM y"}


def day_text(day: date, language: str) -> str:
    """Return a day with its weekday: `Friday, 9 October 2020`, `2020年10月9日星期五`."""
    locale = locale_of(language)
    usual = _DAY.get(locale.language, "full")
    return format_date(day, _FIRST.get(locale.language, usual) if day.day == 1 else usual, locale)


def city_text(zone: str, language: str) -> str:
    """Return the city that a zone is named after: `Nairobi`, in Chinese `内罗毕`.

    Babel has some cities only under the former name of their zone (`Asia/Calcutta`).
    """
    former = [old for old, new in get_global("zone_aliases").items() if new == zone]
    zones = locale_of(language).time_zones
    for name in (zone, *former):
        if city := zones.get(name, {}).get("city"):
            return str(city)
    return zone_place(zone)


def direction_of(language: str) -> str:
    """Return the direction of writing: `ltr` or `rtl`."""
    return locale_of(language).text_direction
