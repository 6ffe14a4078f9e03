"""Recurrence rules (RFC 5545 3.3.10)."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from sstc_cli.ics_check.component import Component
from sstc_cli.ics_check.values import moment_of
from sstc_cli.ics_check.written import shown, suggestion

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_DAYS = {"YEARLY": 365, "MONTHLY": 30, "WEEKLY": 7, "DAILY": 1}


def parts_of(rule: str) -> dict[str, str]:
    """The parts of a rule by name; what is no part is left out."""
    pairs = (each.partition("=") for each in rule.upper().split(";"))
    return {name.strip(): value.strip() for name, sign, value in pairs if sign}


def reaches(component: Component, start: datetime, far: timedelta) -> bool:
    """Whether what starts then is probably still repeated so much later."""
    parts = parts_of(component.text("RRULE"))
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


def fault_of(rule: str) -> tuple[str, str] | None:
    """What is wrong with a rule, and what to do; None where nothing is."""
    parts = dict[str, str]()
    for part in rule.upper().split(";"):
        name, sign, value = part.partition("=")
        if not part:
            return "the rule has a part that is empty", "delete the `;` that is too many"
        if not sign or name not in _READERS:
            return f"`{shown(part)}` is no part of a rule", suggestion(name, tuple(_READERS))
        if name in parts:
            return f"the rule has `{name}` twice", "keep one of the two"
        if not all(map(_READERS[name], value.split(",") if name.startswith("BY") else [value])):
            return f"`{shown(part)}` is not written as rules are", _EXAMPLES.get(name, _EXAMPLE)
        parts[name] = value
    return _contradiction(parts)


def _contradiction(parts: dict[str, str]) -> tuple[str, str] | None:
    """What parts say against each other."""
    frequency = parts.get("FREQ")
    if frequency is None:
        return "the rule does not say how often, `FREQ`", _EXAMPLE
    if "UNTIL" in parts and "COUNT" in parts:
        return "the rule has both `UNTIL` and `COUNT`", "keep one of the two"
    counted = any(each[:1] in "+-0123456789" for each in parts.get("BYDAY", "MO").split(","))
    if counted and (frequency not in ("MONTHLY", "YEARLY") or "BYWEEKNO" in parts):
        return (
            f"`BYDAY={shown(parts['BYDAY'])}` counts weekdays, but `FREQ={frequency}` cannot",
            "delete the number, or write `FREQ=MONTHLY`",
        )
    for name, allowed in _ONLY_WITH.items():
        if name in parts and frequency not in allowed:
            return f"`{name}` cannot stand with `FREQ={frequency}`", f"delete `{name}`"
    return None


def _number(least: int, most: int, *, signed: bool = False) -> Callable[[str], bool]:
    """Whether a text is a whole number in a range, perhaps counted from the end."""

    def reads(text: str) -> bool:
        digits = text[1:] if signed and text[:1] in ("+", "-") else text
        return (
            digits.isascii()
            and digits.isdigit()
            and len(digits) < 10
            and least <= int(digits) <= most
        )

    return reads


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
    "BYMONTHDAY": tuple(each for each in _FREQUENCIES if each != "WEEKLY"),
    "BYYEARDAY": ("YEARLY", "HOURLY", "MINUTELY", "SECONDLY"),
}
_EXAMPLE = "write it as in `FREQ=WEEKLY;BYDAY=FR;UNTIL=20201204T073000Z`"
_EXAMPLES = {
    "FREQ": f"write one of {', '.join(_FREQUENCIES)}",
    "UNTIL": "write a date or a time in UTC, as in `UNTIL=20201204T073000Z`",
    "BYDAY": "write weekdays by two letters, as in `BYDAY=MO,FR` or `BYDAY=-1SU`",
}
