"""What a file is, and whether it is safe to read: a cheap scan before any reader touches it.

A workbook of a few kilobytes can make its reader ask for hundreds of gigabytes, which ends the
process, not the command. So sizes, addresses and entities are looked at first.
"""

import copy
import html
import re
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from io import BytesIO

from sstc_cli.errors import SstcError
from sstc_cli.sheets.biff import DamagedError, sizes
from sstc_cli.sheets.expanded_size import expanded_size, longest_text, shared_items, shared_texts
from sstc_cli.sheets.extent import Extent, ods_sizes
from sstc_cli.sheets.limits import (
    MOST_CELLS,
    damaged,
    far,
    locked,
    swollen,
    too_large,
    too_many,
)

MOST_BYTES = 64_000_000
MOST_TEXT = 32_000_000
MOST_UNPACKED = 400_000_000
MOST_MEMBERS = 2_000
MOST_RATIO = 200
MOST_SAID = 200_000_000  # bytes of text in all cells
MOST_FILES = 50
_CHUNK = 4_000_000
_SMALL = 4_000_000  # a member of this size is harmless at any ratio
_MOST_CONTENT = 150_000_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SHEET_ID = rb"<(?:\w+:)?sheet\s[^>]*:id\s*=\s*[\"']([^\"']*)"
_TEXTS = "xl/sharedstrings.xml"
_COUNT = rb"uniqueCount\s*=\s*[\"']\s*\+?([0-9]+)"
_MANIFEST, _ENCRYPTED = "meta-inf/manifest.xml", b"encryption-data"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_MEMBER = rb"\sTarget\s*=\s*[\"']([^\"']*)"
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, DamagedError,
)  # fmt: skip
_ENTITIES = (b"<!DOCTYPE", b"<!ENTITY")


class FileKind(StrEnum):
    """The ways in which a table can be stored."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    ZIP = "zip"
    CSV = "csv"


def inspect(data: bytes, shown: str) -> FileKind:
    """The kind of a file's bytes; SstcError where it must not or cannot be read."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise SstcError(f"{shown} is empty", "export the answers again")
    if len(data) > MOST_BYTES:
        raise too_large(shown, MOST_BYTES)
    if data.startswith(_OLE):
        return _inspect_ole(data, shown)
    if data.startswith(b"PK"):
        return _inspect_zip(data, shown)
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta")):
        hint = "open it in Excel and save it as an Excel workbook (.xlsx)"
        raise SstcError(f"{shown} is a web page or XML, not a workbook", hint)
    if head.startswith(b"%pdf"):
        hint = "export the answers as .xlsx or .csv"
        raise SstcError(f"{shown} is a PDF, not a table", hint)
    if len(data) > MOST_TEXT:
        raise too_large(shown, MOST_TEXT)
    return FileKind.CSV


def _inspect_ole(data: bytes, shown: str) -> FileKind:
    if "EncryptedPackage".encode("utf-16-le") in data:
        hint = "open it in Excel, remove the password (File, Info, Protect Workbook), save it"
        raise locked(shown, hint)
    cells = text = 0
    try:
        for height, width, more in sizes(data):
            if height * width > MOST_CELLS:
                raise far(shown, height, width)
            cells += height * width
            text += more
    except DamagedError as error:
        raise damaged(shown) from error
    if cells > MOST_CELLS:
        raise too_many(shown)
    if text > MOST_SAID:
        raise swollen(shown)
    return FileKind.XLS


def _inspect_zip(data: bytes, shown: str) -> FileKind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _inspect_members(archive, shown)
    except _DAMAGED as error:
        raise damaged(shown) from error


def _inspect_members(archive: zipfile.ZipFile, shown: str) -> FileKind:
    members = archive.infolist()
    csvs = csv_members(archive)
    kind = _kind_of({each.filename for each in members}, csvs, shown)
    unpacked = sum(each.file_size for each in members)
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED:
        raise swollen(shown)
    for member in members:
        _inspect_packing(member, shown)
    if kind is FileKind.ZIP:
        _inspect_csvs(archive, csvs, shown)
    else:
        _inspect_workbook(archive, kind, shown)
    return kind


def _inspect_csvs(archive: zipfile.ZipFile, csvs: Collection[str], shown: str) -> None:
    if len(csvs) > MOST_FILES:
        hint = "unpack it, and import the files that have answers"
        raise SstcError(f"{shown} has more than {MOST_FILES} csv files", hint)
    members = [archive.getinfo(each) for each in csvs]
    if sum(each.file_size for each in members) > MOST_TEXT:
        raise too_large(shown, MOST_TEXT)
    for member in members:
        for _ in _chunks(archive, member, shown):
            pass  # a damaged one says so here


def _inspect_workbook(archive: zipfile.ZipFile, kind: FileKind, shown: str) -> None:
    members = {each.filename.lower(): each for each in archive.infolist()}
    if len(members) < len(archive.infolist()):  # who knows which one is read
        raise damaged(shown)
    if _MANIFEST in members and _ENCRYPTED in archive.read(members[_MANIFEST]):
        raise locked(shown, "open it in LibreOffice, and save it without a password")
    cells = 0
    for member in members.values():  # whatever it is called: any can be named as a sheet
        cells += _inspect_xml(archive, member, shown)
        if cells > MOST_CELLS:
            raise too_many(shown)
    if kind is FileKind.XLSX:
        if _has_copies(archive, members):
            raise damaged(shown)
        _inspect_texts(archive, members, cells, shown)


def _inspect_packing(member: zipfile.ZipInfo, shown: str) -> None:
    """Refuse bombs, what needs a password, and what only some programs can unpack."""
    if member.file_size > max(_SMALL, MOST_RATIO * member.compress_size):
        raise swollen(shown)
    if member.flag_bits & 1:
        raise locked(shown, "unpack it, and save it without a password")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        hint = "unpack it, and pack it as an ordinary zip file, or import the files in it"
        raise SstcError(f"{shown} is packed in an unusual way", hint)


def _kind_of(names: Collection[str], csvs: Collection[str], shown: str) -> FileKind:
    """What the members of a zip file make it."""
    if "xl/workbook.bin" in names:
        hint = "open it in Excel and save it as an Excel workbook (.xlsx)"
        raise SstcError(f"{shown} is a binary workbook, which sstc does not read", hint)
    if "xl/workbook.xml" in names:
        return FileKind.XLSX
    if "content.xml" in names or "encrypted-package" in names:
        return FileKind.ODS
    if not csvs:
        hint = "unpack it, and import the workbooks in it"
        raise SstcError(f"{shown} is a zip file without a csv, and no workbook", hint)
    return FileKind.ZIP


def csv_members(archive: zipfile.ZipFile) -> list[str]:
    """The csv files in a zip file; not those that macOS adds."""
    return [
        each
        for each in archive.namelist()
        if each.lower().endswith((".csv", ".tsv")) and not each.startswith("__MACOSX/")
    ]


def _has_copies(archive: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo]) -> bool:
    """Whether a workbook names one of its members several times, to be read as often."""
    sheets = re.findall(_SHEET_ID, archive.read("xl/workbook.xml"))
    relations = archive.read(members[_RELATIONS]) if _RELATIONS in members else b""
    named = [each.lower().lstrip(b"/") for each in re.findall(_MEMBER, relations)]
    named = [each.removeprefix(b"xl/") for each in named]
    return any(len(set(map(_plain, each))) < len(each) for each in (sheets, named))


def _plain(value: bytes) -> str:
    return html.unescape(value.decode("utf-8", "replace"))


def _inspect_xml(archive: zipfile.ZipFile, member: zipfile.ZipInfo, shown: str) -> int:
    """How many cells a member has room for; SstcError where they are too many."""
    if member.filename == "content.xml" and member.file_size > _MOST_CONTENT:
        hint = "save it as an Excel workbook (.xlsx), or as a csv"
        raise SstcError(f"{shown} is too long for this format", hint)
    extent, content = Extent(), b""
    for chunk in _chunks(archive, member, shown):
        if any(sign in chunk for sign in _ENTITIES):
            hint = "open it in Excel and save it anew: no program writes these by itself"
            raise SstcError(f"{shown} declares XML entities", hint)
        counts = re.findall(_COUNT, chunk) if b"uniqueCount" in chunk else ()
        if any(int(each) > member.file_size for each in counts):
            raise damaged(shown)  # its reader makes room for as many as it says
        extent.take(chunk)
        if member.filename == "content.xml":
            content += chunk
    cells = text = 0
    for height, width, more in ods_sizes(content) if content else [(*extent.size, 0)]:
        if width * height > MOST_CELLS:
            raise far(shown, height, width)
        cells += width * height
        text += more
    if text > MOST_SAID:
        raise swollen(shown)
    return cells


def _inspect_texts(
    archive: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo], cells: int, shown: str
) -> None:
    """Refuse a workbook whose cells share long texts, so that all of them together are too long."""
    texts = members.get(_TEXTS)
    if texts is None or cells * texts.file_size <= MOST_SAID:
        return
    items = shared_items(archive.read(texts))
    if cells * longest_text(items) > MOST_SAID:
        others = (each for each in members.values() if each is not texts)
        pieces = (chunk for each in others for chunk in _chunks(archive, each, shown))
        if expanded_size(pieces, shared_texts(items)) > MOST_SAID:
            raise swollen(shown)


def _chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo, shown: str) -> Iterator[bytes]:
    """The member's text in pieces that end where a tag does.

    The size that the archive declares can be a lie, so that more is asked for than it says.
    """
    asked = copy.copy(member)
    asked.file_size = member.file_size + 1
    rest, size = b"", 0
    with archive.open(asked) as stream:
        while piece := stream.read(_CHUNK):
            size += len(piece)
            text = rest + piece
            end = text.rfind(b">") + 1
            rest = text[end:][-_CHUNK:]
            yield text[:end]
    yield rest
    if size != member.file_size:
        raise swollen(shown) if size > member.file_size else damaged(shown)
