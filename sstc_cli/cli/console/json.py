"""Results for programs: JSON with a version."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from itertools import pairwise

VERSION = 1


def is_awaited(words: Sequence[str]) -> bool:
    """Whether a program waits for JSON, also where a command cannot do what it was asked."""
    whole = "--json" in words or "--format=json" in words
    return whole or ("--format", "json") in pairwise(words)


def write_results(**content: object) -> str:
    """`{"version": 1, …}`; dataclasses become objects, times carry their offset."""
    import json

    document = {"version": VERSION, **content}
    return json.dumps(document, default=_plain, ensure_ascii=False, indent=2)


def _plain(value: object) -> object:
    """What JSON knows for what it does not; `asdict` would try to copy time zones."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} has no JSON form")
