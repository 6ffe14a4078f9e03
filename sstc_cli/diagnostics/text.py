"""Diagnostics for people: drawn under the source line, or as one line for each."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from sstc_cli.diagnostics.diagnostic import Diagnostic, Place, format_path

EXCERPT = 88  # columns
_BEFORE = 24  # characters of a long line before the place
_UNSEEN = ("Cc", "Cf", "Zl", "Zp")  # control and format characters, line and paragraph separators
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


def write_lines(diagnostics: Sequence[Diagnostic]) -> str:
    """Return a line for each diagnostic: `file:line:column: error E201 message (hint)`."""
    return "".join(_line(diagnostic) for diagnostic in diagnostics)


def write_drawn(
    diagnostics: Sequence[Diagnostic], sources: Mapping[str, str], width: int | None = None
) -> str:
    """Return each diagnostic with its source line and a mark; `sources` maps files to texts.

    Source lines and marks are cut to `width` columns.
    """
    lines = {file: split_lines(text) for file, text in sources.items()}
    return "\n".join(_drawn(diagnostic, lines, width) for diagnostic in diagnostics)


def split_lines(text: str, *, keep_ends: bool = False) -> list[str]:
    """Return lines as editors count them: `str.splitlines` also splits at form feeds and U+2028."""
    lines = _LINE.findall(text)
    return lines if keep_ends else [line.rstrip("\r\n") for line in lines]


def display_width(text: str) -> int:
    """Return how many columns a text takes: two for a wide character, none for a combining mark."""
    if text.isascii():
        return len(text)
    # Not a library's, because documents are wrapped by it: an upgrade must not change their bytes.
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def printable(text: str) -> str:
    """Return the text with tabs as spaces, and U+FFFD in place of what has no form of its own."""
    return "".join(
        " " if char == "\t" else "\ufffd" if unicodedata.category(char) in _UNSEEN else char
        for char in text
    )


def _line(diagnostic: Diagnostic) -> str:
    where = diagnostic.place or format_path(diagnostic.path) or "-"
    hint = f" ({diagnostic.hint})" if diagnostic.hint else ""
    message = f"{diagnostic.severity} {diagnostic.code} {diagnostic.message}{hint}"
    return printable(f"{where}: {message}") + "\n"


def _drawn(diagnostic: Diagnostic, lines: Mapping[str, list[str]], width: int | None) -> str:
    head = f"{diagnostic.severity}[{diagnostic.code}]: {printable(diagnostic.message)}\n"
    hint = f"= help: {printable(diagnostic.hint)}\n" if diagnostic.hint else ""
    place = diagnostic.place
    if place is None:
        where = f"  --> {format_path(diagnostic.path)}\n" if diagnostic.path else ""
        return f"{head}{where}{'  ' + hint if hint else ''}"
    gutter = " " * len(str(place.line))
    drawn = f"{head}{gutter}--> {printable(str(place))}\n"
    source = lines.get(place.file, [])
    if place.line <= len(source):
        room = EXCERPT if width is None else max(1, min(EXCERPT, width - len(gutter) - len(" | ")))
        excerpt, mark = _excerpt(source[place.line - 1], place, room)
        drawn += f"{gutter} |\n{place.line} | {excerpt}\n{gutter} | {mark}\n"
    return drawn + (f"{gutter} {hint}" if hint else "")


def _excerpt(line: str, place: Place, room: int) -> tuple[str, str]:
    """Return the part of a line around the place, and the carets to print below it."""
    start = place.column - 1
    end = place.end_column - 1 if place.end_line == place.line else len(line.rstrip())
    before = min(_BEFORE, room // 3)
    first = 0 if display_width(line[:start]) < room - before else max(0, start - before)
    excerpt = _cut(line[first : first + room], room).rstrip()
    marked = excerpt[start - first : max(end, start + 1) - first]
    margin = display_width(printable(excerpt[: start - first]))
    return printable(excerpt), " " * margin + "^" * max(1, display_width(printable(marked)))


def _cut(text: str, room: int) -> str:
    while display_width(text) > room:
        text = text[:-1]
    return text
