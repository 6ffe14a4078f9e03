"""Read a workspace's letterhead: the page, header, footer and styles of a Word file."""

from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Literal
from zipfile import BadZipFile, ZipFile

from docx import Document as NewWord
from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import OpcError
from docx.oxml.exceptions import XmlchemyError
from docx.shared import Emu

from sstc_cli.child import Bounds, ChildError, answers
from sstc_cli.errors import SstcError, explained
from sstc_cli.render.guard.word import HINT, SMALLER, check_word, refused
from sstc_cli.render.letterhead import Bands, Letterhead, Margins
from sstc_cli.render.letterheads.band import BandReader
from sstc_cli.render.letterheads.looks import Looks
from sstc_cli.render.look import PLAIN, Look
from sstc_cli.render.styles import adopt_look, complete_styles

_LARGEST = 5_000_000  # bytes, because every document contains the letterhead
_BOUNDS = Bounds(memory=300_000_000, seconds=10)
_WIDEST = 150  # millimetres of two margins together
_OLE = b"\xd0\xcf\x11\xe0"  # the first bytes of old and encrypted Office files
# The parts that the page and its styles need; the other ones belong to the body, which is removed.
_REQUIRED = (
    *(RT.STYLES, RT.SETTINGS, RT.NUMBERING, RT.THEME, RT.FONT_TABLE),
    *(RT.HEADER, RT.FOOTER, RT.FOOTNOTES, RT.ENDNOTES),
)
# The exceptions of python-docx and lxml for broken files and files of another kind.
_ERRORS = (
    *(OpcError, BadZipFile, SyntaxError, KeyError, ValueError, AttributeError, TypeError),
    *(IndexError, NotImplementedError, RuntimeError, EOFError, OSError, XmlchemyError),
)


def read_letterhead(file: Path, own: Look = PLAIN) -> Letterhead:
    """Return the letterhead in a Word file, and refuse one that is broken or could do harm.

    It has our `own` font and colour where its styles have none.
    """
    try:
        inside = file.resolve().is_relative_to(file.parent.resolve())
        if not inside or not file.is_file():
            raise refused("is not a regular file", "put the file itself there, not a link to it")
        if file.stat().st_size > _LARGEST:
            raise refused("is larger than 5 MB", SMALLER)
        data = file.read_bytes()
    except OSError as error:
        raise refused(
            f"cannot be read: {explained(error)}", "close it in other programs"
        ) from error
    return _read(data, own)


@lru_cache(maxsize=1)
def _read(data: bytes, own: Look) -> Letterhead:
    if data.startswith(_OLE):
        raise refused("is encrypted, or from an old version of Word", HINT)
    try:
        for _ in answers(f"{__name__}:tried", data, bounds=_BOUNDS):
            pass
    except ChildError as error:
        raise refused("has far more in it than a letterhead", "shorten it in Word") from error
    return _understood(data, own)


def tried(data: bytes) -> Iterator[None]:
    """Read a letterhead in a child process, which shows whether this takes little time and memory.

    What else is wrong with it is found again afterwards.
    """
    with suppress(SstcError):
        _understood(data, PLAIN)
    yield from ()


def _understood(data: bytes, own: Look) -> Letterhead:
    try:
        with ZipFile(BytesIO(data)) as parts:
            check_word(parts)
        word = NewWord(BytesIO(data))
        _empty(word)
        looks = Looks(word)
        bands = BandReader(looks, word.sections[0])
        heads, feet = _bands(word, bands, "header"), _bands(word, bands, "footer")
        look = looks.face(own)
        if own != PLAIN:
            adopt_look(word, look)
        complete_styles(word, look)
        buffer = BytesIO()
        word.save(buffer)
        margins = _margins(word)
    except _ERRORS as error:
        raise refused("is not a Word file, or is broken", HINT) from error
    return Letterhead(buffer.getvalue(), heads, feet, margins, look, tuple(bands.notes))


def _bands(word: Word, reader: BandReader, kind: Literal["header", "footer"]) -> Bands:
    """Return the headers or footers; Word keeps those of first and even pages also if unused."""
    page, settings = word.sections[0], word.settings
    other = reader.read(getattr(page, kind))
    first = even = other
    if page.different_first_page_header_footer:
        first = reader.read(getattr(page, f"first_page_{kind}"))
    if settings.odd_and_even_pages_header_footer:
        even = reader.read(getattr(page, f"even_page_{kind}"))
    return Bands(first, even, other)


def _margins(word: Word) -> Margins:
    page = word.sections[0]
    sides = (page.left_margin, page.right_margin, page.top_margin, page.bottom_margin)
    distances = (page.header_distance, page.footer_distance)
    # a negative margin is fixed: the text does not make room for the header (ECMA-376, 17.6.11)
    left, right, top, bottom = (abs(Emu(length or 0).mm) for length in sides)
    head, foot = (abs(Emu(length or 0).mm) for length in distances)
    if max(left + right, head + foot, top + bottom) > _WIDEST:
        raise refused("leaves no room for text", "make its margins smaller")
    return Margins(left, right, top, bottom, head, foot)


def _empty(word: Word) -> None:
    """Remove the body, except the page of its first section, and the parts only the body needs."""
    page = word.sections[0]._sectPr
    body = word.element.body
    for child in list(body):
        body.remove(child)
    body.append(page)
    for key, rel in list(word.part.rels.items()):
        if rel.reltype not in _REQUIRED:
            del word.part.rels[key]
    for key, rel in list(word.part.package.rels.items()):
        if rel.reltype != RT.OFFICE_DOCUMENT:
            del word.part.package.rels[key]
    settings = word.part._settings_part
    settings.rels.clear()
    for name in ("attachedTemplate", "documentProtection", "writeProtection", "mailMerge"):
        for setting in settings.element.xpath(f"w:{name}"):
            settings.element.remove(setting)
