"""Texts, addresses and lines that are safe in a calendar file."""

from string import punctuation
from urllib.parse import quote

from icalendar import vText

_CLEAN = {
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0))),  # control characters: dropped
    ord("\t"): " ",
    # every character that some program reads as the end of a line becomes one
    **dict.fromkeys(map(ord, "\n\r\v\f\x85\u2028\u2029"), "\n"),
    0xFEFF: None,  # icalendar reads it as a byte order mark
    **dict.fromkeys(range(0xD800, 0xE000)),  # surrogates: UTF-8 cannot write them
}
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


class PlainText(vText):
    r"""A TEXT escaped by RFC 5545 3.3.11; icalendar itself would turn `\N` into a newline."""

    __slots__ = ()

    def to_ical(self) -> bytes:
        return self.translate(_ESCAPED).encode()


def clean(text: str) -> str:
    r"""Return the text without control characters, with every kind of line end as `\n`."""
    return text.replace("\r\n", "\n").translate(_CLEAN).strip()


def one_line(text: str) -> str:
    """Return the text on a single line, for titles and names."""
    return " ".join(part.strip() for part in clean(text).split("\n") if part.strip())


def parameter(text: str) -> str:
    """Return the text on one line, without characters that programs read differently in parameters.

    RFC 6868 writes a quote as `^'`. Most programs show both characters, others read them as a quote
    everywhere. libical reads a backslash as an escape.
    """
    return one_line(text).replace('"', "'").replace("\\", "/").replace("^", "ˆ")


def address(text: str) -> str:
    """Return a web address in ASCII (RFC 3986); percent-encoded characters stay unchanged."""
    return quote(text, safe=punctuation)


def mailto(email: str) -> str:
    return "mailto:" + quote(email, safe="@!$*+'")


_MOST_BYTES = 75
_END = b"\r\n"


def fold(line: str) -> bytes:
    """Return the line with its end, cut between characters into parts of at most 75 bytes.

    icalendar can fold too, but spends half of its time on it, character by character.
    """
    data = line.encode()
    parts = []
    start, room = 0, _MOST_BYTES
    while len(data) - start > room:
        end = start + room
        while data[end] & 0xC0 == 0x80:  # inside a character
            end -= 1
        if data[end - 1] == ord("\\"):  # some readers unescape before they unfold
            end -= 1
        parts.append(data[start:end])
        start, room = end, _MOST_BYTES - 1  # every further part begins with a space
    return (_END + b" ").join([*parts, data[start:]]) + _END
