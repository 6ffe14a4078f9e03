"""The names that templates of a view may use, for people who change one."""

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from types import UnionType
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

_WORDS = {str: "text", int: "number", bool: "yes or no"}


class ViewField(NamedTuple):
    """A name, what it is, and what it has; `view` is the class of the fields inside it."""

    name: str
    kind: str
    note: str
    view: type | None


def fields_of(view: type) -> Iterator[ViewField]:
    for name, hint in get_type_hints(view, include_extras=True).items():
        annotated, note = get_args(hint) if get_origin(hint) is Annotated else (hint, "")
        inner, several, optional = annotated, False, False
        if get_origin(annotated) is tuple:
            inner, several = get_args(annotated)[0], True
        elif get_origin(annotated) is UnionType:
            inner, optional = get_args(annotated)[0], True
        kind = _kind(inner)
        if several:
            kind = f"list of {kind}s" if inner in _WORDS else "list"
        path = f"{name}[]" if several else name
        kind += " or none" if optional else ""
        yield ViewField(
            path, kind, note, inner if isinstance(inner, type) and is_dataclass(inner) else None
        )


def every_field(view: type, prefix: str = "") -> Iterator[ViewField]:
    """Yield the fields of a view, each followed by those inside it: `webinar.title`."""
    for field in fields_of(view):
        yield field._replace(name=f"{prefix}{field.name}")
        if field.view:
            yield from every_field(field.view, f"{prefix}{field.name}.")


def _kind(inner: Any) -> str:
    if get_origin(inner) is Mapping:
        return "map of texts" if get_args(inner)[1] is str else "map of figures"
    return _WORDS.get(inner, "fields")
