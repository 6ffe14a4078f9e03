"""A correction that may make YAML of a text, its lines, and characters that look like others."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sstc_cli.diagnostics import Retype
from sstc_cli.source.reports import Reports
from sstc_cli.source.spot import BREAK, line_start

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


KEY = "[A-Za-z_][A-Za-z0-9_-]*"
MOST_LINES = 60
_HEAD = re.compile(rf"(?P<indent>[^\S\r\n]*)(?P<dash>- +)?(?:\{{ *)?(?P<key>{KEY})?(?=[:\s]|$)")
_SKIPPED = re.compile(r"\s*(?:#.*)?")


@dataclass(frozen=True, slots=True)
class Repair:
    """Other characters from `start` up to `end`; `place` is what the message is about.

    It is `certain` if no other correction is likely.
    """

    start: int
    end: int
    text: str
    message: str
    hint: str
    place: tuple[int, int]
    code: str = "E101"
    certain: bool = True

    def made(self, text: str) -> str:
        return text[: self.start] + self.text + text[self.end :]

    def report(self, reports: Reports, code: str) -> None:
        """Report it, with its correction if it is certain."""
        fix = Retype(self.start, self.end, self.text) if self.certain else ()
        reports.add(code, self.message, self.place, self.hint, fix)

    @property
    def growth(self) -> int:
        return len(self.text) - (self.end - self.start)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text, without its break."""

    text: str
    start: int
    end: int

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]

    @property
    def number(self) -> int:
        return len(BREAK.findall(self.text, 0, self.start)) + 1

    @property
    def indent(self) -> int:
        """The number of spaces before its first other character."""
        return len(self.words) - len(self.words.lstrip(" "))

    @property
    def dash(self) -> int | None:
        """The column of its `- `, from 0; None if it does not start an item."""
        return self.indent if self.words[self.indent :].startswith("- ") else None

    @property
    def key(self) -> str:
        """The key with which it starts, perhaps after `- ` or `- {`; empty if it has none."""
        head = _HEAD.match(self.words)
        return (head and head["key"]) or ""

    @property
    def is_flow(self) -> bool:
        """Whether a `{` follows its indentation and its `- `."""
        return self.words[self.column :].startswith("{")

    @property
    def column(self) -> int:
        """The column of what follows its `- `, or of its first character."""
        item = re.match(r" *(?:- +)?", self.words)
        return item.end() if item else 0

    def above(self) -> Iterator["Line"]:
        """Yield the lines above it that are neither empty nor comments, the nearest first."""
        start = self.start
        for _ in range(MOST_LINES):
            if not start:
                return
            line = line_at(self.text, start - 1)
            start = line.start
            if not _SKIPPED.fullmatch(line.words):
                yield line

    def below(self) -> "Line | None":
        """Return the next line that is neither empty nor a comment, or None."""
        line = self
        for _ in range(MOST_LINES):
            found = BREAK.match(self.text, line.end)
            if not found:
                return None
            line = line_at(self.text, found.end())
            if not _SKIPPED.fullmatch(line.words):
                return line
        return None


def repaired_text(text: str, repairs: Sequence[Repair]) -> str:
    """Return the text with all repairs, which are in its order."""
    for repair in reversed(repairs):
        text = repair.made(text)
    return text


def line_at(text: str, position: int) -> Line:
    """Return the line of a position; a line break belongs to the line that it ends."""
    if text[position - 1 : position + 1] == "\r\n":
        position -= 1
    start = line_start(text, position)
    found = BREAK.search(text, max(position, start))
    return Line(text, start, found.start() if found else len(text))


def has_key(text: str, key: str) -> bool:
    return re.search(rf"(?m)(?:^[ \t]*(?:- +)?|[{{,] *){re.escape(key)}: ", text) is not None


_ODD = SPACE + HIDDEN
_INDENT = re.compile(f"[ \t{_ODD}]*")
_DASH = re.compile(rf"(?:[{DASH}•·▪*][ {_ODD}]+|-[ ]*[{_ODD}]+|[{DASH}•▪](?={KEY}))(?=\S)")
_COLON = re.compile(
    rf"((?:- +)*[“”„]?{KEY}[{HIDDEN}]*[“”„]?) *[{_ODD}]*(?:：|:(?=[{_ODD}]))[ {_ODD}]*"
)
_KEY_AND_QUOTE = re.compile(rf'(?:- +)*(?:"?{KEY}"?: +)?')
_COMMA_OF_KEYS = re.compile(rf"\s*[，、；;]\s*(?={KEY}\s*[：:])")
_COLON_OF_KEY = re.compile(rf"([{{,]\s*{KEY})\s*：\s*")
_TIGHT_COLON = re.compile(rf"([{{,]\s*{KEY}):(?=[^\s/])")
_CLOSING = {'"': "“”„＂", "'": "‘’"}


def retyped_line(line: Line) -> Iterator[Repair]:
    """Yield the line with plain punctuation in place of look-alikes around its keys and values."""
    old, new = line.words, _structured(line.words)
    if old == new:
        return
    first = next(at for at, sign in enumerate(f"{old}\0") if new[at : at + 1] != sign)
    kept = 0
    while kept < min(len(old), len(new)) - first and old[-1 - kept] == new[-1 - kept]:
        kept += 1
    start, end = line.start + first, line.end - kept
    text = new[first : len(new) - kept]
    while text and end < line.end and plain(line.text[start:end]) == line.text[start:end]:
        end += 1  # only a space is missing before the look-alike
        text += line.text[end - 1]
    message, hint = about(line.text[start:end], text)
    yield Repair(start, end, text, message, hint, (start, start + 1), code="E114")


def retyped_braces(text: str) -> str | None:
    """Return a map in `{…}` with plain punctuation and a space after each colon of a key.

    None if it would stay as it is, or has quotes, in which everything is text.
    """
    if "'" in text or '"' in text:
        return None
    new = _TIGHT_COLON.sub(r"\1: ", _with_colons(text))
    return new if new != text else None


def _with_colons(text: str) -> str:
    return _COLON_OF_KEY.sub(r"\1: ", _COMMA_OF_KEYS.sub(", ", text))


def about(text: str, new: str | None = None) -> tuple[str, str]:
    """Return the message and the hint for the first look-alike of a text, which becomes `new`."""
    sign = lookalike(text)
    right, message = plain(sign), f"{described(sign)} is not allowed here"
    if new and (sign.isascii() or new.strip() == right):
        return message, f"write `{new}` instead"
    if right.strip():
        return message, f"write `{right}` instead"
    return message, "write an ordinary space instead" if right else "delete it"


def _structured(words: str) -> str:
    """Return a line with plain indentation, dash, colon, brackets and closing quote."""
    indent = _INDENT.match(words)
    space = plain(indent[0]) if indent else ""
    rest = words[len(indent[0]) if indent else 0 :]
    if not rest or rest[0] == "#":
        return words
    rest = _DASH.sub("- ", rest, count=1) if _DASH.match(rest) else rest
    if colon := _COLON.match(rest):
        value = rest[colon.end() :]
        rest = plain(colon[1]).replace('"', "") + (f": {value}" if value else ":")
    head = _KEY_AND_QUOTE.match(rest)
    start = head.end() if head else 0
    return space + rest[:start] + _value(rest[start:])


def _value(value: str) -> str:
    """Return a value with plain brackets, plain commas between keys, and a plain last quote."""
    first, last = value[:1], value.rstrip()[-1:]
    if last and last in _CLOSING.get(first, ""):
        return value.rstrip()[:-1] + first
    if first and first in "{｛":
        value = "{" + value[1:]
        value = value.rstrip()[:-1] + "}" if last == "｝" else value
        return _with_colons(value)
    if first and first in "[［":
        value = "[" + value[1:]
        value = value.rstrip()[:-1] + "]" if last == "］" else value
        return re.sub(r"[，、] ?", ", ", value)
    return value
