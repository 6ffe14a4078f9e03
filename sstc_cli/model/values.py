"""Strict readers of single values: every scalar of the data file arrives as text.

pydantic's own readers are too kind: `840` would be a time and `20200814` a timestamp.
"""

import re
from collections import Counter
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Annotated, Any, NoReturn
from zoneinfo import ZoneInfo

import tzdata
from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ZONE_FORMAT = "iana-zone"
_WEEKDAYS = {name.casefold(): day for day in WEEKDAYS for name in (day, day[:3])}
_DAY = re.compile(r"(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(_DAY.pattern + r"[ T][0-9]{2}:[0-9]{2}")
_LOOSE_DAY = re.compile(r"((?:19|20|21)[0-9]{2})[-/]([0-9]{1,2})[-/]([0-9]{1,2})")
_LOOSE_MOMENT = re.compile(_LOOSE_DAY.pattern + r"[ T]+([0-9]{1,2}):([0-9]{2})(?::00)?")
_INSTANT = re.compile(_DAY.pattern + r"[ T][0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_RESERVED = {"con", "prn", "aux", "nul", *(f"{n}{i}" for n in ("com", "lpt") for i in range(1, 10))}
_URL = re.compile(r'https?://[^\s\x00-\x1f<>"\\^`{|}]+')
_CONTINENTS = ("Africa/", "America/", "Asia/", "Atlantic/", "Europe/", "Indian/", "Pacific/")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][A-Za-z]{1,3})?")
_CODE = re.compile(r"[EW][0-9]{3}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")


def refuse(code: str, message: str, hint: str, value: object = "", **context: object) -> NoReturn:
    """Refuse a value: pydantic collects these, and `source` makes them diagnostics.

    `{value}` in the message stands for the value. The context may have a `key`, the one inside the
    value that is wrong; `known`, the values that can stand here; `meant`, the only one that can be
    meant.
    """
    shown = str(value)
    shown = shown if len(shown) <= 60 else shown[:59] + "…"
    context = {name: each for name, each in context.items() if each is not None}
    context |= {"hint": hint, "value": shown}
    raise PydanticCustomError(code, message, context)


def read_text(value: object, expected: str) -> str:
    """Return a single value, or refuse a list or map in its place (E105)."""
    if not isinstance(value, str):
        refuse("E105", f"{expected} is expected here", "write it on one line, as a single value")
    return value


def read_day(value: object) -> date:
    """`2020-10-09`."""
    text = read_text(value, "a date")
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            refuse("E107", "there is no day `{value}`", "correct the month or the day", text)
    hint = "write year-month-day, as in `2020-10-09`"
    refuse("E107", "`{value}` is not a date", hint, text, meant=_rewritten(text, _LOOSE_DAY))


def read_moment(value: object) -> datetime:
    """`2020-10-09 15:30`, local time in the series' zone."""
    text = read_text(value, "a date and a time")
    if _MOMENT.fullmatch(text):
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            hint = "hours run from 00 to 23; correct the day or the time"
            refuse("E107", "there is no time `{value}`", hint, text)
    hint = "write date and time, as in `2020-10-09 15:30`"
    meant = _rewritten(text, _LOOSE_MOMENT)
    refuse("E107", "`{value}` is not a date with a time", hint, text, meant=meant)


def read_instant(value: object) -> datetime:
    """`2020-10-09 07:30:00Z`, an instant in UTC."""
    text = read_text(value, "an instant in UTC")
    try:
        if _INSTANT.fullmatch(text):
            return datetime.fromisoformat(text.removesuffix("Z")).replace(tzinfo=UTC)
    except ValueError:
        pass
    hint = "write date and time in UTC, as in `2020-10-09 07:30:00Z`"
    refuse("E107", "`{value}` is not an instant in UTC", hint, text)


def _rewritten(text: str, loose: re.Pattern[str]) -> str | None:
    """A date, perhaps with a time, as it is read; `loose` says how else it may be written."""
    found = loose.fullmatch(text)
    if found is None:
        return None
    year, month, day, *clock = found.groups()
    written = f"{year}-{month:0>2}-{day:0>2}"
    return f"{written} {clock[0]:0>2}:{clock[1]}" if clock else written


def read_number(value: object) -> int:
    """A whole number, written plainly: no `07`, no `1.0`."""
    text = read_text(value, "a number")
    if _NUMBER.fullmatch(text):
        return int(text)
    plain = re.fullmatch(r"0+([0-9]{1,9})", text)
    meant = plain[1] if plain else None
    hint = "write digits only, as in `15`"
    refuse("E108", "`{value}` is not a whole number", hint, text, meant=meant)


def is_id(text: str) -> bool:
    """Whether a text can be an id, and so a part of a file's name on every system."""
    return bool(_ID.fullmatch(text)) and len(text) <= 64 and text not in _RESERVED


def read_id(value: object) -> str:
    """A lasting id, safe as a file name: small letters, digits and single hyphens."""
    text = read_text(value, "an id")
    if is_id(text):
        return text
    hint = "use small letters, digits and hyphens, at most 64, as in `sustainable-logistics`"
    refuse("E109", "`{value}` is not an id", hint, text)


def read_name(value: object) -> str:
    """A question's id or an option's code: an XLSForm name."""
    text = read_text(value, "an id")
    if _NAME.fullmatch(text) and len(text) <= 64:
        return text
    hint = "use small letters, digits and underscores, starting with a letter, as in `q1_rating`"
    refuse("E109", "`{value}` is not a question id", hint, text)


def read_weekday(value: object) -> str:
    """An English weekday, in full or by its first three letters."""
    text = read_text(value, "a weekday")
    if weekday := _WEEKDAYS.get(text.casefold()):
        return weekday
    hint = f"write one of {', '.join(WEEKDAYS)}"
    refuse("E110", "`{value}` is not a weekday", hint, text, known=WEEKDAYS)


@cache
def known_zones() -> frozenset[str]:
    """The zones of the IANA database, as the `tzdata` package lists them on every machine."""
    listed = Path(tzdata.__file__).with_name("zones").read_text(encoding="utf-8").split()
    return frozenset(name for name in listed if "/" in name or name == "UTC")


@cache
def _zones_by_place() -> dict[str, str]:
    """Zones by their place, `Nairobi` or `New York`, where no other zone has it."""
    places = {name: name.rpartition("/")[2].replace("_", " ") for name in known_zones()}
    counts = Counter(places.values())
    return {
        place: name
        for name, place in places.items()
        if counts[place] == 1 and name.startswith(_CONTINENTS) and not place.isupper()
    }


@cache
def load_zone(name: str) -> ZoneInfo:
    """A known zone from the `tzdata` package, never from the machine's own, older database."""
    file = Path(tzdata.__file__).parent / "zoneinfo" / name
    with file.open("rb") as stream:
        return ZoneInfo.from_file(stream, key=name)


def read_zone(value: object) -> str:
    """An IANA zone with its region, never an abbreviation: `CST` names five zones."""
    text = read_text(value, "a time zone")
    if text in known_zones():
        return text
    hint = "write an IANA name, as in `Asia/Shanghai`: an abbreviation has several meanings"
    message = "`{value}` is not a time zone"
    refuse("E106", message, hint, text, known=known_zones(), meant=_zones_by_place().get(text))


def read_flag(value: object) -> bool:
    """`true` or `false`, and nothing else: `no` is Norway."""
    text = read_text(value, "`true` or `false`")
    if text in ("true", "false"):
        return text == "true"
    meant = text.lower() if text.lower() in ("true", "false") else None
    message, hint = "`{value}` is neither `true` nor `false`", "write `true` or `false`"
    refuse("E110", message, hint, text, meant=meant)


def read_language(value: object) -> str:
    """A language code as in `en`, `zh`, `pt-BR`."""
    text = read_text(value, "a language code")
    if LANGUAGE.fullmatch(text):
        return text
    refuse("E105", "`{value}` is not a language code", "write `en`, `zh`, `fr`, …", text)


def read_code(value: object) -> str:
    """The code of a diagnostic."""
    text = read_text(value, "a code")
    if _CODE.fullmatch(text):
        return text
    refuse("E110", "`{value}` is not a code", "write a code of docs/rules.md, as in `W401`", text)


def read_country(value: object) -> str:
    """A country by its two letters of ISO 3166-1."""
    text = read_text(value, "a country code")
    if _COUNTRY.fullmatch(text):
        return text
    hint = "write two capital letters, as in `KE` for Kenya"
    refuse("E110", "`{value}` is not a country code", hint, text)


def read_url(value: object) -> str:
    """An `http` or `https` address."""
    text = read_text(value, "a web address")
    if _URL.fullmatch(text):
        return text
    hint = "write it in full, as in `https://example.org/join`"
    refuse("E111", "`{value}` is not a web address", hint, text)


def read_domain(value: object) -> str:
    """An internet domain in small letters."""
    text = read_text(value, "a domain")
    if _DOMAIN.fullmatch(text):
        return text
    hint = "write your office's internet domain, as in `example.org`"
    refuse("E111", "`{value}` is not a domain", hint, text)


def read_sdg(value: object) -> int:
    """The number of a Sustainable Development Goal."""
    number = read_number(value)
    if 1 <= number <= 17:
        return number
    refuse("E108", "there is no Goal {value}", "the Goals run from 1 to 17", number)


def _json(**schema: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", **schema})


def pattern(expression: re.Pattern[str]) -> WithJsonSchema:
    """Return the JSON Schema of a text that an expression matches as a whole."""
    return _json(pattern=f"^({expression.pattern})$")


Day = Annotated[date, BeforeValidator(read_day), pattern(_DAY)]
Moment = Annotated[datetime, BeforeValidator(read_moment), pattern(_MOMENT)]
Instant = Annotated[datetime, BeforeValidator(read_instant), pattern(_INSTANT)]
Number = Annotated[int, BeforeValidator(read_number), WithJsonSchema({"type": "integer"})]
Id = Annotated[str, BeforeValidator(read_id), pattern(_ID)]
Name = Annotated[str, BeforeValidator(read_name), pattern(_NAME)]
Weekday = Annotated[str, BeforeValidator(read_weekday), _json(enum=list(WEEKDAYS))]
Zone = Annotated[str, BeforeValidator(read_zone), _json(format=ZONE_FORMAT)]
Url = Annotated[str, BeforeValidator(read_url), pattern(_URL)]
Domain = Annotated[str, BeforeValidator(read_domain), pattern(_DOMAIN)]
Flag = Annotated[bool, BeforeValidator(read_flag), WithJsonSchema({"type": "boolean"})]
Code = Annotated[str, BeforeValidator(read_code), pattern(_CODE)]
Country = Annotated[str, BeforeValidator(read_country), pattern(_COUNTRY)]
Language = Annotated[str, BeforeValidator(read_language), pattern(LANGUAGE)]
Sdg = Annotated[int, BeforeValidator(read_sdg), WithJsonSchema({"type": "integer"})]
