"""Views as keys: people whose views are equal in everything read the same mail."""

from collections.abc import Hashable, Mapping
from dataclasses import fields, is_dataclass

from sstc_cli.model import Foreign


def view_key(value: object) -> Hashable:
    """Return a value that is equal for views with the same facts, marks of languages included."""
    if isinstance(value, Foreign):
        return Foreign, value.language, str(value)
    if value is None or isinstance(value, (str, int)):
        return value
    if is_dataclass(value):
        return type(value), *(view_key(getattr(value, field.name)) for field in fields(value))
    if isinstance(value, Mapping):
        return tuple((key, view_key(item)) for key, item in value.items())
    if isinstance(value, (tuple, list)):
        return tuple(map(view_key, value))
    return repr(value)
