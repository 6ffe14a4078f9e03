"""Workbooks that `xlsx` wrote, told apart from those that a person saved since."""

import re
import zipfile
from html import escape
from pathlib import Path

CORE = "docProps/core.xml"
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_MOST_BYTES = 10_000  # of the properties
MOMENT = b"2020-01-01T00:00:00Z"


def is_as_written(path: Path, title: str) -> bool:
    """Return whether a file is a workbook with this title as we wrote it.

    Whatever program saves it writes the time, or compresses it.
    """
    if not path.is_file():  # a pipe would wait for ever
        return False
    try:
        with zipfile.ZipFile(path) as book:
            if book.getinfo(CORE).file_size > _MOST_BYTES:
                return False
            core = book.read(CORE)
            packed = any(member.compress_type for member in book.infolist())
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, RuntimeError):
        return False
    modified = MODIFIED.search(core)
    is_ours = modified is not None and modified[0].endswith(MOMENT)
    return is_ours and not packed and f">{escape(title, quote=False)}<".encode() in core
