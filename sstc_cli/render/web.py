"""Fill the templates of the public site: pages, style sheet and script."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markupsafe import Markup
from markupsafe import escape as escape_html

from sstc_cli.errors import ExitCode, SstcError, explained
from sstc_cli.model import Foreign
from sstc_cli.render.escape import clean, is_web_address, isolate_ends, starts_right_to_left
from sstc_cli.render.sandbox import Sandbox, loader_of, text_of
from sstc_cli.render.stationery import Look
from sstc_cli.render.templates import filled, translator


def style_sheet(own: Path, shipped: Path, look: Look, paper: str) -> bytes:
    sandbox = Sandbox(loader_of(own, shipped), _as_css, {})
    names = {
        "font": look.font,
        "accent": look.accent,
        "accent_at_night": look.accent_at_night,
        "paper": paper,
    }
    return _compact(filled(sandbox, "site.css.j2", names)).encode()


# what a style sheet means stays the same without, but not inside quotes and comments
_SPACE = re.compile(r"""("[^"]*"|'[^']*'|/\*.*?\*/)|;?\s*([{};,])\s*|(:)\s+""", re.DOTALL)


def _compact(css: str) -> str:
    """Return a style sheet without its spaces, a sixth of it: a page waits for it."""
    return _SPACE.sub(r"\1\2\3", css.strip()) + "\n"


def own_or_shipped(own: Path, shipped: Path, name: str) -> bytes:
    file = own / name
    if not file.is_file():
        return (shipped / name).read_bytes()
    if not file.resolve().is_relative_to(own.resolve()):
        message = f"`templates/{name}` leads out of the folder"
        raise SstcError(message, "put the file itself there, not a link to it", ExitCode.DATA)
    try:
        return file.read_bytes()
    except OSError as error:
        message = f"cannot read templates/{name}: {explained(error)}"
        raise SstcError(message, "check that you have permission to read it") from error


def _as_css(text: str) -> Markup:
    """Return a value for a style sheet, without what could end a string or a rule."""
    safe = "".join(char for char in text if char not in "\"'\\{};<>\n\r")
    return Markup(safe)  # noqa: S704 its specials are left out


_SAFE = "!#$%&'()*+,/:;=?@[]~-._"
# words that stay on one line and keep their font: `E-commerce`, and in Chinese also `O’Connor`,
# whose apostrophe would be as wide as a Chinese character
_WORD = re.compile(r"(?<![\w/.#-])[A-Za-z]-[A-Za-z]\w{0,18}(?![\w-])", re.ASCII)
_WORD_IN_CHINESE = re.compile(rf"{_WORD.pattern}|[A-Za-zÀ-ɏ]{{1,20}}’[A-Za-zÀ-ɏ]{{1,20}}", re.ASCII)
_JOINT = re.compile(r"(?<=[/.])(?=[^/.])")  # where the text of an address may go to a new line
_DATA = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


@dataclass(frozen=True, slots=True)
class WebPage:
    """A page, with the texts and labels that lack a translation into its language."""

    html: str
    language: str
    foreign: tuple[Foreign, ...]
    untranslated: tuple[str, ...]


class SiteTemplates:
    """The templates of the site, read once for all languages: a workspace's own, then the shipped.

    In a template, `{{ value }}` is escaped, and words of another language are marked as such.
    `plain` prints a value inside an attribute or a title, `address` a link, `breakable` its text,
    `paragraphs` a long text, and `data` the facts for search engines.
    """

    def __init__(self, own: Path, shipped: Path) -> None:
        self._current: WebPages | None = None
        filters: dict[str, Callable[..., Markup]] = {
            "plain": lambda text: escape_html(clean(str(text_of(text)))),
            "address": _address,
            "breakable": lambda url: Markup("<wbr>").join(_JOINT.split(clean(str(text_of(url))))),
            "paragraphs": self._paragraphs,
            "data": lambda text: Markup(text_of(text).translate(_DATA)),  # noqa: S704 no tags
        }
        self._sandbox = Sandbox(loader_of(own, shipped), self._printed, filters)
        self._sandbox.globals["_"] = translator(self._label, self._printed, self._printed)

    def fill(self, pages: "WebPages", template: str, names: Mapping[str, Any]) -> str:
        self._current = pages
        return filled(self._sandbox, f"{template}.html.j2", names)

    @property
    def _pages(self) -> "WebPages":
        assert self._current is not None  # noqa: S101 it is set before a template is filled
        return self._current

    def _printed(self, text: str) -> Markup:
        return self._pages.printed(text)

    def _paragraphs(self, text: str) -> Markup:
        return self._pages.paragraphs(text)

    def _label(self, text: str) -> str:
        return self._pages.label(text)


class WebPages:
    """The pages in one language, and the translations that each of them lacks."""

    def __init__(
        self, templates: SiteTemplates, labels: Mapping[str, str], language: str, direction: str
    ) -> None:
        self._templates, self._labels, self._direction = templates, labels, direction
        self._words = _WORD_IN_CHINESE if language.startswith("zh") else _WORD
        self._foreign: dict[int, Foreign] = {}
        self._untranslated: dict[str, None] = {}

    def page(self, template: str, view: Any) -> WebPage:
        assert is_dataclass(view)  # noqa: S101
        self._foreign, self._untranslated = {}, {}
        names = {field.name: getattr(view, field.name) for field in fields(view)}
        html = self._templates.fill(self, template, names)
        foreign = tuple(self._foreign.values())
        return WebPage(html, str(names["language"]), foreign, tuple(self._untranslated))

    def label(self, text: str) -> str:
        """Return a label in the language of the pages, and note it if it has no translation."""
        if text not in self._labels:
            self._untranslated[text] = None
        return self._labels.get(text, text)

    def printed(self, text: str) -> Markup:
        """Return a value as HTML; mark words of another language, for fonts and screen readers."""
        if not isinstance(text, Foreign):
            return _escaped(text, self._direction, self._words)
        self._foreign.setdefault(id(text.text), text)
        direction = "rtl" if starts_right_to_left(text) else "ltr"
        return Markup('<span lang="{}" dir="{}">{}</span>').format(
            text.language, direction, _with_words(clean(str(text)), _WORD)
        )

    def paragraphs(self, text: str) -> Markup:
        part = text.part if isinstance(text, Foreign) else str
        parts = (words.strip() for words in text.replace("\r\n", "\n").split("\n\n"))
        return Markup("\n").join(
            Markup("<p>{}</p>").format(self.printed(part(words))) for words in parts if words
        )


@lru_cache(maxsize=4_096)  # names and titles come again on every page
def _escaped(text: str, direction: str, words: re.Pattern[str]) -> Markup:
    return _with_words(clean(isolate_ends(text, direction)), words)


_MARKED = '<span class="word">{}</span>'


def without_words(html: str) -> str:
    """Return HTML without the elements around words, for pages without the style sheet."""
    return re.sub(_MARKED.format("([^<]*)"), r"\1", html)


def _with_words(text: str, words: re.Pattern[str]) -> Markup:
    """Return a text as HTML, with its words that a line may not break in elements of their own."""
    marked = words.sub(_MARKED.format(r"\g<0>"), str(escape_html(text)))
    return Markup(marked)  # noqa: S704 the words are letters of an escaped text


def _address(url: object) -> Markup:
    """Return a web address for `href`; anything else leads nowhere."""
    address = clean(text_of(url))
    if not is_web_address(address) and not address.startswith("webcal:"):
        return Markup("#")
    return escape_html(quote(address, safe=_SAFE))
