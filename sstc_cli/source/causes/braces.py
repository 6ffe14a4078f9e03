"""Corrections of maps in one line whose `{…}` is missing, or written as `(…)`."""

import re
from collections.abc import Iterator

from sstc_cli.model.values import LANGUAGE
from sstc_cli.source.causes.repair import KEY, Line, Repair, has_key

_CONTENT = re.compile(r"(\S.*?)(?:\s+#.*)?\s*$")
_PAIR = rf"{KEY}: +[^,:{{}}\[\]\"'#()\s][^,{{}}\[\]\"'#()]*"
_PAIRS = re.compile(rf"{_PAIR}(?:, *{_PAIR})+")
_FIRST = re.compile(rf"[({{]?({KEY}): ")
_LATER = re.compile(rf", *({KEY}): ")
_ONE_KEY = re.compile(rf" *(?:- +)?{KEY}: +")


def brace_repairs(line: Line) -> Iterator[Repair]:
    """Yield the line with braces around the keys of an item, or around the languages of a text."""
    if line.dash is not None:
        yield from _item_repairs(line)
    if not (head := _ONE_KEY.match(line.words)):
        return
    found = _CONTENT.match(line.words, head.end())
    keys = _keys(found[1]) if found else []
    if found and keys and all(LANGUAGE.fullmatch(key) for key in keys):
        message = "the languages of a text need braces around them"
        yield _braced(line, found, found[1], message)


def _item_repairs(line: Line) -> Iterator[Repair]:
    """Yield the line with braces around all keys of an item that has no further lines."""
    found, below = _CONTENT.match(line.words, line.column), line.below()
    if not found or (below and below.indent > (line.dash or 0)):
        return
    is_round = found[1][0] == "(" and found[1][-1] == ")"
    inner = found[1][1:-1] if is_round else found[1]
    keys = _keys(inner)
    if keys and all(has_key(line.text, key) for key in keys):
        message = "several keys in one line need braces around them"
        if is_round:
            message = "these keys have `(…)` around them instead of `{…}`"
        yield _braced(line, found, inner, message)


def _braced(line: Line, found: re.Match[str], inner: str, message: str) -> Repair:
    """Return the repair of a part of a line, which becomes the keys inside it in braces."""
    start, end = line.start + found.start(1), line.start + found.end(1)
    new = f"{{{inner}}}"
    hint = f"write `{new}`" if len(new) < 80 and "`" not in new else "write `{key: value, …}`"
    return Repair(start, end, new, message, hint, (start, end))


def _keys(inner: str) -> list[str]:
    """Return the keys of several pairs, or nothing if the text is anything else."""
    if not _PAIRS.fullmatch(inner):
        return []
    keys = [_FIRST.match(inner), *_LATER.finditer(inner)]
    names = [key[1] for key in keys if key]
    return names if len(set(names)) == len(names) else []


def has_inner_keys(line: Line, value: str) -> bool:
    """Return whether a value may be keys without braces instead of a text with a colon."""
    first = _FIRST.match(value)
    if first and (LANGUAGE.fullmatch(first[1]) or has_key(line.text, first[1])):
        return True
    return any(has_key(line.text, later[1]) for later in _LATER.finditer(value))
