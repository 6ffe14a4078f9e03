"""Parts of a plan as YAML text, in the style of the starter: short maps on one line."""

import re
from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any

from sstc_cli.source.scalar import write_scalar

_WIDTH = 98
_LINK = re.compile(r"https?://[\w./~%+=&-]+[\w/]")


def entry(key: str, value: Any) -> str:
    """Return the lines of a key of the whole plan."""
    return "\n".join(_lines(key, value, ""))


def items(key: str, values: Sequence[Mapping[str, Any]], *, apart: bool = False) -> str:
    """Return a list of maps below a key, with a blank line between them if they stand `apart`."""
    if not values:
        return f"{key}: []"
    blocks = ["\n".join(_item(value, "  ")) for value in values]
    return f"{key}:\n" + ("\n\n" if apart else "\n").join(blocks)


def _item(value: Mapping[str, Any], indent: str) -> Iterator[str]:
    """Yield the lines of a map in a list."""
    lines = [line for key, inner in value.items() for line in _lines(key, inner, f"{indent}  ")]
    yield f"{indent}- {lines[0].lstrip()}"
    yield from lines[1:]


def _lines(key: str, value: Any, indent: str) -> Iterator[str]:
    """Yield the lines of a key and its value: on one line if that is short."""
    if isinstance(value, str):
        yield from _text(key, value, indent)
        return
    flow = f"{indent}{key}: {flowing(value)}"
    is_list = isinstance(value, list) and value and isinstance(value[0], dict)
    if not is_list and len(flow) <= _WIDTH and "\n" not in str(value):
        yield flow
    elif is_list:
        yield f"{indent}{key}:"
        for inner in value:
            line = f"{indent}  - {flowing(inner)}"
            if len(line) <= _WIDTH and not any(isinstance(part, dict) for part in inner.values()):
                yield line
            else:
                yield from _item(inner, f"{indent}  ")
    elif isinstance(value, dict):
        yield f"{indent}{key}:"
        for name, inner in value.items():
            yield from _lines(name, inner, f"{indent}  ")
    else:
        yield flow


def _text(key: str, value: str, indent: str) -> Iterator[str]:
    """Yield a text: a paragraph is folded, and several ones keep their lines."""
    line = f"{indent}{key}: {write_scalar(value)}"
    if len(line) <= _WIDTH and "\n" not in value:
        yield line
        return
    lines = value.split("\n")
    if len(lines) > 1 and value.isprintable() is False and _is_plain("".join(lines)):
        yield f"{indent}{key}: |-"
        yield from (f"{indent}  {text}" for text in lines)
        return
    folded = wrap(value, _WIDTH - len(indent) - 2, break_long_words=False, break_on_hyphens=False)
    if len(lines) == 1 and _is_plain(value) and " ".join(folded) == value and len(folded) > 1:
        yield f"{indent}{key}: >-"
        yield from (f"{indent}  {text}" for text in folded)
        return
    yield line


def _is_plain(text: str) -> bool:
    """Return whether a text can stand in a block as it is."""
    return text.isprintable() and text[:1].strip() != "" and not text.startswith(("#", "-", "%"))


def flowing(value: Any) -> str:
    """Return a value on one line."""
    if isinstance(value, dict):
        inside = ", ".join(f"{key}: {_in_map(key, inner)}" for key, inner in value.items())
        return f"{{{inside}}}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flowing, value)) + "]"
    return value if _LINK.fullmatch(value) else write_scalar(value, flow=True)


def _in_map(key: str, value: Any) -> str:
    """Return a value in a map; a passcode is in quotes, as it is in the starter."""
    return write_scalar(value, quote='"', flow=True) if key == "passcode" else flowing(value)
