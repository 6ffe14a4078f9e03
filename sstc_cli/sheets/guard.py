"""The kind of a file, and whether it is safe to read: a cheap scan before any reader opens it.

A workbook of a few kilobytes can make its reader ask for hundreds of gigabytes, which kills the
process before it can report anything. So sizes, addresses and entities are checked first.
"""

import zipfile
import zlib
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from io import BytesIO
from itertools import chain
from typing import NamedTuple

from sstc_cli.errors import SstcError
from sstc_cli.sheets.biff import Records, records_of, xls_sizes
from sstc_cli.sheets.expanded_size import expanded_size, longest_text, shared_items, shared_texts
from sstc_cli.sheets.extent import Extent
from sstc_cli.sheets.limits import (
    MOST_CELLS,
    MOST_EXPANDED,
    MOST_MERGED,
    MOST_ROWS,
    cells_too_far_out,
    file_damaged,
    file_too_large,
    not_a_spreadsheet,
    password_protected,
    too_long_for_ods,
    too_many_cells,
    unpacks_too_large,
)
from sstc_cli.sheets.listener import NO_LISTENER, Listener
from sstc_cli.sheets.members import (
    TEXTS,
    check_packing,
    chunks,
    csv_members,
    has_two_names,
    pieces_of,
    refuse_other_end,
)
from sstc_cli.sheets.ods_extent import TooLongError, ods_sizes
from sstc_cli.sheets.sectors import DamagedError
from sstc_cli.sheets.strict_xml import attributes_of
from sstc_cli.sheets.weight import USUAL

MOST_BYTES = 64_000_000
MOST_TEXT = 32_000_000
MOST_UNPACKED = 400_000_000
MOST_MEMBERS = 2_000
MOST_FILES = 50
_MOST_CONTENT = 150_000_000
# bytes: in a shorter sheet, no more rows and cells than that can have an address
_LEAST_COUNTED = len('<row r="1"/>') * MOST_ROWS

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CONTENT = "content.xml"
_MANIFEST, _ENCRYPTED = "meta-inf/manifest.xml", b"encryption-data"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, DamagedError,
)  # fmt: skip


class FileKind(StrEnum):
    """The formats in which a table can be stored."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    ZIP = "zip"
    CSV = "csv"


class Checked(NamedTuple):
    """A file that is safe to read: its kind, and the records of an old workbook's streams."""

    kind: FileKind
    streams: Sequence[Records] = ()


def checked(data: bytes, name: str, listener: Listener = NO_LISTENER) -> Checked:
    """Return what is known of a file's bytes. Refuse a file that cannot or must not be read.

    `listener` gets what a search of an `.xlsx` or `.ods` needs.
    """
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise SstcError(f"{name} is empty", "save it or export it again")
    if len(data) > MOST_BYTES:
        raise file_too_large(name, MOST_BYTES)
    if data.startswith(_OLE):
        return _inspect_ole(data, name)
    if data.startswith(b"PK"):
        return Checked(_inspect_zip(data, name, listener))
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta")):
        hint = "open it in Excel and save it as an Excel workbook (.xlsx)"
        raise SstcError(f"{name} is a web page or XML, not a workbook", hint)
    if head.startswith(b"%pdf"):
        hint = "save it or export it as .xlsx or .csv"
        raise SstcError(f"{name} is a PDF, not a table", hint)
    if len(data) > MOST_TEXT:
        raise file_too_large(name, MOST_TEXT)
    return Checked(FileKind.CSV)


def _inspect_ole(data: bytes, name: str) -> Checked:
    if "EncryptedPackage".encode("utf-16-le") in data:
        hint = "open it in Excel, remove the password (File, Info, Protect Workbook), save it"
        raise password_protected(name, hint)
    cells = text = 0
    try:
        streams = records_of(data)
        for height, width, characters in chain.from_iterable(map(xls_sizes, streams)):
            _refuse_far(height, width, name)
            cells += height * width
            text += characters
    except DamagedError as error:
        raise file_damaged(name) from error
    if cells > MOST_CELLS:
        raise too_many_cells(name)
    if text * USUAL > MOST_EXPANDED:
        raise unpacks_too_large(name)
    return Checked(FileKind.XLS, streams)


def _inspect_zip(data: bytes, name: str, listener: Listener) -> FileKind:
    try:
        refuse_other_end(data)
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _inspect_members(archive, name, listener)
    except _DAMAGED as error:
        raise file_damaged(name) from error


def _inspect_members(archive: zipfile.ZipFile, name: str, listener: Listener) -> FileKind:
    members = archive.infolist()
    csvs = csv_members(archive)
    kind = _kind_of({member.filename.lower() for member in members}, csvs, name)
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED:
        raise unpacks_too_large(name)
    for member in members:
        check_packing(member, name)
    if kind is FileKind.ZIP:
        _inspect_csvs(archive, csvs, name)
    else:
        _inspect_workbook(archive, kind, name, listener)
    return kind


def _inspect_csvs(archive: zipfile.ZipFile, csvs: Collection[str], name: str) -> None:
    if len(csvs) > MOST_FILES:
        hint = "unpack it, and import the files with answers"
        raise SstcError(f"{name} has more than {MOST_FILES} csv files", hint)
    members = [archive.getinfo(csv) for csv in csvs]
    if sum(member.file_size for member in members) > MOST_TEXT:
        raise file_too_large(name, MOST_TEXT)
    for member in members:
        for _ in chunks(archive, member, name):
            pass  # unpacking a damaged member raises


def _inspect_workbook(
    archive: zipfile.ZipFile, kind: FileKind, name: str, listener: Listener
) -> None:
    members = {member.filename.lower(): member for member in archive.infolist()}
    if len(members) < len(archive.infolist()):  # readers differ in which one they take
        raise file_damaged(name)
    if any(map(has_two_names, members.values())):
        raise file_damaged(name)
    if kind is FileKind.XLSX and _CONTENT in members:  # readers differ in the format they take
        raise file_damaged(name)
    if _MANIFEST in members and _ENCRYPTED in archive.read(members[_MANIFEST]):
        raise password_protected(name, "open it in LibreOffice, and save it without a password")
    cells = 0
    for member in members.values():  # with any name: the workbook can declare any member a sheet
        if member.filename == _CONTENT:
            cells += _inspect_content(archive, member, name, listener)
        else:
            cells += _inspect_sheet(archive, member, name, listener)
        if cells > MOST_CELLS:
            raise too_many_cells(name)
    if kind is FileKind.XLSX:
        if _has_copies(archive, members):
            raise file_damaged(name)
        _inspect_texts(archive, members, cells, name)


def _kind_of(names: Collection[str], csvs: Collection[str], name: str) -> FileKind:
    """Return the kind of a zip file with these members."""
    if "xl/workbook.bin" in names:
        hint = "open it in Excel and save it as an Excel workbook (.xlsx)"
        raise SstcError(f"{name} is a binary workbook, which sstc does not read", hint)
    if "xl/workbook.xml" in names:
        return FileKind.XLSX
    if _CONTENT in names or "encrypted-package" in names:
        return FileKind.ODS
    if not csvs and not name.lower().endswith(".zip"):
        raise not_a_spreadsheet(name)
    if not csvs:
        hint = "unpack it, and import the workbooks in it"
        raise SstcError(f"{name} is not a workbook, nor a zip file with a csv in it", hint)
    return FileKind.ZIP


def _has_copies(archive: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo]) -> bool:
    """Return whether a workbook names one of its members several times, to be read as often."""
    workbook = archive.read(members["xl/workbook.xml"])
    relations = archive.read(members[_RELATIONS]) if _RELATIONS in members else b"<none/>"
    ids = [
        value
        for sheet in attributes_of(workbook, "sheet")
        for name, value in sheet.items()
        if name.rpartition(":")[2] == "id"
    ]
    targets = [
        relation.get("Target", "").lower().lstrip("/").removeprefix("xl/")
        for relation in attributes_of(relations, "Relationship")
    ]
    return any(len(set(names)) < len(names) for names in (ids, targets))


def _inspect_sheet(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, listener: Listener
) -> int:
    """Return how many cells a member has room for, if it is a sheet of Excel. Refuse too many."""
    extent = Extent(counts=member.file_size > _LEAST_COUNTED)
    for piece in pieces_of(archive, member, name):
        extent.take(piece)
        _refuse_large(extent, name)
        listener.piece(member.filename, piece)
    for piece in () if extent.is_plain else pieces_of(archive, member, name):
        extent.count(piece)
        _refuse_large(extent, name)
    if not extent.is_plain:
        extent.end()
    height, width = extent.size
    return height * width


def _inspect_content(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, listener: Listener
) -> int:
    """Return how many cells an OpenDocument workbook has room for. Refuse too many or long ones."""
    if member.file_size > _MOST_CONTENT:
        raise too_long_for_ods(name)
    try:
        sizes = [*ods_sizes(pieces_of(archive, member, name), listener)]
    except TooLongError as error:
        raise too_long_for_ods(name) from error
    cells = text = 0
    for height, width, characters in sizes:
        _refuse_far(height, width, name)
        cells += width * height
        text += characters
    if text > MOST_EXPANDED:
        raise unpacks_too_large(name)
    return cells


def _refuse_large(extent: Extent, name: str) -> None:
    """Refuse a sheet with too many rows or cells, also if they have the same address."""
    _refuse_far(*extent.size, name)
    if extent.rows > MOST_ROWS or extent.cells > MOST_CELLS or extent.merged > MOST_MERGED:
        raise too_many_cells(name)


def _refuse_far(height: int, width: int, name: str) -> None:
    """Refuse a sheet whose last cell is at the end of so many rows and columns."""
    if height * width > MOST_CELLS:
        raise cells_too_far_out(name, height, width)


def _inspect_texts(
    archive: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo], cells: int, name: str
) -> None:
    """Refuse a workbook whose cells share long texts that are too long in all cells together."""
    texts = members.get(TEXTS)
    if texts is None or cells * texts.file_size * USUAL <= MOST_EXPANDED:
        return
    items = shared_items(archive.read(texts))
    if cells * longest_text(items) > MOST_EXPANDED:
        others = (member for member in members.values() if member is not texts)
        pieces = (chunk for member in others for chunk in chunks(archive, member, name))
        if expanded_size(pieces, shared_texts(items)) > MOST_EXPANDED:
            raise unpacks_too_large(name)
