"""Public holidays and working days of countries.

Nationwide holidays come from the package `holidays`. `UN` stands for the official holidays of the
United Nations in New York, known for 2020.
"""

import importlib
import warnings
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

# United Nations, ST/IC/2019/23: official holidays for 2020 at Headquarters.
_UNITED_NATIONS = {
    date(2020, 1, 1): "New Year's Day",
    date(2020, 4, 10): "Good Friday",
    date(2020, 5, 25): "Memorial Day",
    date(2020, 5, 26): "Eid al-Fitr",
    date(2020, 7, 3): "Independence Day",
    date(2020, 7, 31): "Eid al-Adha",
    date(2020, 9, 7): "Labour Day",
    date(2020, 11, 26): "Thanksgiving Day",
    date(2020, 12, 25): "Christmas Day",
}
_DAY = timedelta(days=1)


def public_holidays(country: str, years: Iterable[int]) -> Mapping[date, str]:
    """Return the names of a country's holidays by day; an unknown country has none."""
    return _UNITED_NATIONS if country == "UN" else dict(_calendar(country, tuple(years)) or {})


def working_day(start: date, days: int, countries: Iterable[str]) -> date:
    """Return the date a number of working days after a day, or before it if negative.

    The day itself does not count. A working day is one in all of the countries: their weekends,
    public holidays and working weekends decide. Unknown countries work from Monday to Friday.
    """
    places = tuple(countries)
    day, remaining = start, abs(days)
    while remaining:
        day += _DAY if days > 0 else -_DAY
        remaining -= _works(day, places)
    return day


def _works(day: date, places: tuple[str, ...]) -> bool:
    return all(_is_working(place, day) for place in places) if places else day.weekday() < 5


def _is_working(country: str, day: date) -> bool:
    calendar = None if country == "UN" else _calendar(country, (day.year,))
    if calendar is None:
        return day.weekday() < 5 and not (country == "UN" and day in _UNITED_NATIONS)
    return bool(calendar.is_working_day(day))


@cache
def _calendar(country: str, years: tuple[int, ...]) -> Any:
    """Return a country's calendar, or None if it is unknown."""
    # The package takes as long to import as everything else here, so it is imported only if needed.
    holidays = importlib.import_module("holidays")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # for India, about years that it covers in part
        try:
            return holidays.country_holidays(country, years=years, language="en_US")
        except NotImplementedError:
            return None
