"""Look-alikes of YAML's own punctuation, which people type or paste around keys and values."""

import re
from collections.abc import Iterator

from sstc_cli.source.causes.lookalikes import DASH, HIDDEN, SPACE, described, lookalike, plain
from sstc_cli.source.causes.repair import KEY, Line, Repair

_ODD = SPACE + HIDDEN
_INDENT = re.compile(f"[ \t{_ODD}]*")
_DASH = re.compile(rf"(?:[{DASH}•·▪*][ {_ODD}]+|-[ ]*[{_ODD}]+|[{DASH}•▪](?={KEY}))(?=\S)")
_COLON = re.compile(
    rf"((?:- +)*[“”„]?{KEY}[{HIDDEN}]*[“”„]?) *[{_ODD}]*(?:：|:(?=[{_ODD}]))[ {_ODD}]*"
)
_HEAD = re.compile(rf'(?:- +)*(?:"?{KEY}"?: +)?')
_COMMA_OF_KEYS = re.compile(rf"\s*[，、；;]\s*(?={KEY}\s*[：:])")
_COLON_OF_KEY = re.compile(rf"([{{,]\s*{KEY})\s*：\s*")
_TIGHT_COLON = re.compile(rf"([{{,]\s*{KEY}):(?=[^\s/])")
_CLOSING = {'"': "“”„＂", "'": "‘’"}


def retyped_line(line: Line) -> Iterator[Repair]:
    """Yield the line with plain punctuation in place of look-alikes around its keys and values."""
    old, new = line.words, _structured(line.words)
    if old == new:
        return
    first = next(at for at, sign in enumerate(f"{old}\0") if new[at : at + 1] != sign)
    kept = 0
    while kept < min(len(old), len(new)) - first and old[-1 - kept] == new[-1 - kept]:
        kept += 1
    start, end = line.start + first, line.end - kept
    text = new[first : len(new) - kept]
    while text and end < line.end and plain(line.text[start:end]) == line.text[start:end]:
        end += 1  # only a space is missing before the look-alike
        text += line.text[end - 1]
    message, hint = about(line.text[start:end], text)
    yield Repair(start, end, text, message, hint, (start, start + 1), code="E114")


def retyped_braces(text: str) -> str | None:
    """Return a map in `{…}` with plain punctuation and a space after each colon of a key.

    None if it would stay as it is, or has quotes, in which everything is text.
    """
    if "'" in text or '"' in text:
        return None
    new = _TIGHT_COLON.sub(r"\1: ", _with_colons(text))
    return new if new != text else None


def _with_colons(text: str) -> str:
    return _COLON_OF_KEY.sub(r"\1: ", _COMMA_OF_KEYS.sub(", ", text))


def about(text: str, new: str | None = None) -> tuple[str, str]:
    """Return the message and the hint for the first look-alike of a text, which becomes `new`."""
    sign = lookalike(text)
    right, message = plain(sign), f"{described(sign)} is not allowed here"
    if new and (sign.isascii() or new.strip() == right):
        return message, f"write `{new}` instead"
    if right.strip():
        return message, f"write `{right}` instead"
    return message, "write an ordinary space instead" if right else "delete it"


def _structured(words: str) -> str:
    """Return a line with plain indentation, dash, colon, brackets and closing quote."""
    indent = _INDENT.match(words)
    space = plain(indent[0]) if indent else ""
    rest = words[len(indent[0]) if indent else 0 :]
    if not rest or rest[0] == "#":
        return words
    rest = _DASH.sub("- ", rest, count=1) if _DASH.match(rest) else rest
    if colon := _COLON.match(rest):
        value = rest[colon.end() :]
        rest = plain(colon[1]).replace('"', "") + (f": {value}" if value else ":")
    head = _HEAD.match(rest)
    start = head.end() if head else 0
    return space + rest[:start] + _value(rest[start:])


def _value(value: str) -> str:
    """Return a value with plain brackets, plain commas between keys, and a plain last quote."""
    first, last = value[:1], value.rstrip()[-1:]
    if last and last in _CLOSING.get(first, ""):
        return value.rstrip()[:-1] + first
    if first and first in "{｛":
        value = "{" + value[1:]
        value = value.rstrip()[:-1] + "}" if last == "｝" else value
        return _with_colons(value)
    if first and first in "[［":
        value = "[" + value[1:]
        value = value.rstrip()[:-1] + "]" if last == "］" else value
        return re.sub(r"[，、] ?", ", ", value)
    return value
