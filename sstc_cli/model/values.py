"""Strict readers of single values: every scalar of the data file arrives as text."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Annotated, Any, NoReturn
from urllib.parse import urlsplit

from sstc_cli.model.base import repeated
from sstc_cli.model.readers import InvalidError, Problem, Value
from sstc_cli.model.zones import ABBREVIATIONS, ZONE_FORMAT, known_zones, zones_by_place
from sstc_cli.unseen import described, unseen_in

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December")  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LONGEST = 10_000  # characters, some pages; a title in a PDF has room for three times as many
_DAY = re.compile(r"(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(_DAY.pattern + r"[ T][0-9]{2}:[0-9]{2}")
_OFFSET = re.compile(r"[+-](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?")
_INSTANT = re.compile(_DAY.pattern + r"[ T][0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_RESERVED = {"con", "prn", "aux", "nul", *(f"{n}{i}" for n in ("com", "lpt") for i in range(1, 10))}
URL = re.compile(r'https?://[^\s\x00-\x1f<>"\\^`{|}]+')
_HOST = re.compile(r"(?:[^\s:\[\]]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]+)?")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][A-Za-z]{1,3})?")
_CODE = re.compile(r"[EW][0-9]{3}")
COUNTRY_TABLE = Path(__file__).with_name("countries.tsv")
_LIKE_OFFSET = re.compile(r"(?:UTC|GMT)? ?[+\-−]")
_COUNTRY = re.compile(r"[A-Z]{2}")
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")


def refuse(  # noqa: PLR0913 all are facts of one problem
    code: str,
    message: str,
    hint: str,
    value: object = "",
    *,
    allowed: Iterable[str] = (),
    meant: str | None = None,
    key: str | None = None,
) -> NoReturn:
    """Refuse a value; `{value}` in the message is replaced by the value.

    `key` is the key inside the value that is wrong, `allowed` are the possible values,
    and `meant` is the only one that it can mean.
    """
    text = str(value)
    text = text if len(text) <= 60 else text[:59] + "…"
    message = message.replace("{value}", text)
    problem = Problem(
        code, message=message, hint=hint, text=text, allowed=allowed, meant=meant, inside=key
    )
    raise InvalidError([problem])


def read_text(value: object, expected: str) -> str:
    """Return a single value, or refuse a list or map in its place (E105)."""
    if not isinstance(value, str):
        refuse("E105", f"{expected} is expected here", "write it on one line, as a single value")
    refuse_long(value)
    return value


def refuse_repeated(lists: Mapping[str, Iterable[str]]) -> None:
    """Refuse two items under one name in a list; the lists are given by their keys (E113)."""
    for key, names in lists.items():
        if name := repeated(names):
            hint = "join the two, or delete one"
            refuse("E113", f"two items of `{key}` are for `{{value}}`", hint, name, key=key)


def refuse_long(text: str, key: str | None = None) -> None:
    """Refuse a text of many pages, which some formats cannot hold (E239)."""
    if len(text) > LONGEST:
        message = f"the text has {len(text):,} characters, but at most {LONGEST:,} are allowed"
        refuse("E239", message, "shorten it, and put the rest elsewhere", text, key=key)


def refuse_unseen(text: str, key: str | None = None) -> None:
    """Refuse a text that could steer a terminal or hide what it says (E118)."""
    if match := unseen_in(text):
        hint = "delete it, or type the text again if it was copied"
        refuse("E118", "the text has {value}", hint, described(text, match), key=key)


def read_line(value: object) -> str:
    """Return a text in no particular language, or refuse it (E105, E118, E239)."""
    refuse_unseen(text := read_text(value, "a text"))
    return text


def read_day(value: object) -> date:
    """Return the date of a text such as `2020-10-09`, or refuse it (E107)."""
    text = read_text(value, "a date")
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            refuse("E107", "the day `{value}` does not exist", _limit(text), text)
    refuse("E107", "`{value}` is not a date", "write year-month-day, like `2020-10-09`", text)


def read_moment(value: object) -> datetime:
    """Return the local time of a text such as `2020-10-09 15:30`, or refuse it (E107)."""
    text = read_text(value, "a date and a time")
    if _MOMENT.fullmatch(text):
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            refuse("E107", "the date or time `{value}` does not exist", _limit(text), text)
    hint = "write year-month-day and time, for example `2020-10-09 15:30`"
    refuse("E107", "`{value}` is not a date with a time", hint, text)


def read_instant(value: object) -> datetime:
    """Return the instant of a text such as `2020-10-09 07:30:00Z`, or refuse it (E107)."""
    text = read_text(value, "an instant in UTC")
    try:
        if _INSTANT.fullmatch(text):
            return datetime.fromisoformat(text.removesuffix("Z")).replace(tzinfo=UTC)
    except ValueError:
        pass
    hint = "write date and time in UTC, for example `2020-10-09 07:30:00Z`"
    refuse("E107", "`{value}` is not an instant in UTC", hint, text)


def _limit(text: str) -> str:
    """Return what a date that does not exist, or its time, goes beyond."""
    year, month, day = int(text[:4]), int(text[5:7]), int(text[8:10])
    if not 1 <= month <= 12:
        return "correct the month: months are from 01 to 12"
    most = monthrange(year, month)[1]
    if not 1 <= day <= most:
        return f"correct the day: {MONTHS[month - 1]} {year} has {most} days"
    return "correct the time: hours are from 00 to 23, and minutes from 00 to 59"


def read_number(value: object) -> int:
    """Return a whole number, or refuse the value (E108), also `07` and `1.0`."""
    text = read_text(value, "a number")
    if _NUMBER.fullmatch(text):
        return int(text)
    plain = re.fullmatch(r"0+([0-9]{1,9})", text)
    if re.fullmatch(r"-[0-9.]+", text):
        refuse("E108", "`{value}` is below 0", "write a whole number from 0", text)
    hint = "write digits only, for example `15`"
    refuse("E108", "`{value}` is not a whole number", hint, text, meant=plain[1] if plain else None)


def read_minutes(value: object) -> int:
    """Return a whole number above 0, or refuse the value (E108)."""
    if isinstance(value, str) and re.fullmatch(r"0|-[0-9.]+", value):
        refuse("E108", "`{value}` is not above 0", "write the minutes, for example `15`", value)
    return read_number(value)


def is_id(text: str) -> bool:
    """Return whether a text can be an id, and so a part of a file's name on every system."""
    return bool(_ID.fullmatch(text)) and len(text) <= 64 and text not in _RESERVED


def read_zone(value: object) -> str:
    """Return the name of an IANA zone, or refuse the value (E106), also an abbreviation."""
    text = read_text(value, "a time zone")
    if text in known_zones():
        return text
    hint = "write continent and city, such as `Asia/Shanghai`; abbreviations have several meanings"
    message = "`{value}` is not a time zone"
    if _LIKE_OFFSET.match(text):
        hint = "write the zone of a place, for example `Africa/Nairobi`, not an offset"
        refuse("E106", message, hint, text)
    if possible := ABBREVIATIONS.get(text.casefold()):
        named = " or ".join(f"`{zone}`" for zone in possible)
        refuse("E106", message, f"write continent and city: `{text}` may mean {named}", text)
    refuse("E106", message, hint, text, allowed=known_zones(), meant=zones_by_place().get(text))


def read_flag(value: object) -> bool:
    """Return the flag of `true` or `false`, or refuse the value (E110): `no` is Norway."""
    text = read_text(value, "`true` or `false`")
    if text in ("true", "false"):
        return text == "true"
    meant = text.lower() if text.lower() in ("true", "false") else None
    message, hint = "`{value}` is neither `true` nor `false`", "write `true` or `false`"
    refuse("E110", message, hint, text, meant=meant)


@cache
def known_countries() -> frozenset[str]:
    """Return the codes of ISO 3166-1, and `UN` and `XK`, which are in use without being in it."""
    rows = COUNTRY_TABLE.read_text(encoding="utf-8").splitlines()[1:]
    return frozenset({"UN", "XK", *(row[:2] for row in rows)})


def read_country(value: object) -> str:
    """Return the two letters of a known country, or refuse the value (E110)."""
    text = read_text(value, "a country code")
    if text in known_countries():
        return text
    capitals = "GB" if text.upper() == "UK" else text.upper()
    meant = capitals if capitals in known_countries() else None
    hint = f"write `{meant}`" if meant else "write its two letters in ISO 3166, for example `KE`"
    refuse("E110", "`{value}` is not a country code", hint, text, meant=meant)


_URL_HINT = "write the full address, for example `https://example.org/join`"


def read_published_url(value: object) -> str:
    """Return a web address as an earlier `sstc` published it, or refuse the value (E111)."""
    text = read_text(value, "a web address")
    if URL.fullmatch(text):
        refuse_unseen(text)
        return text
    refuse("E111", "this is not a web address", _URL_HINT)


def read_url(value: object) -> str:
    """Return a web address that leads somewhere, or refuse the value without repeating it (E111).

    What is before an `@` would be known to everybody who sees the link.
    """
    text = read_published_url(value)
    if "@" in re.split("[/?#]", text, maxsplit=3)[2]:
        hint = "leave out the part before `@`: it would be public"
        refuse("E111", "this web address has a user name or password", hint)
    if not _leads_somewhere(text):
        refuse("E111", "the host or the port of this web address is wrong", _URL_HINT)
    return text


def _leads_somewhere(url: str) -> bool:
    try:
        parts = urlsplit(url)  # refuses signs that would become a `/`
        return _HOST.fullmatch(parts.netloc) is not None and parts.port != 0
    except ValueError:  # the port has more than five digits
        return False


def _up_to(most: int, message: str, hint: str) -> Value:
    """Return the reader of whole numbers from 1, which refuses others (E108)."""

    def read(value: object) -> int:
        number = read_number(value)
        if 1 <= number <= most:
            return number
        refuse("E108", message, hint, number)

    return Value(read, _INTEGER, "number")


def matching(  # noqa: PLR0913 all are facts of one kind of text
    expression: re.Pattern[str] | str,
    expected: str,
    refusal: tuple[str, str, str],
    one: str,
    several: str = "",
    *,
    fits: Callable[[str], object] = bool,
) -> Value:
    """Return the reader of texts that an expression fully matches and that fit.

    `refusal` has the code, message and hint for others; they are not repeated if the message has no
    `{value}`. `one` and `several` are the words for such texts.
    """

    def read(value: object) -> str:
        text = read_text(value, expected)
        if re.fullmatch(expression, text) and fits(text):
            return text
        code, message, hint = refusal
        refuse(code, message, hint, text if "{value}" in message else "")

    return Value(read, pattern(expression), one, several)


def is_short(text: str) -> bool:
    """Return whether a text can be an id, whatever its letters are."""
    return len(text) <= 64


def pattern(expression: re.Pattern[str] | str) -> dict[str, Any]:
    """Return the JSON Schema of a text that an expression fully matches."""
    return {"type": "string", "pattern": f"^({getattr(expression, 'pattern', expression)})$"}


_INTEGER = {"type": "integer"}
_ID_REFUSED = (
    "E109",
    "`{value}` is not an id",
    "use at most 64 small letters, digits and hyphens, for example `green-cities`",
)
_NAME_REFUSED = (  # as XLSForm would
    "E109",
    "`{value}` is not an id or code of a survey",
    "use small letters, digits and underscores after a letter, for example `q1_rating`",
)
_OFFSET_REFUSED = (
    "E107", "`{value}` is not an offset from UTC", "write hours, for example `+05:30`"
)  # fmt: skip
_CODE_REFUSED = (
    "E110",
    "`{value}` is not a diagnostic code",
    "write a code that `sstc explain` explains, for example `W401`",
)
_LANGUAGE_REFUSED = ("E105", "`{value}` is not a language code", "write `en`, `zh`, `fr`, …")
_DOMAIN_REFUSED = (
    "E111",
    "`{value}` is not a domain",
    "write your office's internet domain, for example `example.org`",
)
_PICTURE_REFUSED = (
    "E532",
    "`{value}` is not the path of a PNG or JPEG picture",
    "write its path in the workspace, for example `data/pictures/li.jpg`, without spaces",
)
Line = Annotated[str, Value(read_line, {"type": "string"}, "text")]
Day = Annotated[date, Value(read_day, pattern(_DAY), "date")]
Moment = Annotated[
    datetime, Value(read_moment, pattern(_MOMENT), "date and time", "dates and times")
]
Instant = Annotated[
    datetime, Value(read_instant, pattern(_INSTANT), "instant in UTC", "instants in UTC")
]
Offset = Annotated[str, matching(_OFFSET, "an offset from UTC", _OFFSET_REFUSED, "offset from UTC")]
Number = Annotated[int, Value(read_number, _INTEGER, "number")]
Minutes = Annotated[int, Value(read_minutes, _INTEGER | {"minimum": 1}, "number")]
Id = Annotated[str, matching(_ID, "an id", _ID_REFUSED, "id", fits=is_id)]
Name = Annotated[str, matching(_NAME, "an id", _NAME_REFUSED, "id", fits=is_short)]
Zone = Annotated[str, Value(read_zone, {"type": "string", "format": ZONE_FORMAT}, "time zone")]
Weeks = Annotated[
    int, _up_to(52, "a cadence of {value} weeks is not possible", "write 1 to 52 weeks")
]
Url = Annotated[str, Value(read_url, pattern(URL), "web address", "web addresses")]
PublishedUrl = Annotated[
    str, Value(read_published_url, pattern(URL), "web address", "web addresses")
]
Domain = Annotated[str, matching(_DOMAIN, "a domain", _DOMAIN_REFUSED, "domain")]
Flag = Annotated[bool, Value(read_flag, {"type": "boolean"}, "yes/no", "yes/no")]
Code = Annotated[str, matching(_CODE, "a code", _CODE_REFUSED, "code")]
Country = Annotated[str, Value(read_country, pattern(_COUNTRY), "country code")]
Language = Annotated[str, matching(LANGUAGE, "a language code", _LANGUAGE_REFUSED, "language code")]
Languages = Annotated[  # of one file
    str,
    matching(
        re.compile(rf"(?:{LANGUAGE.pattern})(?:\+(?:{LANGUAGE.pattern}))*"),
        "a language code",
        _LANGUAGE_REFUSED,
        "language code",
    ),
]
Sdg = Annotated[int, _up_to(17, "Goal {value} does not exist", "write a number from 1 to 17")]


_FILE = re.compile(r"(?:\w[\w.-]*/)*\w[\w.-]*\.(?:png|jpg|jpeg|PNG|JPG|JPEG)", re.ASCII)


PictureFile = Annotated[
    str,
    matching(
        _FILE,
        "the path of a picture",
        _PICTURE_REFUSED,
        "path of a picture",
        "paths of pictures",
        fits=lambda text: len(text) <= 200,
    ),
]


_SHARE = re.compile(r"(?:100|[1-9][0-9]?) ?%")


def percent_in(text: str) -> int | None:
    """Return the whole number of a share such as `60%`, or None if the text is something else."""
    return int(text.rstrip("% ")) if _SHARE.fullmatch(text) else None


def read_share(value: object) -> int:
    """Return a share from 1 to 100 per cent, or refuse the value (E108)."""
    text = read_text(value, "a share such as `70%`")
    share = percent_in(text)
    if share is None:
        refuse("E108", "`{value}` is not a share", "write 1 to 100 with `%`: `70%`", text)
    return share


Share = Annotated[int, Value(read_share, pattern(_SHARE), "share")]
