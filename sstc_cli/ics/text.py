"""Texts and addresses that are safe in a calendar file."""

from string import punctuation
from urllib.parse import quote

from icalendar import vText

_CLEAN = {
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0))),  # control characters: dropped
    ord("\t"): " ",
    # what some reader or other takes for the end of a line, is one
    **dict.fromkeys(map(ord, "\n\r\v\f\x85\u2028\u2029"), "\n"),
    0xFEFF: None,  # icalendar takes it for a byte order mark
    **dict.fromkeys(range(0xD800, 0xE000)),  # half a character, which UTF-8 cannot write
}
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


class PlainText(vText):
    r"""A TEXT escaped as RFC 5545 3.3.11 says; icalendar itself makes a newline of `\N`."""

    __slots__ = ()

    def to_ical(self) -> bytes:
        """The escaped text in UTF-8."""
        return self.translate(_ESCAPED).encode()


def clean(text: str) -> str:
    r"""The text without control characters, every kind of line end a `\n`."""
    return text.replace("\r\n", "\n").translate(_CLEAN).strip()


def one_line(text: str) -> str:
    """The text on a single line, as titles and names are."""
    return " ".join(part.strip() for part in clean(text).split("\n") if part.strip())


def parameter(text: str) -> str:
    """The text on a line without what readers disagree on inside a parameter.

    RFC 6868 has a way to write quotes, `^'`, which most readers show as it is and others take for
    one wherever it stands; libical takes a backslash for an escape.
    """
    return one_line(text).replace('"', "'").replace("\\", "/").replace("^", "ˆ")


def address(text: str) -> str:
    """A web address in ASCII, as RFC 3986 wants it; what is percent-encoded stays as it is."""
    return quote(text, safe=punctuation)


def mailto(email: str) -> str:
    """An e-mail address as RFC 6068 writes it."""
    return f"mailto:{quote(email, safe='@!$*+')}"
