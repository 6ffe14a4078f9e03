"""The keys of data files, each with the type of its value and what it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from sstc_cli.model.base import Model, inner_model
from sstc_cli.model.days import Weekday, Weekdays
from sstc_cli.model.due import Before, Due
from sstc_cli.model.email import Email
from sstc_cli.model.look import Accent, Font
from sstc_cli.model.messages import LeftOut
from sstc_cli.model.people import Phone
from sstc_cli.model.release import Digest
from sstc_cli.model.report import Least, ShownValue
from sstc_cli.model.text import Key as OwnKey
from sstc_cli.model.text import Text
from sstc_cli.model.values import (
    Code,
    Country,
    Day,
    Domain,
    Flag,
    Id,
    Instant,
    Language,
    Line,
    Minutes,
    Moment,
    Name,
    Number,
    PictureFile,
    Sdg,
    Share,
    SiteUrl,
    Url,
    Weeks,
    Zone,
)
from sstc_cli.model.webinar import Passcode

# the words for a type: one of it, and several
_WORDS: dict[Any, tuple[str, str]] = {
    str: ("text", "texts"),
    Line: ("text", "texts"),
    Text: ("text or map of languages", "texts or maps of languages"),
    Id: ("id", "ids"),
    Name: ("id", "ids"),
    OwnKey: ("key", "keys"),
    Phone: ("telephone number", "telephone numbers"),
    Day: ("date", "dates"),
    Moment: ("date and time", "dates and times"),
    Instant: ("instant in UTC", "instants in UTC"),
    Number: ("number", "numbers"),
    Minutes: ("number", "numbers"),
    Least: ("number", "numbers"),
    Sdg: ("number", "numbers"),
    Flag: ("yes/no", "yes/no"),
    Weekday: ("weekday", "weekdays"),
    Weekdays: ("weekday or list of weekdays", "weekdays"),
    Weeks: ("number", "numbers"),
    Zone: ("time zone", "time zones"),
    Url: ("web address", "web addresses"),
    SiteUrl: ("web address", "web addresses"),
    Email: ("e-mail address", "e-mail addresses"),
    Domain: ("domain", "domains"),
    Code: ("code", "codes"),
    Country: ("country code", "country codes"),
    Language: ("language code", "language codes"),
    Due: ("due date", "due dates"),
    Before: ("due date", "due dates"),
    LeftOut: ("group of people", "groups of people"),
    Font: ("name of a font", "names of fonts"),
    Accent: ("colour", "colours"),
    PictureFile: ("path of a picture", "paths of pictures"),
    Passcode: ("text", "texts"),
    Share: ("share", "shares"),
    ShownValue: ("text", "texts"),
    Digest: ("digest", "digests"),
    date: ("date", "dates"),
}


@dataclass(frozen=True, slots=True)
class Key:
    """A key that a map of a data file has, and whether the map needs it."""

    name: str
    kind: str
    required: bool
    description: str


def keys_by_map(model: type[Model]) -> Iterator[tuple[str, type[Model], list[Key]]]:
    """Yield each map of a file with its path, its model and its keys, the whole file first.

    What stands in several places under one name, such as `agenda`, is described once.
    """
    yield from _keys_of(model, "", {})


def _keys_of(
    model: type[Model], where: str, known: dict[tuple[str, type[Model]], str]
) -> Iterator[tuple[str, type[Model], list[Key]]]:
    keys, below = [], []
    for name, field in model.fields.items():
        path = f"{where}.{name}".lstrip(".")
        if inner := inner_model(field.annotation):
            suffix = "[]" if "tuple" in str(field.annotation) else ""
            if (name, inner) not in known:
                known[name, inner] = path
                below.append((inner, path + suffix))
            path = known[name, inner]
        kind = _kind(field.annotation, path)
        keys.append(Key(name, kind, field.is_required, field.description))
    yield where, model, keys
    for inner, path in below:
        yield from _keys_of(inner, path, known)


def _kind(hint: Any, path: str, *, several: bool = False) -> str:
    """Return the words for a type; a map with keys of its own is named by its path."""
    if hint in _WORDS:
        return _WORDS[hint][several]
    inner = get_args(hint)
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        words = _kind(inner[0], path)
    elif origin is tuple and inner_model(inner[0]) is not None:
        words = f"list of `{path}[]`"
    elif origin is tuple:
        words = f"list of {_kind(inner[0], path, several=True)}"
    elif origin is dict:
        words = f"map of {_kind(inner[0], path)} to {_kind(inner[1], path)}"
    elif origin is Literal:
        words = _choices(inner)
    elif isinstance(hint, type) and issubclass(hint, StrEnum):
        words = _choices([member.value for member in hint])
    else:
        words = f"keys of `{path}`"
    return words


def _choices(words: Any) -> str:
    """Return the words as a choice: `a`, `b` or `c`."""
    *first, last = [f"`{word}`" for word in words]
    return f"{', '.join(first)} or {last}" if first else last
