"""The kind of a file by its first bytes, and what is known of it before a reader opens it."""

import copy
import zipfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from enum import StrEnum
from io import BytesIO

from sstc_cli.sheets.limits import (
    DAMAGED,
    MOST_BYTES,
    MOST_TEXT,
    NO_SPREADSHEET,
    UNPACKS_TOO_LARGE,
    RefusedError,
    larger_than,
    locked,
)

_MOST_UNPACKED = 400_000_000
_MOST_MEMBERS = 2_000
_MOST_FILES = 50
_MOST_RATIO = 200
_SMALL = 4_000_000  # a member of this size is harmless at any ratio
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END, _END_SIZE = b"PK\5\6", 22  # APPNOTE 4.3.16
_CONTENT, _MANIFEST, _ENCRYPTED = "content.xml", "meta-inf/manifest.xml", b"encryption-data"


class FileKind(StrEnum):
    """The formats in which a table can be stored."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    ZIP = "zip"
    CSV = "csv"


def kind_of(data: bytes, *, is_zip: bool) -> FileKind:
    """Return the kind of a file, meant as a zip file or not; refuse what is not a table."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise RefusedError("is empty", "save it or export it again")
    if len(data) > MOST_BYTES:
        raise larger_than(MOST_BYTES)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise locked(
                "open it in Excel, remove the password (File, Info, Protect Workbook), save it"
            )
        return FileKind.XLS
    if data.startswith(b"PK"):
        with unpacked(data) as archive:
            return _kind_of_archive(archive, is_zip=is_zip)
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta")):
        hint = "open it in Excel and save it as an Excel workbook (.xlsx)"
        raise RefusedError("is a web page or XML, not a workbook", hint)
    if head.startswith(b"%pdf"):
        raise RefusedError("is a PDF, not a table", "save it or export it as .xlsx or .csv")
    if len(data) > MOST_TEXT:
        raise larger_than(MOST_TEXT)
    return FileKind.CSV


@contextmanager
def unpacked(data: bytes) -> Iterator[zipfile.ZipFile]:
    """Open an archive; refuse it if it is damaged, also while it is used."""
    try:
        at = data.rfind(_END)
        comment = int.from_bytes(data[at + 20 : at + _END_SIZE], "little")
        if at < 0 or at + _END_SIZE + comment != len(data):
            raise RefusedError(*DAMAGED)  # readers would take another archive in the same file
        with zipfile.ZipFile(BytesIO(data)) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise RefusedError(*DAMAGED) from error


def csv_members(archive: zipfile.ZipFile) -> list[str]:
    """Return the names of the csv files in a zip file, without those that macOS adds."""
    return [
        name
        for name in archive.namelist()
        if name.lower().endswith((".csv", ".tsv")) and not name.startswith("__MACOSX/")
    ]


def bytes_of(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return a member. Refuse one that is longer than it says: `zipfile` would cut it silently."""
    member = copy.copy(archive.getinfo(name))
    member.file_size += 1
    with archive.open(member) as stream:
        data = stream.read()
    if len(data) != member.file_size - 1:
        raise RefusedError(*DAMAGED)
    return data


def _kind_of_archive(archive: zipfile.ZipFile, *, is_zip: bool) -> FileKind:
    members = archive.infolist()
    csvs = csv_members(archive)
    names = {member.filename.lower(): member for member in members}
    kind = _kind_by_names(names.keys(), csvs, is_zip=is_zip)
    if len(members) > _MOST_MEMBERS:
        raise RefusedError(*UNPACKS_TOO_LARGE)
    if sum(member.file_size for member in members) > _MOST_UNPACKED:
        raise RefusedError(*UNPACKS_TOO_LARGE)
    for member in members:
        _check_packing(member)
    if kind is FileKind.ZIP:
        if len(csvs) > _MOST_FILES:
            hint = "unpack it, and import the files with answers"
            raise RefusedError(f"has more than {_MOST_FILES} csv files", hint)
        if sum(archive.getinfo(name).file_size for name in csvs) > MOST_TEXT:
            raise larger_than(MOST_TEXT)
    elif len(names) < len(members):  # readers differ in which one they take
        raise RefusedError(*DAMAGED)
    manifest = names.get(_MANIFEST)
    if manifest and manifest.file_size < _SMALL and _ENCRYPTED in archive.read(manifest):
        raise locked("open it in LibreOffice, and save it without a password")
    return kind


def _kind_by_names(names: Collection[str], csvs: Collection[str], *, is_zip: bool) -> FileKind:
    if "xl/workbook.bin" in names:
        hint = "open it in Excel and save it as an Excel workbook (.xlsx)"
        raise RefusedError("is a binary workbook, which sstc does not read", hint)
    if "xl/workbook.xml" in names:
        return FileKind.XLSX
    if _CONTENT in names or "encrypted-package" in names:
        return FileKind.ODS
    if not csvs and not is_zip:
        raise RefusedError(*NO_SPREADSHEET)
    if not csvs:
        hint = "unpack it, and import the workbooks in it"
        raise RefusedError("is not a workbook, nor a zip file with a csv in it", hint)
    return FileKind.ZIP


def _check_packing(member: zipfile.ZipInfo) -> None:
    """Refuse zip bombs, passwords, and compression that only some programs can unpack."""
    if member.file_size > max(_SMALL, _MOST_RATIO * member.compress_size):
        raise RefusedError(*UNPACKS_TOO_LARGE)
    if member.flag_bits & 1:
        raise locked("unpack it, and save it without a password")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        hint = "unpack it, then import the files in it, or pack them as an ordinary zip file"
        raise RefusedError("is packed in an unusual way", hint)
