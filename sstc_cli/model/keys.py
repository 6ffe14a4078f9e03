"""The keys of data files, each with the type of its value and what it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from sstc_cli.model.base import Model, inner_model
from sstc_cli.model.readers import value_in
from sstc_cli.model.text import Text

_WORDS: dict[Any, tuple[str, str]] = {
    str: ("text", "texts"),
    Text: ("text or map of languages", "texts or maps of languages"),
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
    if origin is Annotated:
        words = value_in(inner).words[several]
    elif origin in (Union, UnionType):
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
