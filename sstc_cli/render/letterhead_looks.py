"""The looks of words and paragraphs in a Word file: their own, of their style, and defaults."""

import re
import unicodedata
from collections.abc import Iterator
from functools import partial
from typing import Any

from docx.document import Document as Word
from docx.oxml.ns import qn

from sstc_cli.model.look import FONT
from sstc_cli.render.escape import clean, starts_right_to_left
from sstc_cli.render.stationery import BandWords, Look, Side, readable

_SIZE = 10.0  # points, if nothing sets another size (ECMA-376, 17.3.2.38)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
_HAN_LANGUAGES = ("zh", "ja", "ko")
_OFF = ("0", "false", "off", "none")
_COLOR = re.compile(r"[0-9A-Fa-f]{6}")
_SIDES: dict[str, Side] = {"center": "center", "right": "right", "end": "right"}
_OTHER: dict[Side, Side] = {"left": "right", "right": "left", "center": "center"}


class Looks:
    """The looks that the styles of a Word file give to its paragraphs and runs."""

    def __init__(self, word: Word) -> None:
        styles = word.styles.element
        self._styles = {style.get(qn("w:styleId")): style for style in styles.iter(qn("w:style"))}
        self._defaults = list(styles.iterfind(f"{qn('w:docDefaults')}//{qn('w:rPr')}"))
        kind, default = qn("w:type"), qn("w:default")
        defaults = (
            name
            for name, style in self._styles.items()
            if style.get(kind) == "paragraph" and style.get(default) in ("1", "true", "on")
        )
        self._default = next(defaults, "")

    def face(self, own: Look) -> Look:
        """Return the font of the text and the colour of the headings, our own where none is set."""
        text = [*self._styled(self._default, "w:rPr"), *self._defaults]
        title = [*self._styled(self._named("heading 1"), "w:rPr")]
        fonts = _first(text, "rFonts")
        font = "" if fonts is None else fonts.get(qn("w:ascii"), "")
        accent = readable(_value(title, "color")) or own.accent
        return Look(font, accent) if FONT.fullmatch(font) else own._replace(accent=accent)

    def _named(self, name: str) -> str:
        names = ((id_, style.find(qn("w:name"))) for id_, style in self._styles.items())
        found = (
            id_
            for id_, tag in names
            if tag is not None and tag.get(qn("w:val"), "").lower() == name
        )
        return next(found, "")

    def words(self, text: str, run: Any, paragraph: Any) -> BandWords | None:
        chain = list(self._of_run(run, paragraph))
        is_on = partial(_is_on, chain)
        if is_on("vanish"):
            return None
        size = _value(chain, "sz")
        return BandWords(
            text=clean(text.upper() if is_on("caps") else text),
            size=int(size) / 2 if size.isdigit() else _SIZE,
            color=readable(_value(chain, "color")),
            bold=is_on("b"),
            italic=is_on("i"),
            language=_language(text, _first(chain, "lang")),
        )

    def side(self, paragraph: Any) -> Side:
        """Return the side of a paragraph's lines; in Arabic, Word's `left` is the right side."""
        side = _SIDES.get(_value(self._of_paragraph(paragraph), "jc"), "left")
        return _OTHER[side] if self.is_from_right(paragraph) else side

    def is_from_right(self, paragraph: Any) -> bool:
        return _is_on(self._of_paragraph(paragraph), "bidi")

    def stops(self, paragraph: Any) -> list[Side]:
        """Return the sides of a paragraph's tab stops, from left to right."""
        stops: dict[int, str] = {}
        for properties in reversed(self._of_paragraph(paragraph)):
            for tab in properties.iterfind(f"{qn('w:tabs')}/{qn('w:tab')}"):
                stops[int(tab.get(qn("w:pos"), "0"))] = tab.get(qn("w:val"), "left")
        return [_SIDES.get(val, "left") for _, val in sorted(stops.items()) if val != "clear"]

    def rule(self, paragraph: Any, edge: str) -> str:
        """Return the colour of the line at the `top` or `bottom` of a paragraph; empty for none."""
        borders = _first(self._of_paragraph(paragraph), "pBdr")
        border = None if borders is None else borders.find(qn(f"w:{edge}"))
        if border is None or border.get(qn("w:val")) in ("nil", "none"):
            return ""
        color = border.get(qn("w:color"), "")
        return color.lower() if _COLOR.fullmatch(color) else "5b6875"

    def _of_run(self, run: Any, paragraph: Any) -> Iterator[Any]:
        """Yield the properties that apply to a run, the nearest first."""
        own = run.find(qn("w:rPr"))
        if own is not None:
            yield own
            style = own.find(qn("w:rStyle"))
            yield from self._styled("" if style is None else style.get(qn("w:val")), "w:rPr")
        yield from self._styled(self._style_of(paragraph), "w:rPr")
        yield from self._defaults

    def _of_paragraph(self, paragraph: Any) -> list[Any]:
        own = paragraph.findall(qn("w:pPr"))
        return [*own, *self._styled(self._style_of(paragraph), "w:pPr")]

    def _style_of(self, paragraph: Any) -> str:
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return self._default if style is None else str(style.get(qn("w:val")))

    def _styled(self, name: str, tag: str) -> Iterator[Any]:
        """Yield the properties of a style, then of the style that it is based on, and so on."""
        visited = set()
        while (style := self._styles.get(name)) is not None and name not in visited:
            visited.add(name)
            yield from style.iterfind(qn(tag))
            base = style.find(qn("w:basedOn"))
            name = "" if base is None else base.get(qn("w:val"))


def _language(text: str, languages: Any) -> str:
    """Return the language of words in a `w:lang`, which has one for each kind of script."""
    is_wide = any(unicodedata.east_asian_width(char) == "W" for char in text)
    kind = "eastAsia" if is_wide else "bidi" if starts_right_to_left(text) else "val"
    tag = "" if languages is None else languages.get(qn(f"w:{kind}"), "")
    if is_wide and not tag.startswith(_HAN_LANGUAGES):
        return "zh"
    return tag if _LANGUAGE.fullmatch(tag) else ""


def _first(chain: list[Any], name: str) -> Any:
    elements = (properties.find(qn(f"w:{name}")) for properties in chain)
    return next((element for element in elements if element is not None), None)


def _value(chain: list[Any], name: str) -> str:
    element = _first(chain, name)
    return "" if element is None else element.get(qn("w:val"), "")


def _is_on(chain: list[Any], name: str) -> bool:
    element = _first(chain, name)
    return element is not None and element.get(qn("w:val"), "1") not in _OFF
