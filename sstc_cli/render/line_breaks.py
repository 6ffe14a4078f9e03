"""Where lines of any script may break, and the pieces that no line may tear."""

import re
import unicodedata
from collections.abc import Iterator

from markdown_it.token import Token

from sstc_cli.diagnostics import display_width

_TIME = "\\d{1,2}(?::\\d{2}|\u00a0h(?:\u00a0\\d{2})?)"
SPAN = f"{_TIME}(?:[–至]|\u00a0–\u00a0){_TIME}"
_CITY = "[\u4e00-\u9fff]{2,10}\u00a0"  # a line ends between any two Chinese characters
_PIECE = re.compile(
    rf"{_CITY}(?:{SPAN}|{_TIME})?|{SPAN}"
    r"|(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:（[周星][^（）]{1,2}）)?"
    r"|(?<![\w/-])[^\W\d_]-[^\W\d_]{2,20}(?![\w/-])"
)
_FRENCH = re.compile("(?<=\\S) (?=[:;?!»](?:[\\s)]|$))|(?<=«) ")  # as people type them
_HAN = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
_JOINER = "\u2060"  # forbids a line to end here


# What only Word and PDF need is compiled when they do: classes of so many characters take long.
# Chinese breaks anywhere, except around punctuation; other words at spaces and after hyphens.
_SHORT = f"（[!-~−{_JOINER}]{{1,10}}）"
_WORD = (
    rf"{_PIECE.pattern}|{_SHORT}|[{_HAN}](?:(?!{_SHORT})[{_HAN}])?"
    rf"|(?:[^\s{_HAN}-]|[\u00a0\u202f])+-?|-"
)
_BREAK = r"(?<=[\u2e80-\u9fff（）])(?=.)|(?<=.)(?=[\u2e80-\u9fff（）])|(?<=–)"
_GAP = "[\u2e80-\u2fff\u3400-\u9fff][0-9A-Za-z]|[0-9A-Za-z][\u2e80-\u2fff\u3400-\u9fff]"
_OFFSET = rf"(?<=UTC[+−])(?=[\d:]+[{_HAN}])"  # Word ends Chinese lines there


def split_unbroken(token: Token) -> Iterator[Token]:
    """Yield a token of text as the pieces that must not be torn, and the text around them."""
    if token.type != "text":
        yield token
        return
    token.content = _FRENCH.sub("\u00a0", token.content)
    end = 0
    for piece in _PIECE.finditer(token.content):
        if between := token.content[end : piece.start()]:
            yield Token("text", "", 0, content=between)
        yield Token("unbroken_open", "span", 1, attrs={"class": "unbroken"})
        yield Token("text", "", 0, content=piece[0])
        yield Token("unbroken_close", "span", -1)
        end = piece.end()
    if end == 0:
        yield token
    elif rest := token.content[end:]:
        yield Token("text", "", 0, content=rest)


def unbroken_words(text: str) -> Iterator[str]:
    """Yield the words of a text, and the pieces of it that no line tears."""
    return (word[0] for word in re.finditer(_WORD, text))


def joined(piece: str) -> str:
    """Return a piece with a joiner wherever a line could end in it, except after a hyphen."""
    return re.sub(_BREAK, _JOINER, piece)


def with_firm_hyphens(text: str) -> str:
    """Return a text in which no line ends in a piece, as after the hyphen of `E-Commerce`."""
    return _PIECE.sub(lambda piece: joined(piece[0].replace("-", "\u2011")), text)


def is_gap(before: str, after: str) -> bool:
    """Return whether a gap parts two characters: one is Chinese, the other a Latin one."""
    return re.fullmatch(_GAP, before + after) is not None


def joined_offsets(text: str) -> str:
    """Return a text with a joiner in `UTC+8` before Chinese."""
    return re.sub(_OFFSET, _JOINER, text)


# Closing punctuation never begins a line, and opening punctuation never ends one (W3C, Requirements
# for Chinese Text Layout, 3.1.5).
_CLOSING = "，。、；：？！）》」』】”’…—%,.;:?!)]}"
_OPENING = "（《「『【“‘([{"
# French puts a no-break space before `:` and `;`, which belongs to the word.
_PIECES = re.compile(
    r"[^\S\u00a0\u202f]+"
    r"|(?:[\u00a0\u202f]|[^\s\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef])+|."
)


def wrap(text: str, width: int, indent: str = "", mark: str = "") -> list[str]:
    """Return lines of at most `width` columns, beginning with `mark`, then with `indent`.

    Latin words are never broken, even if longer than a line, because addresses must not be. Chinese
    may break between any two characters, except around punctuation.
    """
    lines: list[str] = []
    line = start = mark
    for unit in _units(text):
        if line != start and display_width(line + unit.rstrip()) > width:
            lines.append(line.rstrip())
            line = start = indent
        line += unit.lstrip() if line == start else unit
    return lines if lines and line == start else [*lines, line.rstrip()]


def pad(text: str, width: int) -> str:
    return text + " " * (width - display_width(text))


def _units(text: str) -> list[str]:
    """Return the units that are never broken: words with a space, characters with punctuation."""
    units: list[str] = []
    for piece in _PIECES.findall(text):
        sticks = units and (
            piece[0] in _CLOSING or units[-1][-1] in _OPENING or units[-1].isspace()
            or unicodedata.combining(piece[0])
        )  # fmt: skip
        if sticks:
            units[-1] += " " if piece.isspace() else piece
        else:
            units.append(" " if piece.isspace() else piece)
    return units
