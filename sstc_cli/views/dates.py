"""Days, hours and cities as the people of a language write them, and slots on other clocks."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache

from babel.core import get_global
from babel.dates import format_date, format_skeleton

from sstc_cli.model import Series, Webinar, load_zone
from sstc_cli.model.languages import locale_of
from sstc_cli.model.text import pick
from sstc_cli.model.view import Facts
from sstc_cli.model.zones import offset_text, offsets_text, zone_place


class LocalSlot(Facts):
    """Start and end with their offset; `days` is -1, 0 or 1, counted from the series' own date."""

    zone: str
    starts: datetime
    ends: datetime
    days: int

    @property
    def place(self) -> str:
        """The zone's city: `Africa/Nairobi` is `Nairobi`."""
        return zone_place(self.zone)

    @property
    def offset(self) -> str:
        """The zone's offset, or both if its clocks change during the webinar."""
        return offsets_text(self.starts, self.ends)


def own_slot(series: Series, webinar: Webinar) -> LocalSlot:
    return local_slots(series, webinar, [series.zone])[0]


def local_slots(series: Series, webinar: Webinar, zones: Sequence[str]) -> tuple[LocalSlot, ...]:
    starts, ends = series.slot(webinar)
    slots = []
    for name in zones:
        zone = load_zone(name)
        local = starts.astimezone(zone)
        days = (local.date() - webinar.starts.date()).days
        slots.append(LocalSlot(name, local, ends.astimezone(zone), days))
    return tuple(slots)


# Babel's English is American: the United Nations write the day before the month. In French the
# first day of a month is an ordinal, and that day alone. In Chinese the weekday is in brackets. In
# Spanish a comma after the weekday would need a second one in `del martes 2 de marzo al …`.
_DAY = {"en": "EEEE, d MMMM y", "es": "EEEE d 'de' MMMM 'de' y", "zh": "y年M月d日（EEE）"}
_SHORT_DAY = {
    "en": "EEE d MMM", "es": "EEE. d 'de' MMM.", "pt": "EEE, d 'de' MMM", "zh": "M月d日（EEE）",
}  # fmt: skip
_FIRST = {"fr": "EEEE d'er' MMMM y"}
_WITH_YEAR = {
    "en": "EEE d MMM y", "es": "EEE. d 'de' MMM. 'de' y",
    "pt": "EEE, d 'de' MMM 'de' y", "zh": "y年M月d日（EEE）",
}  # fmt: skip
_NO_BREAK = "\u00a0"
# how a start and an end are written where it is not `15:30–17:00`
_SPANS = {"zh": "{}至{}", "fr": f"{{}}{_NO_BREAK}–{_NO_BREAK}{{}}"}


def day_text(day: date, language: str) -> str:
    """Return a day with its weekday: `Friday, 9 October 2020`, `2020年10月9日（周五）`.

    A line may end after the weekday, but not inside the date.
    """
    locale = locale_of(language)
    usual = _DAY.get(locale.language, "full")
    form = _FIRST.get(locale.language, usual) if day.day == 1 else usual
    weekday, space, rest = format_date(day, form, locale).partition(" ")
    return weekday + space + rest.replace(" ", _NO_BREAK)


def short_day_text(day: date, language: str, *, year: bool = False) -> str:
    """Return a day for tables, on one line and without its year: `Fri 9 Oct`, `10月9日（周五）`."""
    locale = locale_of(language)
    form = (_WITH_YEAR if year else _SHORT_DAY).get(locale.language)
    skeleton = "yMMMEd" if year else "MMMEd"
    text = format_date(day, form, locale) if form else format_skeleton(skeleton, day, locale=locale)
    return text.replace(" ", _NO_BREAK)


def hour_text(moment: datetime, language: str, usual: str | None = None) -> str:
    """Return the time of a moment: `15:30`, in French `15 h 30`.

    If the offset is another one than the `usual` one of the document, it follows: `02:35 (UTC+1)`.
    """
    clock = f"{moment:%H:%M}"
    if locale_of(language).language == "fr":
        clock = f"{moment.hour}{_NO_BREAK}h" + (f"{_NO_BREAK}{moment:%M}" if moment.minute else "")
    offset = offset_text(moment)
    return clock if usual in (None, offset) else f"{clock} ({offset})"


def with_hour(day: str, moment: datetime | None, language: str) -> str:
    """Return the words of a day with the hour of a moment on it, if there is one."""
    if moment is None:
        return day
    pattern = str(locale_of(language).datetime_formats["medium"])
    return pattern.format(hour_text(moment, language), day)


def span_text(starts: str, ends: str, language: str) -> str:
    """Return a start and an end: `15:30–17:00`, in Chinese `15:30至17:00`."""
    return _SPANS.get(locale_of(language).language, "{}–{}").format(starts, ends)


def plain_day_text(day: date, language: str) -> str:
    """Return a day without its weekday: `13 December 2024`."""
    locale = locale_of(language)
    forms = {"en": "d MMMM y", "fr": "d'er' MMMM y" if day.day == 1 else "long"}
    return format_date(day, forms.get(locale.language, "long"), locale)


@cache
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


def city_of(series: Series, zone: str, language: str) -> str:
    """Return the city of a zone by the name that the series gives it, if it gives one."""
    return pick(series.cities.get(zone), language) or city_text(zone, language)


def direction_of(language: str) -> str:
    return locale_of(language).text_direction
