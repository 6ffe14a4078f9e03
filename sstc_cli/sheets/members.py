"""The members of a zip file: how they are named and packed, and their text in pieces."""

import copy
import re
import struct
import zipfile
from collections.abc import Iterator

from sstc_cli.errors import SstcError
from sstc_cli.sheets.limits import (
    MOST_CELLS,
    file_damaged,
    password_protected,
    unpacks_too_large,
)

TEXTS = "xl/sharedstrings.xml"
MOST_RATIO = 200
_CHUNK = 1_000_000  # bytes, that a processor keeps near while they are searched
_ROW = b"row>"  # the end of its end tag, with any prefix
_SMALL = 4_000_000  # a member of this size is harmless at any ratio
_END, _END_SIZE = b"PK\5\6", 22  # APPNOTE 4.3.16
_COUNT = rb"uniqueCount\s*=\s*[\"']\s*\+?([0-9]+)"
_ENTITIES = (b"<!DOCTYPE", b"<!ENTITY")
_LONGEST = 32_000_000  # bytes of a text: no program has cells of a hundredth of it
_EXTRA, _UNICODE_PATH = struct.Struct("<HH"), 0x7075


def csv_members(archive: zipfile.ZipFile) -> list[str]:
    """Return the names of the csv files in a zip file, without those that macOS adds."""
    return [
        name
        for name in archive.namelist()
        if name.lower().endswith((".csv", ".tsv")) and not name.startswith("__MACOSX/")
    ]


def refuse_other_end(data: bytes) -> None:
    """Refuse an archive whose last record does not end with it: readers take another one then."""
    at = data.rfind(_END)
    if at < 0 or len(data) - at < _END_SIZE:
        raise zipfile.BadZipFile
    if at + _END_SIZE + int.from_bytes(data[at + 20 : at + 22], "little") != len(data):
        raise zipfile.BadZipFile


def check_packing(member: zipfile.ZipInfo, name: str) -> None:
    """Refuse zip bombs, passwords, and compression that only some programs can unpack."""
    if member.file_size > max(_SMALL, MOST_RATIO * member.compress_size):
        raise unpacks_too_large(name)
    if member.flag_bits & 1:
        raise password_protected(name, "unpack it, and save it without a password")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        hint = "unpack it, then import the files in it, or pack them as an ordinary zip file"
        raise SstcError(f"{name} is packed in an unusual way", hint)


def has_two_names(member: zipfile.ZipInfo) -> bool:
    """Return whether a reader may find a member by another name (APPNOTE 4.4.17 and 4.6.9)."""
    extra = member.extra
    while len(extra) >= _EXTRA.size:
        kind, size = _EXTRA.unpack_from(extra)
        if kind == _UNICODE_PATH:
            return True
        extra = extra[_EXTRA.size + size :]
    return "\\" in member.orig_filename


def chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
    """Yield the member's text in pieces that end with a row, or a tag. Refuse a wrong size."""
    # `zipfile` stops without an error at the size that the archive declares, while another reader
    # may go on to the end of the data. Asking for one byte more shows that a member is longer.
    one_more = copy.copy(member)
    one_more.file_size = member.file_size + 1
    # What is searched for in a piece must not be cut, so that what follows the last row of a sheet,
    # or the last tag, waits for the next piece.
    rest, size = b"", 0
    with archive.open(one_more) as stream:
        while piece := stream.read(_CHUNK):
            size += len(piece)
            row, text = piece.rfind(_ROW), rest + piece
            end = len(rest) + row + len(_ROW) if row >= 0 else text.rfind(b">") + 1
            yield text[:end]
            rest = text[end:]
            if len(rest) > _CHUNK and b"<" in rest:
                raise file_damaged(name)  # no tag is that long
            if len(rest) > _CHUNK:
                yield rest  # a text must not fill the memory
                rest = b""
    yield rest
    if size != member.file_size:
        raise unpacks_too_large(name) if size > member.file_size else file_damaged(name)


def pieces_of(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
    """Yield a member of a workbook as `chunks` does.

    Refuse declarations and texts with which a reader runs out of memory.
    """
    is_texts, text, items = member.filename.lower() == TEXTS, 0, 0
    has_many = is_texts and member.file_size > MOST_CELLS * len("<si/>")
    for piece in chunks(archive, member, name):
        may_declare = b"!" in piece and b"<!" in piece  # a rare byte alone is found at once
        if may_declare and any(declaration in piece for declaration in _ENTITIES):
            hint = "open it in Excel and save it again: Excel declares no entities"
            raise SstcError(f"{name} declares XML entities", hint)
        counts = re.findall(_COUNT, piece) if is_texts else ()
        if any(int(count) > member.file_size for count in counts):
            raise file_damaged(name)  # its reader makes room for as many texts as it declares
        text = 0 if b"<" in piece else text + len(piece)
        items += piece.count(b"<si") + piece.count(b":si") if has_many else 0
        if text > _LONGEST or items > MOST_CELLS:
            raise unpacks_too_large(name)
        yield piece
