"""A workspace's letterhead: a Word file whose page, header, footer and styles are taken over."""

import re
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from docx import Document as NewWord
from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import OpcError

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.render.styles import complete_styles

NAME = "templates/letterhead.docx"
_LARGEST = 5_000_000  # bytes, for it goes into every document
_LARGEST_UNPACKED, _MOST_PARTS = 40_000_000, 500
_OLE = b"\xd0\xcf\x11\xe0"  # how old and encrypted Office files begin
_HINT = "open it in Word, save it as a plain `.docx`, and check that it has what you want"
_EXTERNAL = re.compile(rb"<[^>]*\bTargetMode\s*=\s*[\"']External[\"'][^>]*>")
_TOLERATED = (b"/hyperlink", b"/attachedTemplate")  # followed by a click only; taken out below
_ACTIVE = re.compile(r"vbaProject|vbaData|activeX|embeddings/|afchunk", re.IGNORECASE)
# What the page and its styles need of the file; the rest belongs to a body that is not taken over.
_NEEDED = (
    *(RT.STYLES, RT.SETTINGS, RT.NUMBERING, RT.THEME, RT.FONT_TABLE),
    *(RT.HEADER, RT.FOOTER, RT.FOOTNOTES, RT.ENDNOTES),
)
# What python-docx and lxml raise for files that are not what they say.
_FAULTS = (
    *(OpcError, BadZipFile, SyntaxError, KeyError, ValueError, AttributeError, TypeError),
    *(IndexError, NotImplementedError, RuntimeError, EOFError, OSError),
)


def read_letterhead(file: Path) -> bytes:
    """A Word file without text, to be filled: the page, header, footer and styles of another."""
    try:
        inside = file.resolve().is_relative_to(file.parent.resolve())
        if not inside or not file.is_file():
            raise _refused("is no ordinary file", "put the file itself there, no link")
        if file.stat().st_size > _LARGEST:
            raise _refused("is larger than 5 MB", "make the pictures in it smaller")
        data = file.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise _refused(f"cannot be read: {reason}", "close it in other programs") from error
    return _emptied(data)


@lru_cache(maxsize=1)
def _emptied(data: bytes) -> bytes:
    if data.startswith(_OLE):
        raise _refused("is encrypted, or of an old version of Word", _HINT)
    try:
        with ZipFile(BytesIO(data)) as parts:
            _check(parts)
        word = NewWord(BytesIO(data))
        _empty(word)
        complete_styles(word)
        buffer = BytesIO()
        word.save(buffer)
    except _FAULTS as error:
        raise _refused("is no Word file, or a broken one", _HINT) from error
    return buffer.getvalue()


def _refused(what: str, hint: str) -> SstcError:
    return SstcError(f"{NAME} {what}", hint, ExitCode.DATA)


def _check(parts: ZipFile) -> None:
    """Refuse what a letterhead has no use for, and what could harm who opens the documents."""
    entries = parts.infolist()
    if sum(each.file_size for each in entries) > _LARGEST_UNPACKED or len(entries) > _MOST_PARTS:
        raise _refused("is too large when unpacked", "make the pictures in it smaller")
    if any(each.flag_bits & 1 for each in entries):
        raise _refused("is encrypted", _HINT)
    if any(_ACTIVE.search(each.filename) for each in entries):
        raise _refused("has macros or embedded objects", _HINT)
    for entry in entries:
        if entry.filename.endswith((".xml", ".rels")):
            _check_part(entry.filename, parts.read(entry))


def _check_part(name: str, data: bytes) -> None:
    if any(each in data for each in (b"<!DOCTYPE", b"<!ENTITY", b"\0")):  # UTF-16 would hide them
        raise _refused(f"declares entities, in {name}", _HINT)
    if name == "[Content_Types].xml" and b"macroEnabled" in data:
        raise _refused("has macros", _HINT)
    for external in _EXTERNAL.findall(data):
        if not any(each in external for each in _TOLERATED):
            hint = "insert its pictures into the file, instead of linking to them"
            raise _refused(f"loads something from elsewhere, by {name}", hint)


def _empty(word: Word) -> None:
    """Take out the body, all but the page of its first section, and what only the body needed."""
    page = word.sections[0]._sectPr
    body = word.element.body
    for child in list(body):
        body.remove(child)
    body.append(page)
    for key, rel in list(word.part.rels.items()):
        if rel.reltype not in _NEEDED:
            del word.part.rels[key]
    for key, rel in list(word.part.package.rels.items()):
        if rel.reltype != RT.OFFICE_DOCUMENT:
            del word.part.package.rels[key]
    settings = word.part._settings_part
    settings.rels.clear()
    for name in ("attachedTemplate", "documentProtection", "writeProtection", "mailMerge"):
        for each in settings.element.xpath(f"w:{name}"):
            settings.element.remove(each)
