"""Corrections of values: quotes and brackets that are missing, and two keys in one line."""

import re
from collections.abc import Iterator

from sstc_cli.source.causes.braces import has_inner_keys
from sstc_cli.source.causes.repair import KEY, Line, Repair, has_key, line_at
from sstc_cli.source.scalar import write_scalar

_VALUE = re.compile(rf"[ ]*(?:- +)?(?:{KEY}: +|(?<=- ))(\S.*?)(?:\s+#.*)?$")
_COMMENT = re.compile(r"\s+#.*$|\s*$")
_LINK = re.compile(r"\[([^\]]*)\]\((?:mailto:)?([^()\s]+)\)")
_CUT = re.compile(rf"([{{\[,] *(?:{KEY}: +)?)([^,{{}}\[\]]*?(?<=\s)(#)(?=\S)[^,{{}}\[\]]*)")
_CLOSED_BY = {"{": "}", "[": "]"}


def split_repairs(line: Line, mark: int) -> Iterator[Repair]:
    """Yield the line with what has to be between two keys before the colon at the mark."""
    before = line.text[line.start : mark]
    found = re.search(rf"([^\s,:])(,? +)({KEY})$", before)
    if not found or not has_key(line.text, found[3]):
        return
    start, place = line.start + found.end(1), (line.start + found.start(3), mark)
    if _open_bracket(before):
        if "," not in found[2]:
            message, hint = f"a `,` is missing before `{found[3]}`", "write `, ` between two keys"
            yield Repair(start, start, ",", message, hint, place)
        return
    message = f"a second key, `{found[3]}`, is in this line"
    hint = "put it on a line of its own"
    new = "\n" + " " * line.column
    yield Repair(start, line.start + found.start(3), new, message, hint, place)


def quote_repairs(line: Line, mark: int, message: str) -> Iterator[Repair]:
    """Yield the line with its value, or the one around the mark in `{…}`, in quotes."""
    found = _flow_value(line, mark) or _VALUE.match(line.words)
    if not found:
        return
    value, start = found[1], line.start + found.start(1)
    closing = _CLOSED_BY.get(value[0])
    if closing and (closing not in value or value.endswith(closing)):
        return
    inner = value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
    new = write_scalar(inner, quote='"' if "'" in inner else "'")
    hint = quotes_hint(new)
    inside = start <= mark < line.end and line.text[mark] == ":"
    place = (mark, mark + 1) if inside else (start, start + len(value))
    if not inside:
        message = _wrong_start(value) or message
    has_keys = has_inner_keys(line, value)
    hint = "put the text in quotes, or its keys in `{…}`" if has_keys else hint
    certain = not has_keys and not _LINK.fullmatch(value)
    yield Repair(start, start + len(value), new, message, hint, place, certain=certain)


def quotes_hint(quoted: str) -> str:
    """Return the hint to quote a text, which shows a short one in its quotes."""
    shown = f": `{quoted}`" if len(quoted) < 60 and "`" not in quoted else ""
    return f"put the text in quotes{shown}"


def link_repairs(line: Line) -> Iterator[Repair]:
    """Yield the line with the address alone of a link as Markdown and mail programs write it."""
    found = _VALUE.match(line.words)
    link = _LINK.fullmatch(found[1]) if found else None
    if found and link and _bare_address(link[1]) == _bare_address(link[2]):
        start = line.start + found.start(1)
        place = (start, start + len(found[1]))
        message, hint = "this is a link in Markdown", f"write the address alone: `{link[2]}`"
        yield Repair(*place, link[2], message, hint, place)


def _bare_address(text: str) -> str:
    return text.removeprefix("https://").rstrip("/")


def _wrong_start(value: str) -> str | None:
    """Return what is wrong with a value that does not start with a letter or a digit."""
    if value[0] in "\"'":
        return f"text follows the `{value[0]}` that ends this value"
    if value[0] in _CLOSED_BY:
        return f"text follows the `{_CLOSED_BY[value[0]]}` that ends this value"
    first = "a backtick" if value[0] == "`" else f"`{value[0]}`"
    return None if value[0].isalnum() else f"a value cannot start with {first}"


def closing_repairs(line: Line) -> Iterator[Repair]:
    """Yield the line without a bracket at its end that closes nothing."""
    words = line.words.rstrip()
    last = words[-1:]
    opened = {"}": "{", "]": "["}.get(last)
    if opened and words.count(last) > words.count(opened):
        at = line.start + len(words) - 1
        message, hint = f"this `{last}` closes nothing", "delete it"
        yield Repair(at, at + 1, "", message, hint, (at, at + 1))


def unclosed_repairs(text: str, opened: int) -> Iterator[Repair]:
    """Yield the text with the quote or bracket at a position closed at the end of its line."""
    sign, line = text[opened], line_at(text, opened)
    closing = _CLOSED_BY.get(sign, sign)
    found = _COMMENT.search(line.text[: line.end], opened)
    end = found.start() if found and sign in _CLOSED_BY else line.end
    message = f"the `{sign}` that opens here is not closed"
    hint = f"add `{closing}` at the end of the text"
    yield Repair(end, end, closing, message, hint, (opened, opened + 1), certain=False)


def comment_in_brackets(text: str, opened: int) -> Iterator[Repair]:
    """Yield the line with quotes around values in brackets that ` #` has cut."""
    line = line_at(text, opened)
    old = text[opened : line.end]
    found = _CUT.search(old)
    if found and "'" not in old and '"' not in old:
        new = _CUT.sub(lambda value: value[1] + write_scalar(value[2], flow=True), old)
        at = opened + found.start(3)
        message = f"`#` begins a comment, so the `{text[opened]}` before it is not closed"
        hint = f"put the text in quotes: `{write_scalar(found[2], flow=True)}`"
        yield Repair(opened, line.end, new, message, hint, (at, at + 1), certain=False)


def _open_bracket(before: str) -> bool:
    """Return whether a bracket is open at the end of a part of a line."""
    return any(before.count(sign) > before.count(closing) for sign, closing in _CLOSED_BY.items())


def _flow_value(line: Line, mark: int) -> re.Match[str] | None:
    """Return the match of a value in brackets that contains the mark, or None."""
    if not line.start <= mark < line.end or not _open_bracket(line.text[line.start : mark]):
        return None
    at = mark - line.start
    values = re.finditer(rf"{KEY}: +([^,{{}}\[\]]+)", line.words)
    return next((value for value in values if value.start(1) <= at < value.end(1)), None)
