"""Escape values: whatever they contain, a document shows it, and no program acts on it."""

import re
from collections.abc import Callable
from functools import lru_cache
from unicodedata import bidirectional
from urllib.parse import quote, urlsplit

from markupsafe import Markup

_BREAKS = re.compile("[ \t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
# Control characters, overrides of the writing direction, and characters that XML does not allow.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_MARKS = re.compile(r"[\\`*_\[\]<>|~]|&(?=#|[A-Za-z][A-Za-z0-9]*;)")
_START = re.compile(r"[-+=#:]|[0-9]{1,9}[.)](?=\s|$)")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_APART = re.compile(r"(?<!\\)\[((?:[^\[\]\\]|\\.)*)\]\{lang=[A-Za-z-]+\}")
_SHOWN = r"!\[(?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.)*\])*\]\(<[\w./-]+>\)"
_PICTURE = re.compile(rf"(?<!\\){_SHOWN}\n*")
_ROW_OF_PICTURES = re.compile(rf"^\|(?: {_SHOWN} \|)+\n", re.MULTILINE)
_DIRECTIONS = ("\u200e", "\u200f")
_SCHEMES = ("http", "https")
_MAIL = re.compile(r"(?:mailto:)?([A-Za-z0-9.+_-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")


def clean(text: str) -> str:
    """Return the text without invisible characters that programs act on."""
    return _INVISIBLE.sub("", text.replace("\r\n", "\n"))


@lru_cache(maxsize=4_096)  # names and titles come again in every document
def escape(text: str) -> Markup:
    """Return a line of Markdown that shows `text` anywhere: in a paragraph, a heading, a table.

    A backslash becomes an entity, because before a table's `|` a second one would not protect it.
    """
    line = _BREAKS.sub(" ", clean(_BREAKS.sub(" ", text))).strip()
    line = _MARKS.sub(lambda mark: "&#92;" if mark[0] == "\\" else f"\\{mark[0]}", line)
    if start := _START.match(line):
        line = f"{line[: start.end() - 1]}\\{line[start.end() - 1 :]}"
    return Markup(line)  # noqa: S704 its specials are escaped


def paragraphs(text: str, printed: Callable[[str], Markup] = escape) -> Markup:
    """Return a text as Markdown, with its empty lines kept as breaks between paragraphs."""
    parts = _PARAGRAPHS.split(text.replace("\r\n", "\n").strip())
    return Markup("\n\n").join(map(printed, parts))


def line_break(text: str | None, printed: Callable[[str], Markup] = escape) -> Markup:
    """Return a text on a new line of its paragraph or cell, or nothing if there is no text.

    Only `<br>` begins a new line in a table of Markdown.
    """
    return Markup("<br>") + printed(text) if text else Markup()


def starts_right_to_left(text: str) -> bool:
    """Return whether the first letter belongs to a script that is written from the right."""
    strong = (bidirectional(char) for char in text)
    return next((kind for kind in strong if kind in ("L", "R", "AL")), "L") != "L"


def add_direction_mark(text: str, direction: str) -> str:
    """Return words for a text of that direction.

    If the words run the other way, direction marks keep their full stop in place.
    """
    from_right = starts_right_to_left(text)
    mark = "" if from_right == (direction == "rtl") else "\u200f" if from_right else "\u200e"
    return f"{mark}{text}{mark}"


@lru_cache(maxsize=4_096)
def isolate_ends(text: str, direction: str) -> str:
    """Return a value for a text of that direction, with the punctuation at its ends in place.

    Without marks, `Payments (part 2)` would end with an opening bracket in Arabic.
    """
    is_marked = text[:1] == text[-1:] and text[:1] in _DIRECTIONS
    if is_marked or (text[:1].isalpha() and text[-1:].isalnum()):
        return text
    has_letters = any(bidirectional(char) in ("L", "R", "AL") for char in text)
    return add_direction_mark(text, direction) if has_letters else text


def in_language(markdown: Markup, language: str) -> Markup:
    """Return Markdown that marks escaped words as words of another language."""
    return Markup(f"[{markdown}]{{lang={language}}}")  # noqa: S704 a code has no specials


def without_language_marks(markdown: str) -> str:
    return _APART.sub(r"\1", markdown)


def link(url: str, text: str | None = None) -> Markup:
    """Return a link to a web or e-mail address; any other address stays plain text."""
    if mail := _MAIL.fullmatch(url):
        url = f"mailto:{mail[1]}" if text else mail[1]
    elif not is_web_address(url):
        return escape(url)
    safe = quote(clean(url), safe="!#$%&'()*+,/:;=?@[]~-._")
    markdown = f"[{escape(text)}](<{safe}>)" if text else f"<{safe}>"
    return Markup(markdown)  # noqa: S704 its specials are escaped


def picture_of(file: str, alternative: Markup) -> Markup:
    return Markup(f"![{alternative}](<{file}>)")  # noqa: S704 the path of a picture has no specials


def without_pictures(markdown: str) -> str:
    """Return Markdown without its pictures, which are not beside the file."""
    return _PICTURE.sub("", _ROW_OF_PICTURES.sub("", markdown))


def may_link_to(url: str) -> bool:
    """Return whether links may lead to this address: of the web, or of one mailbox."""
    return is_web_address(url) or bool(_MAIL.fullmatch(url))


def is_web_address(url: str) -> bool:
    """Return whether this is an address of the web: only `http` and `https`."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return False
    return parts.scheme in _SCHEMES and bool(parts.netloc)
