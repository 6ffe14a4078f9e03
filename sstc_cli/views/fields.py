"""The contract of a view as a table, for docs/templates.md."""

from collections.abc import Iterator
from dataclasses import is_dataclass
from types import UnionType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

_WORDS = {str: "text", int: "number", bool: "yes or no"}


def field_table(view: type) -> str:
    """A Markdown table of every name that a template of this view may use."""
    rows = [f"| `{name}` | {kind} | {note} |" for name, kind, note in _fields(view, "")]
    return "\n".join(["| name | is | what |", "|---|---|---|", *rows])


def _fields(view: type, prefix: str) -> Iterator[tuple[str, str, str]]:
    """Name, kind and note of each field; those of a nested view follow under its name."""
    for name, hint in get_type_hints(view, include_extras=True).items():
        annotated, note = get_args(hint) if get_origin(hint) is Annotated else (hint, "")
        inner, several, optional = _unwrapped(annotated)
        kind = _WORDS.get(inner, "fields")
        shown = f"list of {kind}s" if several and inner in _WORDS else "list" if several else kind
        path = f"{prefix}{name}{'[]' if several else ''}"
        yield path, shown + (" or none" if optional else ""), note
        if is_dataclass(inner):
            yield from _fields(inner, f"{path}.")


def _unwrapped(hint: Any) -> tuple[type, bool, bool]:
    """The type inside `tuple[…, ...]` or `… | None`, and which of the two it stood in."""
    if get_origin(hint) is tuple:
        return get_args(hint)[0], True, False
    if get_origin(hint) is UnionType:
        return get_args(hint)[0], False, True
    return hint, False, False
