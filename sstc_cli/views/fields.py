"""The fields of a view as a table, for docs/reference/template-fields.md."""

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from types import UnionType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

_WORDS = {str: "text", int: "number", bool: "yes or no"}


def field_table(view: type) -> str:
    """Return a Markdown table of every name that a template of this view may use."""
    rows = [f"| `{name}` | {kind} | {note} |" for name, kind, note in _fields(view, "")]
    return "\n".join(["| name | is | what |", "|---|---|---|", *rows])


def _fields(view: type, prefix: str) -> Iterator[tuple[str, str, str]]:
    """Yield name, kind and note of each field, followed by the fields of a nested view."""
    for name, hint in get_type_hints(view, include_extras=True).items():
        annotated, note = get_args(hint) if get_origin(hint) is Annotated else (hint, "")
        inner, several, optional = _unwrapped(annotated)
        kind = _kind(inner)
        if several:
            kind = f"list of {kind}s" if inner in _WORDS else "list"
        path = f"{prefix}{name}{'[]' if several else ''}"
        yield path, kind + (" or none" if optional else ""), note
        if is_dataclass(inner):
            yield from _fields(inner, f"{path}.")


def _kind(inner: Any) -> str:
    """Return the word for a type, or `fields` for another view."""
    if get_origin(inner) is Mapping:
        return "map of texts" if get_args(inner)[1] is str else "map of figures"
    return _WORDS.get(inner, "fields")


def _unwrapped(hint: Any) -> tuple[type, bool, bool]:
    """Return the type inside `tuple[…, ...]` or `… | None`, and which of the two it was in."""
    if get_origin(hint) is tuple:
        return get_args(hint)[0], True, False
    if get_origin(hint) is UnionType:
        return get_args(hint)[0], False, True
    return hint, False, False
