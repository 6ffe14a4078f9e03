"""Corrections of a line's layout: its indentation, its `- `, its colon, and what it starts."""

import re
from collections.abc import Iterator
from dataclasses import replace

from sstc_cli.quantity import quantity
from sstc_cli.source.causes.lookalikes import HIDDEN, SPACE, plain
from sstc_cli.source.causes.repair import KEY, Line, Repair, has_key
from sstc_cli.source.causes.typography import about

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
    above = next(line.above(), None)
    found = _STRAY_DASH.match(line.words)
    if found and above and above.column == line.dash and not _starts_item(line):
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

    def likelihood(column: int) -> tuple[int, bool, int]:
        return abs(column - width), column not in known, -column if is_item else column

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
        yield Repair(start, start, "# ", message, hint, (start, line.end), certain=False)


def _is_item(line: Line, key: str) -> bool:
    return line.dash is not None and line.key == key


def _starts_item(line: Line) -> bool:
    """Return whether an item above starts with the same key."""
    return any(_is_item(other, line.key) for other in line.above())


def _span(line: Line, first: int, last: int) -> tuple[int, int]:
    return line.start + first, line.start + last
