"""Zip files without dates: parts of Word, PowerPoint and Excel files, a site, or drafts."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_TEXTS = (".xml", ".rels")
_FIRST_DATE = (1980, 1, 1, 0, 0, 0)  # of the format


def zipped(files: Mapping[str, bytes], texts: tuple[str, ...] = _TEXTS) -> bytes:
    """Return a zip file with these files; `texts` are compressed, and pictures already are."""
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        for name, data in files.items():
            entry = ZipInfo(name, _FIRST_DATE)
            entry.create_system = 0  # of all systems the same
            package.writestr(entry, data, ZIP_DEFLATED if name.endswith(texts) else ZIP_STORED)
    return stream.getvalue()
