"""Characters that input methods, word processors and web pages put in place of plain ones."""

import re
import unicodedata

HIDDEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
SPACE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
DASH = "‐‑‒–—―−－"
_PLAIN = {
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‘’‚‛′", "'"),
    **dict.fromkeys(DASH, "-"),
    "、": ",",
    "。": ".",
    "【": "[",
    "】": "]",
    "·": "-",
    "•": "-",
    "▪": "-",
    "\u3000": "  ",  # in the width of two letters
}
_HIDDEN = re.compile(f"[{HIDDEN}]")
_SPACE = re.compile(f"[{SPACE}]")


def plain(text: str) -> str:
    """Return a text with plain characters only; hidden ones are left out."""
    return "".join(map(_plain, text))


def lookalike(text: str) -> str:
    """Return the first look-alike of a text, or its first character if it has none."""
    return next((sign for sign in text if _plain(sign) != sign), text[:1])


def described(text: str) -> str:
    """Return words for the first look-alike of a text, for example ``the full-width `：` ``."""
    sign = lookalike(text)
    if sign.isascii():
        return f"`{sign}`"
    if _HIDDEN.match(sign) or _SPACE.match(sign):
        return f"the invisible {unicodedata.name(sign, 'character').lower()} (U+{ord(sign):04X})"
    if unicodedata.east_asian_width(sign) in "FW":
        return f"the full-width `{sign}`"
    kinds = {'"': "curly quote", "'": "curly quote", "-": "long dash or bullet"}
    return f"the {kinds.get(_plain(sign), 'character')} `{sign}`"


def _plain(sign: str) -> str:
    if sign < "\u0080":
        return sign
    if _HIDDEN.match(sign):
        return ""
    if "\uff01" <= sign <= "\uff5e":
        return _PLAIN.get(sign) or chr(ord(sign) - 0xFEE0)
    return _PLAIN.get(sign) or (" " if _SPACE.match(sign) else sign)
