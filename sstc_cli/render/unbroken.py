"""Pieces of a text that no line may tear: `15:30–17:00`, `拉各斯 08:30`, `E-Commerce`."""

import re
from collections.abc import Iterator

from markdown_it.token import Token

_TIME = "\\d{1,2}(?::\\d{2}|\u00a0h(?:\u00a0\\d{2})?)"
SPAN = f"{_TIME}(?:[–至]|\u00a0–\u00a0){_TIME}"
_CITY = "[\u4e00-\u9fff]{2,10}\u00a0"  # a line ends between any two Chinese characters
_PIECE = re.compile(
    rf"{_CITY}(?:{SPAN}|{_TIME})?|{SPAN}"
    r"|(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:（[周星][^（）]{1,2}）)?"
    r"|(?<![\w/-])[^\W\d_]-[^\W\d_]{2,20}(?![\w/-])"
)
_HAN = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
_JOINER = "\u2060"  # forbids a line to end here


# What only Word and PDF need is compiled when they do: classes of so many characters take long.
# Chinese breaks anywhere, except around punctuation; other words at spaces and after hyphens.
_WORD = rf"{_PIECE.pattern}|（[!-~−]{{1,10}}）|[{_HAN}]{{1,2}}|(?:[^\s{_HAN}-]|[\u00a0\u202f])+-?|-"
_BREAK = r"(?<=[\u2e80-\u9fff（）])(?=.)|(?<=.)(?=[\u2e80-\u9fff（）])|(?<=–)"
_GAP = "[\u2e80-\u2fff\u3400-\u9fff][0-9A-Za-z]|[0-9A-Za-z][\u2e80-\u2fff\u3400-\u9fff]"
_OFFSET = rf"(?<=UTC[+−])(?=[\d:]+[{_HAN}])"  # Word ends Chinese lines there


def split_unbroken(token: Token) -> Iterator[Token]:
    """Yield a token of text as the pieces that must not be torn, and the text around them."""
    if token.type != "text":
        yield token
        return
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
    """Return a text in which no line ends after the hyphen of a piece such as `E-Commerce`."""
    return _PIECE.sub(lambda piece: piece[0].replace("-", "\u2011"), text)


def is_gap(before: str, after: str) -> bool:
    """Return whether a gap parts two characters: one is Chinese, the other a Latin one."""
    return re.fullmatch(_GAP, before + after) is not None


def joined_offsets(text: str) -> str:
    """Return a text with a joiner in `UTC+8` before Chinese."""
    return re.sub(_OFFSET, _JOINER, text)
