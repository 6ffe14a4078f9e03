"""The Word file of a document: its page, header and footer, language and properties."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import Any, cast

from docx import Document as NewWord
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.package import Unmarshaller
from docx.opc.packuri import PackURI
from docx.opc.part import PartFactory
from docx.opc.pkgreader import PackageReader
from docx.opc.pkgwriter import PackageWriter
from docx.oxml.ns import qn
from docx.package import Package
from docx.section import Section
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from sstc_cli.choices import Paper
from sstc_cli.render.stationery import PAPERS, Stationery
from sstc_cli.render.templates import Document
from sstc_cli.render.word_styles import blank, drop_namespaces
from sstc_cli.render.word_xml import element, field, language_attribute, set_language
from sstc_cli.render.zipped import zipped

_NUMBER = re.compile(r"\b(?:NUM|SECTION)?PAGES?\b", re.IGNORECASE)  # fields of pages


@dataclass(frozen=True, slots=True)
class WordFile:
    """A file that is written: `main` is its first language."""

    word: Word
    main: str


def new_word(document: Document, stationery: Stationery, *, numbered: bool = True) -> Word:
    """Return an empty file: the letterhead if there is one, otherwise our own head and foot.

    One that is not `numbered` has no numbers of pages.
    """
    letterhead = stationery.letterhead
    empty = letterhead.word if letterhead else blank(stationery.look, dense=document.dense)
    around = None if letterhead else _around(document, numbered=numbered)
    begun = _begun(empty, stationery.paper, document.language, around)
    # a file of its own; what was read is not changed, so it need not be read again
    package, opener = Package(), cast("Any", Unmarshaller)
    opener.unmarshal(begun, package, PartFactory)
    word = cast("Word", package.main_document_part.document)
    # python-docx searches all styles for each paragraph; they are the same in the next document
    known, part = _style_ids(begun), cast("Any", word.part)
    find = part.get_style_id

    def style_id(style: Any, kind: WD_STYLE_TYPE) -> str | None:
        if (style, kind) not in known:
            known[style, kind] = find(style, kind)
        return known[style, kind]

    part.get_style_id = style_id
    if letterhead and document.figures and not letterhead.is_numbered:
        _add_numbers(word, word.sections[0], document)
    if letterhead and not numbered:
        _drop_numbers(word)
    return word


@dataclass(frozen=True, slots=True)
class _Around:
    """The words at the head and foot of pages, and how they are written."""

    organisers: str
    series: str
    foot: str
    language: str
    direction: str


def _around(document: Document, *, numbered: bool = True) -> _Around:
    foot = document.foot if numbered else ""
    return _Around(
        document.organisers, document.series, foot, document.language, document.direction
    )


@lru_cache(maxsize=16)  # all documents of a kind begin alike
def _begun(empty: bytes, paper: Paper, language: str, around: _Around | None) -> PackageReader:
    """Return a file with its paper and language, and our own head and foot if they are given."""
    word = NewWord(BytesIO(empty))
    page = word.sections[0]
    before = text_width(page)
    page.page_width, page.page_height = map(Mm, PAPERS[paper])
    if paper.endswith("landscape"):
        page.orientation = WD_ORIENT.LANDSCAPE
        stretch(word, before)
    properties = word.styles["Normal"].element.get_or_add_rPr()
    for former in properties.findall(qn("w:lang")):
        properties.remove(former)
    properties.append(element("lang", **{"val": "en-GB"} | language_attribute(language)))
    if around:
        _head_and_foot(page, around)
    word.save(buffer := BytesIO())
    reader: Any = PackageReader  # it has no types, as all of this package
    read: PackageReader = reader.from_file(buffer)
    return read


def text_width(page: Section) -> int:
    """Return the width between the margins."""
    return (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)


def stretch(word: Word, before: int) -> None:
    """Move what is at the right of a letterhead to the right of a page that was turned.

    Its tables, tabs and pictures were made for the width that the text had `before`.
    """
    now = text_width(word.sections[0])
    styles = [style.element for style in word.styles if style.name in ("Header", "Footer")]
    for root in (*_bands(word), *styles):
        for place in root.xpath(
            ".//w:gridCol/@w:w | .//w:tcW/@w:w | .//w:tblW/@w:w | .//w:tab/@w:pos"
        ):
            node, name = place.getparent(), place.attrname
            if node.get(qn("w:type"), "dxa") == "dxa":
                node.set(name, str(int(place) * now // before))
        for offset in root.xpath(".//wp:positionH/wp:posOffset"):
            wide = int(offset.getparent().getparent().find(qn("wp:extent")).get("cx"))
            if before > wide:
                offset.text = str(int(offset.text) * (now - wide) // (before - wide))


def _bands(word: Word) -> list[Any]:
    """Return the XML of the headers and footers that a file has."""
    page = word.sections[0]
    bands = (page.header, page.first_page_header, page.even_page_header,
             page.footer, page.first_page_footer, page.even_page_footer)  # fmt: skip
    return [band._element for band in bands if not band.is_linked_to_previous]


def _drop_numbers(word: Word) -> None:
    """Drop the number of the page from a letterhead, with the words between the tabs around it."""
    breaks = (qn("w:tab"), qn("w:ptab"), qn("w:br"))
    for paragraph in (one for band in _bands(word) for one in band.iter(qn("w:p"))):
        parts: list[list[Any]] = [[]]
        for piece in paragraph.xpath(".//w:fldSimple | .//w:r[not(parent::w:fldSimple)]/*"):
            if next(piece.iterancestors(qn("w:p"))) is paragraph:  # not in a text box
                if piece.tag in breaks:
                    parts.append([])
                parts[-1].append(piece)
        for part in parts:
            fields = " ".join(
                piece.get(qn("w:instr")) or piece.text or ""
                for piece in part
                if piece.tag in (qn("w:fldSimple"), qn("w:instrText"))
            )
            for piece in part if _NUMBER.search(fields) else ():
                piece.getparent().remove(piece)


@lru_cache(maxsize=16)
def _style_ids(_begun: PackageReader) -> dict[tuple[Any, WD_STYLE_TYPE], str | None]:
    """Return the ids of the styles that were looked for in files that begin so."""
    return {}


def add_part(word: Word, document: Document, stationery: Stationery) -> None:
    """Begin a further language on a page of its own; the numbers of pages go on."""
    last = word.element.body[-2]
    page = word.add_section(WD_SECTION.NEW_PAGE)
    added = word.element.body[-2]
    if last.tag == added.tag:  # an empty paragraph would take a line, or a whole page
        last.get_or_add_pPr().append(added.pPr.sectPr)
        word.element.body.remove(added)
    for numbers in page._sectPr.xpath("w:pgNumType"):
        page._sectPr.remove(numbers)
    if not stationery.letterhead:
        _head_and_foot(page, _around(document))


def stamp(word: Word, title: str, author: str, document: Document) -> None:
    """Set the properties of the file, with the document's own date instead of the clock's."""
    properties = word.core_properties
    properties.title, properties.language = title[:255], document.language
    properties.subject = document.series[:255]
    properties.author, properties.comments, properties.last_modified_by = author[:255], "", ""
    revised = datetime.fromisoformat(document.revised).replace(tzinfo=None)
    properties.created = properties.modified = revised
    properties.revision = 1


class _Files(dict[str, bytes]):
    """The parts of a package by name, where python-docx would write and compress them."""

    def write(self, name: PackURI, blob: bytes) -> None:
        self[name.membername] = blob


def word_bytes(word: Word) -> bytes:
    """Return the bytes of the file without the time of the clock, which python-docx puts in.

    The file cannot be used any longer: its parts refer to each other, and memory would hold dozens
    of files.
    """
    package, files = word.part.package, _Files()
    parts = package.parts
    for part in parts:
        part.before_marshal()
    writer: Any = PackageWriter  # it is typed for files of its own
    writer._write_content_types_stream(files, parts)
    writer._write_pkg_rels(files, package.rels)
    writer._write_parts(files, parts)
    for kept in (word, *parts):
        vars(kept).clear()
    return zipped(files)


def _head_and_foot(page: Section, words: _Around) -> None:
    """Write the organisers above the first page, the series above the others, numbers below."""
    page.different_first_page_header_footer = True
    around = (page.first_page_header, page.header, page.first_page_footer, page.footer)
    for part in around:
        part.is_linked_to_previous = False
        drop_namespaces(part._element)
    page.first_page_header.paragraphs[0].text = words.organisers
    page.header.paragraphs[0].text = words.series
    for footer in (page.first_page_footer, page.footer):
        _number_pages(footer.paragraphs[0], words.foot)
    paragraphs = [part.paragraphs[0]._p for part in around]
    set_language(paragraphs, words.language, words.direction)


def _add_numbers(word: Word, page: Section, document: Document) -> None:
    """Add the number of the page below a letterhead, for a document whose contents name pages."""
    first, settings = page.different_first_page_header_footer, word.settings
    feet = [page.footer, *([page.first_page_footer] if first else [])]
    if settings.odd_and_even_pages_header_footer:
        feet.append(page.even_page_footer)
    for foot in feet:
        paragraph = foot.add_paragraph()
        _number_pages(paragraph, document.foot)
        set_language([paragraph._p], document.language, document.direction)


def _number_pages(paragraph: Paragraph, foot: str) -> None:
    # no program but Word counts the pages of a section, so all languages count on
    fields = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for part in re.split(r"(\{pages?\})", foot):
        if part in fields:
            paragraph._p.append(field(fields[part]))
        elif part:
            paragraph.add_run(part)
