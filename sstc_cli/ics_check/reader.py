"""Read content lines from a stream (RFC 5545 3.1), one at a time even from the largest file."""

import re
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from sstc_cli.diagnostics import Severity
from sstc_cli.ics_check.lines import (
    ContentLine,
    Report,
    UnfoldedLine,
    Unplaced,
    decode,
    excerpt,
    quoted,
)

MOST_BYTES = 75
_READABLE = 998  # bytes of a line in mail, which all programs read (RFC 5322 2.1.1)
MOST_KEPT = 1_000_000  # of one line, folded or not: only attachments are longer
_MARK = b"\xef\xbb\xbf"
_END = b"\r\n"
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SPACES = (b" ", b"\t")
_STRAY = re.compile("[\udc80-\udcff]")
_INSIDE = frozenset(bytes([byte]) for byte in range(0x80, 0xC0))


def content_lines(stream: BinaryIO, report: Report) -> Iterator[ContentLine]:
    """Yield the properties of a file in order, and report lines that are not written correctly."""
    start, parts, size = 1, list[bytes](), 0
    for number, line in enumerate(_lines(stream, report), 1):
        if parts and line[:1] in _SPACES:
            size += len(line)
            if size <= MOST_KEPT:
                parts.append(line[1:])
            continue
        if parts:
            yield from _property(UnfoldedLine(start, parts), report)
        start, parts, size = number, [line] if line else [], len(line)
    if parts:
        yield from _property(UnfoldedLine(start, parts), report)


def _lines(stream: BinaryIO, report: Report) -> Iterator[bytes]:
    """Yield the lines of the file without their ends, after a check of their bytes."""
    end, number = _END, 0
    for raw, end in _split(stream):
        number += 1
        line = raw
        if number == 1 and raw.startswith(_MARK):
            line = raw[len(_MARK) :]
            hint = "save it as UTF-8 without a byte order mark (BOM)"
            message = "the file begins with a byte order mark"
            report(UnfoldedLine(1, [line]).diagnostic("E806", message, hint))
        if end != _END or len(line) > MOST_BYTES or not line or _CONTROL.search(line):
            _check_bytes(UnfoldedLine(number, [line]), line, end, report)
        yield line
    if not end:
        hint = "end the last line with carriage return and line feed (CRLF)"
        last = UnfoldedLine(number, [line])
        report(last.diagnostic("W808", "the last line has no line end", hint, _tail(line)))


def _check_bytes(line: UnfoldedLine, data: bytes, end: bytes, report: Report) -> None:
    """Report errors in the bytes of a line and in its end."""
    if end not in (_END, b""):
        code, kind = ("W802", "line feed") if end == b"\n" else ("E817", "carriage return")
        hint = "end every line with carriage return and line feed (CRLF)"
        message = f"the line ends with a {kind} only"
        report(line.diagnostic(code, message, hint, _tail(data)))
    if len(data) > MOST_BYTES:
        hint = "fold it between two characters: a line end and a space after at most 75 bytes"
        message = f"the line has {len(data):,} bytes, more than {MOST_BYTES}"
        span = (len(decode(data[:MOST_BYTES])), len(decode(data)))
        weight = Severity.NOTE if len(data) <= _READABLE else None
        report(line.diagnostic("W803", message, hint, span, weight))
    if not data:
        hint = "delete the line, and write a line break inside a text as `\\n`"
        report(line.diagnostic("E810", "the line is empty", hint))
    if control := _CONTROL.search(data):
        at = len(decode(data[: control.start()]))
        hint = "delete the character, which most editors do not show"
        message = f"the control character U+{control[0][0]:04X} is not allowed in a calendar"
        report(line.diagnostic("E807", message, hint, (at, at + 1)))


def _property(line: UnfoldedLine, report: Report) -> Iterator[ContentLine]:
    data = b"".join(line.parts)
    text = decode(data)
    if not data.isascii():
        _check_letters(line, text, report)
    content = parse_property(line, text, report)
    if content is not None:
        yield content


def _check_letters(line: UnfoldedLine, text: str, report: Report) -> None:
    """Report letters that are not UTF-8, or that a fold has cut."""
    if stray := _STRAY.search(text):
        hint = "save the file as UTF-8; it may be in GBK (Chinese Windows programs) or Latin-1"
        message = f"the byte {ord(stray[0]) - 0xDC00:02X} is not UTF-8"
        report(line.diagnostic("E804", message, hint, stray.span()))
        return
    for index, part in enumerate(line.parts):
        if part[:1] in _INSIDE:
            at = len(b"".join(line.parts[:index]).decode(errors="ignore"))
            hint = "fold between two characters, not between the bytes of one"
            message = f"the line is folded inside {quoted(text[at])}"
            report(line.diagnostic("E805", message, hint, (at, at + 1)))
            return


def _split(stream: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """Yield lines and their ends; like in editors, also a carriage return alone ends a line."""
    rest, cut = b"", False
    for piece in iter(partial(stream.readline, MOST_KEPT), b""):
        if piece.endswith(_END) and not rest and not cut and piece.count(b"\r") == 1:
            yield piece[:-2], _END
            continue
        lines = (rest + piece).splitlines(keepends=True)
        goes_on = len(piece) == MOST_KEPT and not piece.endswith(b"\n")
        rest = lines.pop() if goes_on else b""
        for line in lines[cut:]:  # the first one is the rest of a line that was cut
            yield _split_end(line)
        cut = cut and not lines
        if len(rest) >= MOST_KEPT:
            if not cut:
                yield rest, _END
            rest, cut = b"", True
    if rest:
        yield _split_end(rest)


def _split_end(line: bytes) -> tuple[bytes, bytes]:
    content = line.rstrip(b"\r\n")
    return content, line[len(content) :]


def _tail(line: bytes) -> tuple[int, int]:
    length = len(decode(line))
    return max(length - 1, 0), length


_TOKEN = r"[A-Za-z0-9-]+"  # noqa: S105 a word of the grammar
_VALUE = r'(?:"[^"]*"|[^";:,]*)'
_NAME = re.compile(_TOKEN)
_LINE = re.compile(rf"({_TOKEN})((?:;{_TOKEN}={_VALUE}(?:,{_VALUE})*)*):")
_PARAMETER = re.compile(rf";({_TOKEN})=({_VALUE}(?:,{_VALUE})*)")
_LISTS = frozenset({"MEMBER", "DELEGATED-TO", "DELEGATED-FROM", "FEATURE", "DISPLAY"})


def parse_property(line: UnfoldedLine, text: str, report: Report) -> ContentLine | None:
    """Return the property in a line, or None, and report what cannot be read."""
    match = _LINE.match(text)
    if match is None:
        return _guess(line, text, report)
    at = match.end()
    content = ContentLine(line.number, line.parts, match[1].upper(), text[at:], at)
    if match[2]:
        content.params = _parameters(content, match[2], match.start(2), report)
    return content


def _parameters(line: ContentLine, text: str, start: int, report: Report) -> dict[str, str]:
    """Return the parameters by name; `text` begins at character `start` of the line."""
    params: dict[str, str] = {}
    for match in _PARAMETER.finditer(text):
        name, value = match[1].upper(), match[2]
        span = (start + match.start(1), start + match.end())
        if name in params:
            message = f"the parameter `{name}` appears twice"
            report(line.diagnostic("E812", message, "keep one of the two", span))
            continue
        single = value.startswith('"') and value.find('"', 1) == len(value) - 1
        if not single and "," in value and name not in _LISTS and not name.startswith("X-"):
            first = value.partition(",")[0]
            message = f"the comma in `{name}` ends its value, which is read as {quoted(first)}"
            hint = f'put the value in quotes: `{name}="{excerpt(value)}"`'
            report(line.diagnostic("E812", message, hint, span))
        params[name] = value[1:-1] if single else value
    return params


def _guess(line: UnfoldedLine, text: str, report: Report) -> ContentLine | None:
    """Return the property that a line with wrong grammar probably means, if it has a name."""
    name = _NAME.match(text)
    rest = text[name.end() :] if name else ""
    if name is None or rest[:1] not in (";", ":") or ":" not in rest:
        hint = "write a line break inside a text as `\\n`, and begin a continued line with a space"
        message = f"{quoted(text.strip())} is not a property like `NAME:value`"
        if text[:1] in (" ", "\t"):
            message = "the line continues a line that is missing"
        report(line.diagnostic("E809", message, hint, (0, max(len(text), 1))))
        return None
    at = name.end() + rest.index(":") + 1
    message = f"the parameters of `{name[0].upper()}` cannot be read"
    hint = 'write `;NAME=value` or `;NAME="value"`, without quotes inside a value'
    span = (name.end(), max(at - 1, name.end() + 1))
    weight = Severity.WARNING if name[0].upper().startswith("X-") else None
    report(line.diagnostic("E811", message, hint, span, weight))
    return ContentLine(line.number, line.parts, name[0].upper(), text[at:], at)


HEAD = 65_536
_AGAIN = "download it again, and check that its address needs no login"
_SIGNATURES = (
    (b"\x1f\x8b", "the file is compressed (gzip)", "unpack it first"),
    (b"PK\x03\x04", "the file is a zip archive", "unpack it first: the `.ics` files are inside"),
    (b"%PDF", "the file is a PDF", "ask for the calendar file, which ends in `.ics`"),
    (b"\xff\xfe", "the file is in UTF-16", "save it as UTF-8"),
    (b"\xfe\xff", "the file is in UTF-16", "save it as UTF-8"),
)


def not_a_calendar(head: bytes) -> Unplaced | None:
    """Return a diagnostic if a file does not begin like a calendar, or None."""
    reason = _reason(head)
    if reason is None:
        return None
    first = (head.splitlines() or [b""])[0][:200]
    return UnfoldedLine(1, [first]).diagnostic("E801", *reason)


def _reason(head: bytes) -> tuple[str, str] | None:
    """Return a message and a hint about a file that is not a calendar, or None."""
    if not head.strip():
        return "the file is empty", "export it again"
    for signature, message, hint in _SIGNATURES:
        if head.startswith(signature):
            return message, hint
    start = head[:2_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "the file is a web page, not a calendar", _AGAIN
    if head[:200].count(b"\x00") > 20:
        return "the file is in UTF-16 or is not a text file", "save it as UTF-8"
    if b"BEGIN:V" not in head.upper():
        return "the file is not a calendar: it has no `BEGIN:VCALENDAR`", _AGAIN
    return None
