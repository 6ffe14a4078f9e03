"""A stream to content lines (RFC 5545 3.1), one at a time whatever the file's size."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO

from sstc_cli.ics_check.parameters import parsed
from sstc_cli.ics_check.written import ContentLine, Unplaced, Written, decoded, shown

MOST_OCTETS = 75
MOST_KEPT = 1_000_000  # of one line, folded or not: what is longer is an attachment
_MARK = b"\xef\xbb\xbf"
_END = b"\r\n"
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BLANKS = (b" ", b"\t")
_STRAY = re.compile("[\udc80-\udcff]")
_INSIDE = frozenset(bytes([octet]) for octet in range(0x80, 0xC0))

Tell = Callable[[Unplaced], None]


def content_lines(stream: BinaryIO, tell: Tell) -> Iterator[ContentLine]:
    """The properties of a file in their order; what is wrong with how they are written is told."""
    start, parts, size = 1, list[bytes](), 0
    for number, line in enumerate(_lines(stream, tell), 1):
        if parts and line[:1] in _BLANKS:
            size += len(line)
            if size <= MOST_KEPT:
                parts.append(line[1:])
            continue
        if parts:
            yield from _property(Written(start, parts), tell)
        start, parts, size = number, [line] if line else [], len(line)
    if parts:
        yield from _property(Written(start, parts), tell)


def _lines(stream: BinaryIO, tell: Tell) -> Iterator[bytes]:
    """The lines of the file without their ends, each looked at as octets."""
    end, number = _END, 0
    for raw, end in _split(stream):
        number += 1
        line = raw
        if number == 1 and raw.startswith(_MARK):
            line = raw[len(_MARK) :]
            hint = "save it as UTF-8 without byte order mark (BOM)"
            tell(
                Written(1, [line]).diagnostic_at(
                    "W806", "the file begins with a byte order mark", hint, (0, 1)
                )
            )
        if end != _END or len(line) > MOST_OCTETS or not line or _CONTROL.search(line):
            _look(Written(number, [line]), line, end, tell)
        yield line
    if not end:
        hint = "end the last line with carriage return and line feed"
        tell(
            Written(number, [line]).diagnostic_at(
                "W808", "the last line has no end", hint, _tail(line)
            )
        )


def _look(written: Written, line: bytes, end: bytes, tell: Tell) -> None:
    """Tell what is wrong with the octets of a line."""
    if end not in (_END, b""):
        code, kind = ("W802", "line feed") if end == b"\n" else ("E817", "carriage return")
        hint = "end every line with carriage return and line feed (CRLF)"
        tell(written.diagnostic_at(code, f"the line ends with a {kind} alone", hint, _tail(line)))
    if len(line) > MOST_OCTETS:
        text = decoded(line)
        hint = "fold it: a line end and a blank after 75 octets at most, between two characters"
        at = len(decoded(line[:MOST_OCTETS]))
        tell(
            written.diagnostic_at(
                "W803", f"the line has {len(line):,} octets", hint, (at, len(text))
            )
        )
    if not line:
        hint = "delete the line; a line break inside a text is written `\\n`"
        tell(written.diagnostic_at("W810", "the line is empty", hint, (0, 1)))
    if found := _CONTROL.search(line):
        at = len(decoded(line[: found.start()]))
        hint = "delete it: most editors do not show it"
        message = f"the control character U+{found[0][0]:04X} cannot stand in a calendar"
        tell(written.diagnostic_at("E807", message, hint, (at, at + 1)))


def _property(written: Written, tell: Tell) -> Iterator[ContentLine]:
    """The property that an unfolded line is; nothing where it is none."""
    data = b"".join(written.parts)
    text = decoded(data)
    if not data.isascii():
        _look_at_letters(written, text, tell)
    line = parsed(written, text, tell)
    if line is not None:
        yield line


def _look_at_letters(written: Written, text: str, tell: Tell) -> None:
    """Tell of letters that are not UTF-8, or that a fold has cut."""
    if stray := _STRAY.search(text):
        hint = "save the file as UTF-8: Chinese Windows programs write GBK, others Latin-1"
        message = f"the octet {ord(stray[0]) - 0xDC00:02X} is not UTF-8"
        tell(written.diagnostic_at("E804", message, hint, stray.span()))
        return
    for index, part in enumerate(written.parts):
        if part[:1] in _INSIDE:
            at = len(b"".join(written.parts[:index]).decode(errors="ignore"))
            hint = "fold between two characters, not between the octets of one"
            message = f"the line is folded inside `{shown(text[at])}`"
            tell(written.diagnostic_at("W805", message, hint, (at, at + 1)))
            return


def _split(stream: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """Lines with their ends, which editors see after a lone carriage return, too."""
    rest, cut = b"", False
    for piece in iter(partial(stream.readline, MOST_KEPT), b""):
        if piece.endswith(_END) and not rest and not cut and piece.count(b"\r") == 1:
            yield piece[:-2], _END
            continue
        lines = (rest + piece).splitlines(keepends=True)
        goes_on = len(piece) == MOST_KEPT and not piece.endswith(b"\n")
        rest = lines.pop() if goes_on else b""
        for line in lines[cut:]:  # the first is what is left of a line that was cut
            yield _parted(line)
        cut = cut and not lines
        if len(rest) >= MOST_KEPT:
            if not cut:
                yield rest, _END
            rest, cut = b"", True
    if rest:
        yield _parted(rest)


def _parted(line: bytes) -> tuple[bytes, bytes]:
    content = line.rstrip(b"\r\n")
    return content, line[len(content) :]


def _tail(line: bytes) -> tuple[int, int]:
    length = len(decoded(line))
    return max(length - 1, 0), length
