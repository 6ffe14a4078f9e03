"""Diagnostics as lines and drawings for people, and as JSON, SARIF 2.1.0 and GitHub's commands."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from sstc_cli.diagnostics.diagnostic import Diagnostic, Place, Severity, format_path
from sstc_cli.unseen import with_unseen_as

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
    return sum(map(_columns, text))


@cache
def _columns(char: str) -> int:
    # Not a library's, because documents are wrapped by it: an upgrade must not change their bytes.
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


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


def json_text(document: object, default: Callable[[object], object] | None = None) -> str:
    """Return a document as JSON in Unicode, with escapes for what could steer a terminal."""
    text = json.dumps(document, default=default, ensure_ascii=False, indent=2)
    return with_unseen_as(lambda match: json.dumps(match[0])[1:-1], text)


VERSION = 1


def write_json(diagnostics: Sequence[Diagnostic]) -> str:
    """Return `{"version": 1, "errors": n, "warnings": n, "notes": n, "diagnostics": [...]}`."""
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    document = {
        "version": VERSION,
        "errors": counts[Severity.ERROR],
        "warnings": counts[Severity.WARNING],
        "notes": counts[Severity.NOTE],
        "diagnostics": [json_entry(diagnostic) for diagnostic in diagnostics],
    }
    return json_text(document) + "\n"


def json_entry(diagnostic: Diagnostic) -> dict[str, Any]:
    """Return a diagnostic as an object; it is `fixable` if `sstc validate --fix` corrects it."""
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "fixable": bool(diagnostic.fix),
        "path": format_path(diagnostic.path),
        "place": diagnostic.place._asdict() if diagnostic.place else None,
    }


_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def write_sarif(diagnostics: Sequence[Diagnostic], pages: Mapping[str, str], version: str) -> str:
    """Return one run of `sstc`; `pages` maps each reported code to its page in Markdown."""
    codes = sorted({diagnostic.code for diagnostic in diagnostics})
    rules = [_rule(code, pages.get(code, code)) for code in codes]
    driver = {"name": "sstc", "semanticVersion": version, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"WORKSPACE": {"description": {"text": "the workspace"}}},
        "results": [
            _result(diagnostic, codes.index(diagnostic.code)) for diagnostic in diagnostics
        ],
    }
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json_text(document) + "\n"


def _rule(code: str, page: str) -> dict[str, Any]:
    title = page.split("\n", 1)[0].rstrip(".")
    return {
        "id": code,
        "shortDescription": {"text": f"{title}."},
        "fullDescription": {"text": f"{title}."},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": str(Diagnostic(code, "").severity)},
    }


def _result(diagnostic: Diagnostic, index: int) -> dict[str, Any]:
    hint = f" ({diagnostic.hint})" if diagnostic.hint else ""
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": str(diagnostic.severity),
        "message": {"text": diagnostic.message + hint},
    }
    if diagnostic.place:
        location: dict[str, Any] = {"physicalLocation": _location(diagnostic.place)}
        if path := format_path(diagnostic.path):
            location["logicalLocations"] = [{"fullyQualifiedName": path}]
        result["locations"] = [location]
    return result


def _location(place: Place) -> dict[str, Any]:
    return {
        "artifactLocation": _artifact(PurePath(place.file)),
        "region": {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
        },
    }


def _artifact(file: PurePath) -> dict[str, str]:
    """Return a file's path in the workspace, or its full address without a base (SARIF 3.4.4)."""
    if file.is_absolute():
        return {"uri": file.as_uri()}
    return {"uri": quote(file.as_posix()), "uriBaseId": "WORKSPACE"}


_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def write_github(diagnostics: Sequence[Diagnostic]) -> str:
    return "".join(_command(diagnostic) for diagnostic in diagnostics)


def _command(diagnostic: Diagnostic) -> str:
    place = diagnostic.place
    properties = {"title": diagnostic.code}
    if place:
        properties |= {"file": place.file, "line": str(place.line), "endLine": str(place.end_line)}
        if place.line == place.end_line:  # GitHub shows columns within one line only
            properties |= {"col": str(place.column), "endColumn": str(place.end_column)}
    written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    hint = f"\nhelp: {diagnostic.hint}" if diagnostic.hint else ""
    return f"::{_COMMANDS[diagnostic.severity]} {written}::{_data(diagnostic.message + hint)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
