"""A part of a YAML file, laid out as a person would write it: what is short stays on one line."""

import re
from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any

from sstc_cli.source.writer import write_scalar
from sstc_cli.unseen import with_unseen_as

_KEY = re.compile(r"([a-z_]+):")
_WIDTH = 98
_TAKEN = re.compile(r"(?i)yes|no")  # for other than a text by other readers of YAML
_LINK = re.compile(r"https?://[\w./~%+=&-]+[\w/]")


def filled(starter: str, parts: Mapping[str, str | None]) -> str:
    """Return the starter's text with other parts.

    A part replaces its key and what is below it, and its comments stay; None removes both. A part
    that begins with `#` replaces the comments, too.
    """
    lines: list[str] = []
    comments: list[str] = []
    current: str | None = None
    is_gone = False
    for line in starter.splitlines():
        key = _KEY.match(line)
        if key is None and line.startswith("#"):
            comments.append(line)
            continue
        if key is None and (line.startswith((" ", "-")) or (not line and current in parts)):
            if current not in parts:
                lines += [*comments, line]
            elif not line and current != "webinars" and (not lines or lines[-1]):
                lines.append("")
            comments = []
            continue
        if key is None:  # one blank line is enough where a part was removed
            lines += [*comments, *([] if is_gone and lines and not lines[-1] else [line])]
            comments, current = [], None
            continue
        current = key[1]
        part = parts.get(current, line)
        if not (is_gone := part is None):
            lines += [*([] if part.startswith("#") else comments), part]
        comments = []
    return "\n".join(lines).strip("\n") + "\n"


def entry(key: str, value: Any) -> str:
    return "\n".join(entry_lines(key, value, ""))


def items(
    key: str, values: Sequence[Mapping[str, Any]], remarks: Sequence[Sequence[str]] = ()
) -> str:
    """Return a list of maps below a key, each with its `remarks` above it."""
    if not values:
        return f"{key}: []"
    blocks = ["\n".join(_item(value, "  ")) for value in values]
    if remarks:
        above = (comment_lines(texts, "  ") for texts in remarks)
        blocks = ["\n".join([*lines, block]) for lines, block in zip(above, blocks, strict=True)]
    return f"{key}:\n" + ("\n\n" if remarks else "\n").join(blocks)


def comment_lines(texts: Sequence[str], indent: str = "") -> list[str]:
    """Return the lines of a comment, without invisible characters."""
    width = _WIDTH - len(indent)
    flat = (" ".join(with_unseen_as("", text).split()) for text in texts)
    lines = (wrap(text, width, initial_indent="# ", subsequent_indent="#   ") for text in flat)
    return [f"{indent}{line}" for found in lines for line in found]


def _item(value: Mapping[str, Any], indent: str) -> Iterator[str]:
    lines = [
        line for key, inner in value.items() for line in entry_lines(key, inner, f"{indent}  ")
    ]
    yield f"{indent}- {lines[0].lstrip()}"
    yield from lines[1:]


def entry_lines(key: str, value: Any, indent: str) -> Iterator[str]:
    """Yield the lines of a key and its value: on one line if that is short."""
    if isinstance(value, str):
        yield from _text(key, value, indent)
        return
    flow = f"{indent}{key}: {flowing(value)}"
    is_short = len(flow) <= _WIDTH and "\n" not in str(value)
    if isinstance(value, list) and value and isinstance(value[0], dict):
        yield f"{indent}{key}:"
        for inner in value:
            yield from item_lines(inner, f"{indent}  ")
    elif isinstance(value, dict) and not is_short:
        yield f"{indent}{key}:"
        for name, inner in value.items():
            yield from entry_lines(name, inner, f"{indent}  ")
    elif isinstance(value, list) and not is_short:
        yield f"{indent}{key}:"
        yield from (f"{indent}  - {flowing(inner)}" for inner in value)
    else:
        yield flow


def item_lines(value: Mapping[str, Any], indent: str) -> Iterator[str]:
    """Yield the lines of an item of a list: one in braces if it is short and has no maps."""
    line = f"{indent}- {flowing(value)}"
    if len(line) <= _WIDTH and not any(isinstance(part, dict) for part in value.values()):
        yield line
    else:
        yield from _item(value, indent)


def _text(key: str, value: str, indent: str) -> Iterator[str]:
    """Yield a text: a paragraph is folded, and several ones keep their lines."""
    line = f"{indent}{key}: {write_scalar(value, quote=_quote(value))}"
    if len(line) <= _WIDTH and "\n" not in value:
        yield line
        return
    if "\n" in value:
        yield from text_lines(key, value, indent)
        return
    folded = wrap(value, _WIDTH - len(indent) - 2, break_long_words=False, break_on_hyphens=False)
    if _is_plain(value) and " ".join(folded) == value and len(folded) > 1:
        yield f"{indent}{key}: >-"
        yield from (f"{indent}  {text}" for text in folded)
        return
    yield line


def text_lines(key: str, text: str, indent: str) -> list[str]:
    """Return the lines of a key and a text, which keeps lines of its own."""
    return f"{indent}{key}: {block(text, f'{indent}  ')}".split("\n")


def block(text: str, indent: str) -> str:
    """Return a text as YAML, below its key if it has lines of its own."""
    kept = text.removesuffix("\n")
    lines = kept.split("\n")
    if "\n" not in text or kept.endswith("\n") or not _is_plain("".join(lines)):
        return write_scalar(text)
    mark = "|-" if kept == text else "|"
    return "\n".join([mark, *(f"{indent}{line}" if line else "" for line in lines)])


def _is_plain(text: str) -> bool:
    """Return whether a block can have a text unchanged."""
    return text.isprintable() and text[:1].strip() != "" and not text.startswith(("#", "-", "%"))


def flowing(value: Any) -> str:
    if isinstance(value, dict):
        inside = ", ".join(f"{key}: {_in_map(key, inner)}" for key, inner in value.items())
        return f"{{{inside}}}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flowing, value)) + "]"
    return value if _LINK.fullmatch(value) else write_scalar(value, quote=_quote(value), flow=True)


def _quote(value: str) -> str | None:
    return '"' if _TAKEN.fullmatch(value) else None


def _in_map(key: str, value: Any) -> str:
    """Return a value in a map; a passcode is in quotes, as it is in the starter."""
    return write_scalar(value, quote='"', flow=True) if key == "passcode" else flowing(value)
