"""Recurrence rules (RFC 5545 3.3.10)."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.lines import excerpt, suggestion
from sstc_cli.ics_check.values import moment_of

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_ADDED = re.compile(
    r"RSCALE=[A-Z0-9-]+|SKIP=(?:OMIT|BACKWARD|FORWARD)|BYMONTH=(?:[0-9]{1,2}L?,)*[0-9]{1,2}L"
)
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
            return f"`{excerpt(part)}` is not a part of a rule", suggestion(name, tuple(_READERS))
        if name in parts:
            return f"the rule has `{name}` twice", "keep one of the two"
        if not all(map(_READERS[name], value.split(",") if name.startswith("BY") else [value])):
            return f"`{excerpt(part)}` cannot be read", _EXAMPLES.get(name, _EXAMPLE)
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
