"""The format of zip files, as far as Word and web servers need it (PKWARE APPNOTE 6.3.10)."""

import struct
from collections.abc import Mapping
from zlib import crc32

from sstc_cli.render.zipped.deflate import deflated

_VERSION, _STORED, _DEFLATED = 20, 0, 8
_CLOCK, _DAY = 0, (1 << 5) | 1  # midnight of 1 January 1980, the first date of the format
_TEXTS = (".xml", ".rels")


def zipped(files: Mapping[str, bytes], texts: tuple[str, ...] = _TEXTS) -> bytes:
    """Return a zip file with these files; `texts` are compressed, and pictures already are."""
    body, directory = [], []
    at = 0
    for name, data in files.items():
        packed = deflated(data) if name.endswith(texts) else data
        method = _DEFLATED if name.endswith(texts) else _STORED
        facts = struct.pack(
            *("<HHHHHIIIHH", _VERSION, 0, method, _CLOCK, _DAY),
            *(crc32(data), len(packed), len(data), len(name), 0),
        )
        where = struct.pack("<HHHII", 0, 0, 0, 0, at)
        directory.append(
            b"PK\x01\x02" + struct.pack("<H", _VERSION) + facts + where + name.encode()
        )
        body.append(b"PK\x03\x04" + facts + name.encode("ascii") + packed)
        at += len(body[-1])
    listing = b"".join(directory)
    count = len(directory)
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(listing), at, 0)
    return b"".join([*body, listing, b"PK\x05\x06", end])
