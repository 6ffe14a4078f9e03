"""Corrections of a line: its indentation, `- ` and colon, its quotes, brackets and braces."""

import re
from collections.abc import Iterator
from dataclasses import replace

from sstc_cli.model.values import LANGUAGE
from sstc_cli.quantity import quantity
from sstc_cli.source.causes.repair import (
    HIDDEN,
    KEY,
    SPACE,
    Line,
    Repair,
    about,
    has_key,
    line_at,
    plain,
)
from sstc_cli.source.writer import write_scalar

MOST_SPACES = 2

_INDENT = re.compile(rf"[ \t{SPACE}{HIDDEN}]*")
_TIGHT = re.compile(rf"[ ]*(?:- +)?({KEY}):(?=[^\s/])")
_EQUALS = re.compile(rf"[ ]*(?:- +)?({KEY})( *= *)")
_BARE = re.compile(rf"[ ]*(?:- +)?({KEY})(?:( +)(?=[^\s:=])|\s*$)")
_TIGHT_DASH = re.compile(rf" *-(?={KEY}:|\{{)")
_STRAY_DASH = re.compile(rf" *(- +)({KEY}):")


def colon_repairs(line: Line) -> Iterator[Repair]:
    """Yield the line with `: ` after its key."""
    if found := _TIGHT.match(line.words):
        end, key = line.start + found.end(), found[1]
        rest = line.words[found.end() :]
        message = f"a space is missing after `{key}:`"
        hint = f"write `{key}: {rest[:40].strip()}`"
        yield Repair(end, end, " ", message, hint, _span(line, found.start(1), found.end()))
    elif found := _EQUALS.match(line.words):
        start, end = line.start + found.start(2), line.start + found.end(2)
        message = f"`{found[1]}` has a `=` instead of a colon"
        hint = f"write `{found[1]}: …`"
        yield Repair(start, end, ": ", message, hint, (end - len(found[2].lstrip()), end))
    elif (found := _BARE.match(line.words)) and (not found[2] or has_key(line.text, found[1])):
        end = line.start + found.end(1)
        message, hint = f"a `:` is missing after `{found[1]}`", f"write `{found[1]}:`"
        yield Repair(end, end, ":", message, hint, _span(line, *found.span(1)))


def dash_repairs(line: Line) -> Iterator[Repair]:
    """Yield the line with `- ` before the first key of an item, or without it in a map."""
    if found := _TIGHT_DASH.match(line.words):
        end = line.start + found.end()
        message, hint = "a space is missing after `-`", "write `- ` before an item"
        yield Repair(end, end, " ", message, hint, (end - 1, end))
    if line.dash is None and line.key and not line.is_flow:
        yield from _missing_dashes(line)
    above, below = next(line.above(), None), line.below()
    found = _STRAY_DASH.match(line.words)
    goes_on = below and below.key and below.dash is None and below.indent == line.dash
    is_alone = above and above.column == line.dash
    is_alone = is_alone and not any(_is_item(other, line.key) for other in line.above())
    if found and (goes_on or is_alone):
        start, end = line.start + found.start(1), line.start + found.end(1)
        message = f"a `- ` before `{found[2]}` starts a list in the middle of a map"
        yield Repair(start, end, "", message, "delete the `- `", (start, start + 1), certain=False)


def flow_item_repairs(line: Line) -> Iterator[Repair]:
    """Yield the line, a map in `{…}`, with the `- ` that its neighbours have."""
    if line.dash is not None or not line.is_flow:
        return
    for near in (next(line.above(), None), line.below()):
        if near and near.dash is not None and near.is_flow and near.key == line.key:
            yield missing_dash(line, near.dash, near.number)


def _missing_dashes(line: Line) -> Iterator[Repair]:
    """Yield the line as an item like each of those above, the likeliest first."""
    above = [other for other in line.above() if _is_item(other, line.key)]
    items = {other.dash or 0: other for other in reversed(above)}
    below = line.below()
    inside = below.indent if below and below.indent >= line.indent else line.indent

    def likelihood(dash: int) -> tuple[int, int]:
        return abs(dash + 2 - inside), abs(dash - line.indent)

    for dash in sorted(items, key=likelihood):
        yield missing_dash(line, dash, items[dash].number)


def missing_dash(line: Line, column: int, number: int) -> Repair:
    """Return the repair of an item that starts without `- `, like the one in another line."""
    start = line.start + line.indent
    message = f"`{line.key}` starts a new item, but has no `- ` before it"
    written = f"{{{line.key}: …}}" if line.is_flow else f"{line.key}: …"
    side = "below" if number < line.number else "above"
    hint = f"write `- {written}`, with the `-` {side} the one in line {number}"
    place = (start, start + len(line.key))
    return Repair(line.start, start, " " * column + "- ", message, hint, place)


def indentation_repairs(line: Line) -> Iterator[Repair]:
    """Yield the line with the indentation of each line above that it may belong to."""
    found = _INDENT.match(line.words)
    indent = found[0] if found else ""
    width = len(plain(indent))
    is_item = line.words[len(indent) :].startswith("- ")
    columns: dict[int, Line] = {}
    for other in line.above():
        column = other.dash if is_item else other.column
        if column is not None and not (column == width and indent.strip(" ") == ""):
            columns.setdefault(column, other)
    above = next(line.above(), None)
    alike = [near for near in line.above() if near.key and near.key == line.key]
    known = {near.dash if is_item else near.column for near in alike}
    distances = [abs(column - width) for column in columns]

    nearest_first = [*columns]

    def likelihood(column: int) -> tuple[int, bool, int]:
        away = nearest_first.index(column) if "\t" in indent else abs(column - width)
        return away, column not in known, -column if is_item else column

    for column in sorted(columns, key=likelihood):
        nearby = "the line above" if columns[column] == above else f"line {columns[column].number}"
        moved = _moved(line, indent, column, nearby)
        is_likelier = column in known or distances.count(abs(column - width)) == 1
        yield moved if is_likelier else replace(moved, certain=False)


def _moved(line: Line, indent: str, column: int, nearby: str) -> Repair:
    """Return the line with another indentation, and say what is wrong with its own."""
    end = line.start + len(indent)
    few = column - len(plain(indent))
    first = len(indent) - len(indent.lstrip(" "))
    place = _span(line, first, first + 1)
    if "\t" in indent:
        message, hint = "this line is indented with a tab", "use spaces instead of the tab"
        return Repair(line.start, end, " " * column, message, hint, place)
    if indent.strip(" "):
        message, hint = about(indent)
        return Repair(line.start, end, " " * column, message, hint, place, code="E114")
    spaces = quantity(abs(few), "space")
    message = f"this line is indented {spaces} {'less' if few > 0 else 'more'} than {nearby}"
    hint = f"{'add' if few > 0 else 'delete'} {spaces} at its start"
    word = re.match(r"[^\s:]*", line.words[len(indent) :])
    place = (end, end + max(1, len(word[0]) if word else 1))
    certain = abs(few) <= MOST_SPACES
    return Repair(line.start, end, " " * column, message, hint, place, certain=certain)


def comment_repairs(line: Line) -> Iterator[Repair]:
    """Yield the line as a comment, which is what people mean by a line without a colon."""
    if ":" not in line.words and line.words.strip() and line.dash is None:
        start = line.start + line.column
        message = "this line has no `: `, so it is neither a key nor a comment"
        hint = "write `key: value`, or begin a comment with `# `"
        if re.match(r"[<=>]{7}(?: |$)", line.words):
            message = "git has put two versions of a change here"
            hint = "keep one of them, and delete the lines with `<<<<<<<`, `=======` and `>>>>>>>`"
        yield Repair(start, start, "# ", message, hint, (start, line.end), certain=False)


def _is_item(line: Line, key: str) -> bool:
    return line.dash is not None and line.key == key


def _span(line: Line, first: int, last: int) -> tuple[int, int]:
    return line.start + first, line.start + last


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
    return any(before.count(sign) > before.count(closing) for sign, closing in _CLOSED_BY.items())


def _flow_value(line: Line, mark: int) -> re.Match[str] | None:
    """Return the match of a value in brackets that contains the mark, or None."""
    if not line.start <= mark < line.end or not _open_bracket(line.text[line.start : mark]):
        return None
    at = mark - line.start
    values = re.finditer(rf"{KEY}: +([^,{{}}\[\]]+)", line.words)
    return next((value for value in values if value.start(1) <= at < value.end(1)), None)
