"""Characters that steer a terminal or the direction of text, which no text for people needs."""

import re
import unicodedata
from collections.abc import Callable

# compiled on first use: so large a set takes almost a millisecond to compile; few texts need it
UNSEEN = (
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters except tab and line feed
    r"\u2028\u2029"  # separators that some programs read as line ends
    r"\u202a-\u202e\u2066-\u2069"  # direction: embeddings, overrides, isolates
    r"\ufeff\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff"  # byte order marks, noncharacters, surrogates
    + "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(1, 17))
    + "]"
)


def visible(text: str) -> str:
    """Return a text with U+FFFD in place of unprintable characters."""
    return with_unseen_as("\ufffd", text)


def unseen_in(text: str) -> re.Match[str] | None:
    """Return the first of the characters in a text, or None."""
    return None if _is_seen(text) else re.search(UNSEEN, text)


def with_unseen_as(other: str | Callable[[re.Match[str]], str], text: str) -> str:
    """Return a text with something in place of each of the characters."""
    return text if _is_seen(text) else re.sub(UNSEEN, other, text)


def _is_seen(text: str) -> bool:
    """Return whether a text plainly has none of the characters; Python finds that out fast."""
    return text.replace("\n", "").isprintable()


def named(character: str) -> str:
    """Return a character by its number and name: `U+202E (right-to-left override)`."""
    name = unicodedata.name(character, "control or private character").lower()
    return f"U+{ord(character):04X} ({name})"


def described(text: str, match: re.Match[str]) -> str:
    """Return a character with the text before it: ``U+202E (…) after `Pay` ``."""
    before = text[max(0, match.start() - 12) : match.start()]
    where = f" after `{before}`" if before.strip() else ""
    return f"{named(match[0])}{where}"
