"""Public holidays of countries, and the days between them on which people work.

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
    """Names of a country's holidays by day; none where there is no such country."""
    return _UNITED_NATIONS if country == "UN" else dict(_calendar(country, tuple(years)) or {})


def working_day(start: date, days: int, countries: Iterable[str]) -> date:
    """So many working days after a day, before it where negative; the day itself does not count.

    A working day is one in every country, as its own weekend, its public holidays and the
    weekends that it works instead say; Monday to Friday where nothing is known of a country.
    """
    where = tuple(countries)
    day, left = start, abs(days)
    while left:
        day += _DAY if days > 0 else -_DAY
        left -= day.weekday() < 5 if not where else all(_is_working(each, day) for each in where)
    return day


def _is_working(country: str, day: date) -> bool:
    calendar = None if country == "UN" else _calendar(country, (day.year,))
    if calendar is None:
        return day.weekday() < 5 and not (country == "UN" and day in _UNITED_NATIONS)
    return bool(calendar.is_working_day(day))


@cache
def _calendar(country: str, years: tuple[int, ...]) -> Any:
    """A country's calendar; None where there is no such country."""
    # The package takes as long to import as everything else here: only who needs it waits.
    holidays = importlib.import_module("holidays")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # for India, of years of which it knows a part
        try:
            return holidays.country_holidays(country, years=years, language="en_US")
        except NotImplementedError:
            return None
