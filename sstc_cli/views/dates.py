"""Days, hours and cities as the people of a language write them."""

from datetime import date, datetime

from babel.core import get_global
from babel.dates import format_date

from sstc_cli.model.languages import locale_of

# Babel's English is American: the United Nations write the day before the month. In French the
# first day of a month is an ordinal, and that day alone.
_DAY = {"en": "EEEE, d MMMM y"}
_FIRST = {"fr": "EEEE d'er' MMMM y"}


def day_text(day: date, language: str) -> str:
    """`Friday, 9 October 2020`, `2020年10月9日星期五`."""
    locale = locale_of(language)
    usual = _DAY.get(locale.language, "full")
    return format_date(day, _FIRST.get(locale.language, usual) if day.day == 1 else usual, locale)


def clock_text(moment: datetime) -> str:
    """`15:30`: no country mistakes a clock of 24 hours."""
    return f"{moment:%H:%M}"


def offset_text(moment: datetime) -> str:
    """`UTC+8`, `UTC+5:30`, `UTC−5`, with a true minus sign."""
    offset = moment.utcoffset()
    minutes = int(offset.total_seconds()) // 60 if offset else 0
    sign = "+" if minutes >= 0 else "−"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


def city_text(zone: str, language: str) -> str:
    """The city that a zone is named after: `Africa/Nairobi` is `Nairobi`, in Chinese `内罗毕`.

    Babel files some cities under the name that their zone had before (`Asia/Calcutta`).
    """
    former = [old for old, new in get_global("zone_aliases").items() if new == zone]
    known = locale_of(language).time_zones
    for name in (zone, *former):
        if city := known.get(name, {}).get("city"):
            return str(city)
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def direction_of(language: str) -> str:
    """`ltr` or `rtl`: the way the language is written."""
    return locale_of(language).text_direction
