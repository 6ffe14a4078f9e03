"""Results for programs: JSON with a version."""

from dataclasses import fields, is_dataclass
from datetime import date, datetime

VERSION = 1


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
