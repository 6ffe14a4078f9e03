"""Read content lines from a stream (RFC 5545 3.1), one at a time even from the largest file."""

import re
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from sstc_cli.diagnostics import Severity
from sstc_cli.ics_check.lines import ContentLine, Report, UnfoldedLine, decode, quoted
from sstc_cli.ics_check.parameters import parse_property

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
            report(UnfoldedLine(1, [line]).diagnostic_at("E806", message, hint, (0, 1)))
        if end != _END or len(line) > MOST_BYTES or not line or _CONTROL.search(line):
            _check_bytes(UnfoldedLine(number, [line]), line, end, report)
        yield line
    if not end:
        hint = "end the last line with carriage return and line feed (CRLF)"
        last = UnfoldedLine(number, [line])
        report(last.diagnostic_at("W808", "the last line has no line end", hint, _tail(line)))


def _check_bytes(line: UnfoldedLine, data: bytes, end: bytes, report: Report) -> None:
    """Report errors in the bytes of a line and in its end."""
    if end not in (_END, b""):
        code, kind = ("W802", "line feed") if end == b"\n" else ("E817", "carriage return")
        hint = "end every line with carriage return and line feed (CRLF)"
        message = f"the line ends with a {kind} only"
        report(line.diagnostic_at(code, message, hint, _tail(data)))
    if len(data) > MOST_BYTES:
        hint = "fold it between two characters: a line end and a space after at most 75 bytes"
        message = f"the line has {len(data):,} bytes, more than {MOST_BYTES}"
        span = (len(decode(data[:MOST_BYTES])), len(decode(data)))
        weight = Severity.NOTE if len(data) <= _READABLE else None
        report(line.diagnostic_at("W803", message, hint, span, weight))
    if not data:
        hint = "delete the line, and write a line break inside a text as `\\n`"
        report(line.diagnostic_at("E810", "the line is empty", hint, (0, 1)))
    if control := _CONTROL.search(data):
        at = len(decode(data[: control.start()]))
        hint = "delete the character, which most editors do not show"
        message = f"the control character U+{control[0][0]:04X} is not allowed in a calendar"
        report(line.diagnostic_at("E807", message, hint, (at, at + 1)))


def _property(line: UnfoldedLine, report: Report) -> Iterator[ContentLine]:
    """Yield the property of an unfolded line, if it is one."""
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
        report(line.diagnostic_at("E804", message, hint, stray.span()))
        return
    for index, part in enumerate(line.parts):
        if part[:1] in _INSIDE:
            at = len(b"".join(line.parts[:index]).decode(errors="ignore"))
            hint = "fold between two characters, not between the bytes of one"
            message = f"the line is folded inside {quoted(text[at])}"
            report(line.diagnostic_at("E805", message, hint, (at, at + 1)))
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
