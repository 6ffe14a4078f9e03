"""The seal of a file: a signature of all its bytes, in the place that the file has for it.

Whoever changes anything in a sealed PDF or Word file breaks it. What is signed is the SHA-256 of
the file with zeros in that place, after the five letters `SSTCF`.
"""

import hashlib
import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from io import BytesIO

from sstc_cli.certificates.sign import SIGNATURE, sign, signer_of
from sstc_cli.render.zipped import zipped

_NAME = "SSTCF"
_DIGITS = 2 * SIGNATURE
PLACE = f"{_NAME}:{'0' * _DIGITS}"
CORE = "docProps/core.xml"
_SEAL = re.compile(rb"SSTCF:([0-9A-F]{%d})" % _DIGITS)
_PACKED = b"PK"
_MOST_BYTES, _MOST_PARTS = 20_000_000, 300
_BROKEN = (
    OSError, EOFError, KeyError, NotImplementedError, RuntimeError, UnicodeError, ValueError,
    zipfile.BadZipFile, zlib.error, struct.error,
)  # fmt: skip


def seal(data: bytes, secret: bytes) -> bytes:
    """Return a file with its seal; one without a place for it stays as it is."""
    signature = sign(secret, _message(data)).hex().upper()
    return _with_seal(data, signature)


def is_sealed(data: bytes, keys: Sequence[bytes]) -> bool:
    """Return whether a file has every byte that it was sealed with."""
    try:
        seals = {found[1] for found in _SEAL.finditer(_core(data))}
        if len(seals) != 1 or (data.startswith(_PACKED) and zipped(_parts(data)) != data):
            return False
        plain = _with_seal(data, "0" * _DIGITS)
    except _BROKEN:
        return False
    return signer_of(keys, _message(plain), bytes.fromhex(seals.pop().decode())) is not None


def text_of(data: bytes) -> str:
    """Return the part of a file that has its code, as far as it is text."""
    try:
        return _core(data).decode("utf-8", errors="replace")
    except _BROKEN:
        return ""


def _message(plain: bytes) -> bytes:
    return _NAME.encode() + hashlib.sha256(plain).digest()


def _with_seal(data: bytes, digits: str) -> bytes:
    """Return a file with these digits in the place of its seal."""
    new = f"{_NAME}:{digits}".encode()
    if not data.startswith(_PACKED):
        return _SEAL.sub(new, data)
    parts = _parts(data)
    parts[CORE] = _SEAL.sub(new, parts[CORE])
    return zipped(parts)


def _core(data: bytes) -> bytes:
    """Return the part with the code and the seal: in a Word file, its properties."""
    return _parts(data)[CORE] if data.startswith(_PACKED) else data


def _parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a Word file; refuse what would unpack to very much."""
    with zipfile.ZipFile(BytesIO(data)) as packed:
        entries = packed.infolist()
        if len(entries) > _MOST_PARTS or sum(one.file_size for one in entries) > _MOST_BYTES:
            raise zipfile.BadZipFile
        return {entry.filename: packed.read(entry) for entry in entries}
