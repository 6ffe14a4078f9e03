"""Ages such as `2y`, `18m` and `30d`."""

from datetime import date

from dateutil.relativedelta import relativedelta


def day_before(day: date, age: str) -> date:
    """Return the date that is an age before another date."""
    count, unit = int(age[:-1]), age[-1]
    ages = {"y": relativedelta(years=count), "m": relativedelta(months=count)}
    try:
        return day - ages.get(unit, relativedelta(days=count))
    except (ValueError, OverflowError):
        return date.min
