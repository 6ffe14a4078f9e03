"""Recurrence rules (RFC 5545 3.3.10)."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.lines import excerpt, quoted, suggestion
from sstc_cli.ics_check.values import moment_of

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_ADDED = re.compile(
    r"RSCALE=[A-Z0-9-]+|SKIP=(?:OMIT|BACKWARD|FORWARD)|BYMONTH=(?:[0-9]{1,2}L?,)*[0-9]{1,2}L"
)
_CLOCK = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND"})
_DAYS = {"YEARLY": 365, "MONTHLY": 30, "WEEKLY": 7, "DAILY": 1}


def rule_parts(rule: str) -> dict[str, str]:
    """Return the parts of a rule by name, without those that have no `=`."""
    parts = (part.partition("=") for part in rule.upper().split(";"))
    return {name.strip(): value.strip() for name, equals, value in parts if equals}


def still_repeats_after(component: Component, start: datetime, far: timedelta) -> bool:
    """Return whether a component that starts then is probably still repeated so much later."""
    parts = rule_parts(component.text("RRULE"))
    if parts.get("FREQ") not in _DAYS:
        return False
    until = moment_of(parts.get("UNTIL", ""))
    if isinstance(until, datetime):
        return until.replace(tzinfo=None) >= start + far
    if isinstance(until, date):
        return until >= (start + far).date()
    count, interval = (parts.get(name, "1") for name in ("COUNT", "INTERVAL"))
    if "COUNT" not in parts or not (count.isdecimal() and interval.isdecimal()):
        return "COUNT" not in parts
    return int(count[:6]) * int(interval[:6]) * _DAYS[parts["FREQ"]] >= far.days


def is_off_days(parts: Mapping[str, str], day: date) -> bool:
    """Return whether a day has not the weekday, the month or the day that a rule names."""
    weekdays = {weekday[2] for weekday in DAY.finditer(parts.get("BYDAY", ""))}
    months = set(parts.get("BYMONTH", "").split(",")) - {""}
    days = set(parts.get("BYMONTHDAY", "").split(",")) - {""}
    off = (weekdays and WEEKDAYS[day.weekday()] not in weekdays) or (
        months and str(day.month) not in {month.lstrip("0") for month in months}
    )
    plain = days and all(number.isdecimal() for number in days)
    return bool(off or (plain and str(day.day) not in {number.lstrip("0") for number in days}))


def never_on(rule: str, start: date, moment: date) -> bool:
    """Return whether a rule with this start certainly leaves out a moment between its ends.

    Both are dates, or times of the same clock. Moments before the start or after the last date
    remain when a series is split, and hide nothing.
    """
    parts = rule_parts(rule)
    until = moment_of(parts.get("UNTIL", ""))
    first, day = (_day_of(item) for item in (start, moment))
    if parts.get("FREQ") not in _DAYS or other_calendar(rule) or _CLOCK & parts.keys():
        return False
    if is_off_days(parts, first) or moment <= start or (until and day > _day_of(until)):
        return False
    times = [item.time() for item in (start, moment) if isinstance(item, datetime)]
    if len(set(times)) > 1:
        return True
    return (
        is_off_days(parts, day)
        or _is_off_start(parts, first, day)
        or _is_off_step(parts, first, day)
    )


def _day_of(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _is_off_start(parts: Mapping[str, str], first: date, day: date) -> bool:
    """Return whether a day differs from the start in what the rule takes from the start."""
    frequency = parts["FREQ"]
    if parts.keys() & {"BYDAY", "BYMONTHDAY", "BYWEEKNO", "BYYEARDAY"}:
        return False
    if frequency == "WEEKLY":
        return day.weekday() != first.weekday()
    if frequency == "YEARLY" and "BYMONTH" not in parts and day.month != first.month:
        return True
    return frequency in ("MONTHLY", "YEARLY") and day.day != first.day


def _is_off_step(parts: Mapping[str, str], first: date, day: date) -> bool:
    """Return whether a day is in a period that the interval of a rule skips."""
    interval = parts.get("INTERVAL", "1")
    week = parts.get("WKST", "MO")
    if not _number(1, 999_999_999)(interval) or "BYWEEKNO" in parts or week not in WEEKDAYS:
        return False
    begin = WEEKDAYS.index(week)
    months = (day.year - first.year) * 12 + day.month - first.month
    weeks = [(item.toordinal() - 1 - begin) // 7 for item in (first, day)]  # ordinal 1 is a Monday
    passed = {
        "DAILY": (day - first).days,
        "WEEKLY": weeks[1] - weeks[0],
        "MONTHLY": months,
        "YEARLY": day.year - first.year,
    }
    return passed[parts["FREQ"]] % int(interval) != 0


def other_calendar(rule: str) -> str | None:
    """Return the first part of a rule that RFC 7529 adds: for years of other calendars."""
    parts = rule.upper().split(";")
    return next((part for part in parts if _ADDED.fullmatch(part)), None)


def rule_problem(rule: str) -> tuple[str, str] | None:
    """Return a message and a hint about the first error in a rule, or None."""
    parts = dict[str, str]()
    for part in rule.upper().split(";"):
        name, equals, value = part.partition("=")
        if _ADDED.fullmatch(part):
            continue
        if not part:
            return "the rule has an empty part", "delete the extra `;`"
        if not equals or name not in _READERS:
            return f"{quoted(part)} is not a part of a rule", suggestion(name, tuple(_READERS))
        if name in parts:
            return f"the rule has `{name}` twice", "keep one of the two"
        if not all(map(_READERS[name], value.split(",") if name.startswith("BY") else [value])):
            return f"{quoted(part)} cannot be read", _EXAMPLES.get(name, _EXAMPLE)
        parts[name] = value
    return _contradiction(parts)


def _contradiction(parts: dict[str, str]) -> tuple[str, str] | None:
    """Return a message and a hint about parts that contradict each other, or None."""
    frequency = parts.get("FREQ")
    if frequency is None:
        return "the rule has no frequency, `FREQ`", _EXAMPLE
    if "UNTIL" in parts and "COUNT" in parts:
        return "the rule has both `UNTIL` and `COUNT`", "keep one of the two"
    numbered = any(day[:1] in "+-0123456789" for day in parts.get("BYDAY", "MO").split(","))
    if numbered and (frequency not in ("MONTHLY", "YEARLY") or "BYWEEKNO" in parts):
        return (
            f"`BYDAY={excerpt(parts['BYDAY'])}` has a number, but `FREQ={frequency}` allows none",
            "delete the number, or write `FREQ=MONTHLY`",
        )
    for name, allowed in _ONLY_WITH.items():
        if name in parts and frequency not in allowed:
            return f"`{name}` is not allowed with `FREQ={frequency}`", f"delete `{name}`"
    return None


def _number(least: int, most: int, *, signed: bool = False) -> Callable[[str], bool]:
    """Return a test for whole numbers in a range, which may have a sign if `signed`."""

    def is_number(text: str) -> bool:
        digits = text[1:] if signed and text[:1] in ("+", "-") else text
        return (
            digits.isascii()
            and digits.isdigit()
            and len(digits) < 10
            and least <= int(digits) <= most
        )

    return is_number


_FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY")
_READERS: dict[str, Callable[[str], object]] = {
    "FREQ": _FREQUENCIES.__contains__,
    "UNTIL": moment_of,
    "COUNT": _number(1, 999_999_999),
    "INTERVAL": _number(1, 999_999_999),
    "BYSECOND": _number(0, 60),
    "BYMINUTE": _number(0, 59),
    "BYHOUR": _number(0, 23),
    "BYDAY": DAY.fullmatch,
    "BYMONTHDAY": _number(1, 31, signed=True),
    "BYYEARDAY": _number(1, 366, signed=True),
    "BYWEEKNO": _number(1, 53, signed=True),
    "BYMONTH": _number(1, 12),
    "BYSETPOS": _number(1, 366, signed=True),
    "WKST": WEEKDAYS.__contains__,
}
_ONLY_WITH = {
    "BYWEEKNO": ("YEARLY",),
    "BYMONTHDAY": tuple(name for name in _FREQUENCIES if name != "WEEKLY"),
    "BYYEARDAY": ("YEARLY", "HOURLY", "MINUTELY", "SECONDLY"),
}
_EXAMPLE = "write it like `FREQ=WEEKLY;BYDAY=FR;UNTIL=20201204T073000Z`"
_EXAMPLES = {
    "FREQ": f"write one of {', '.join(_FREQUENCIES)}",
    "UNTIL": "write a date or a time in UTC, for example `UNTIL=20201204T073000Z`",
    "BYDAY": "write weekdays with two letters, for example `BYDAY=MO,FR` or `BYDAY=-1SU`",
}
