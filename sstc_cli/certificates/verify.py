"""Check a certificate and the seal of its file: valid, forged, changed or revoked; revoke one."""

import hashlib
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from sstc_cli.certificates.code import Claims, ForgedError, codes_of, read
from sstc_cli.certificates.sign import SIGNATURE, sign, signer_of
from sstc_cli.model.certificates import CertificateFile
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
    """Return a file with its seal; one without a place for it stays as it is.

    The seal of a PDF signs all of its bytes, and that of a Word file the name and the content of
    each part, but not how they are packed: a program may pack the same parts anew.
    """
    new = f"{_NAME}:{sign(secret, _message(data)).hex().upper()}".encode()
    if not data.startswith(_PACKED):
        return _SEAL.sub(new, data)
    parts = _parts(data)
    return zipped({**parts, CORE: _SEAL.sub(new, parts[CORE])})


def is_sealed(data: bytes, keys: Sequence[bytes]) -> bool:
    """Return whether a file has all that it was sealed with, and nothing else."""
    try:
        seals = {found[1] for found in _SEAL.finditer(_core(data))}
        if len(seals) != 1:
            return False
        message = _message(data)
    except _BROKEN:
        return False
    return signer_of(keys, message, bytes.fromhex(seals.pop().decode())) is not None


def text_of(data: bytes) -> str:
    """Return the part of a file that has its code, as far as it is text."""
    try:
        return _core(data).decode("utf-8", errors="replace")
    except _BROKEN:
        return ""


def _message(data: bytes) -> bytes:
    """Return what a seal signs: a digest of the file, with zeros in the place of the seal."""
    plain = PLACE.encode()
    if data.startswith(_PACKED):
        parts = _parts(data)
        parts[CORE] = _SEAL.sub(plain, parts[CORE])
        digests = sorted((name, hashlib.sha256(part).hexdigest()) for name, part in parts.items())
        return _NAME.encode() + hashlib.sha256(json.dumps(digests).encode()).digest()
    return _NAME.encode() + hashlib.sha256(_SEAL.sub(plain, data)).digest()


def _core(data: bytes) -> bytes:
    """Return the part with the code and the seal: in a Word file, its properties."""
    return _parts(data)[CORE] if data.startswith(_PACKED) else data


def _parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a Word file; refuse two of one name, and what unpacks to very much."""
    with zipfile.ZipFile(BytesIO(data)) as packed:
        entries = packed.infolist()
        if len(entries) > _MOST_PARTS or sum(one.file_size for one in entries) > _MOST_BYTES:
            raise zipfile.BadZipFile
        if len({entry.filename.lower() for entry in entries}) < len(entries):
            raise zipfile.BadZipFile
        return {entry.filename: packed.read(entry) for entry in entries}


_HASH_DIGITS = 32


def salted(salt: str, serial: bytes) -> str:
    return hashlib.sha256(f"sstc revoked {salt} ".encode() + serial).hexdigest()[:_HASH_DIGITS]


def is_revoked(known: CertificateFile, serial: bytes) -> bool:
    return bool(known.salt) and salted(known.salt or "", serial) in known.revoked


def with_revoked(known: CertificateFile, serials: Iterable[bytes], salt: str) -> CertificateFile:
    """Return the file with more revoked certificates, sorted so that their order says nothing."""
    used = known.salt or salt[:_HASH_DIGITS]
    hashes = {*known.revoked, *(salted(used, serial) for serial in serials)}
    return known.replaced(salt=used, revoked=tuple(sorted(hashes)))


def with_key(known: CertificateFile, key: bytes) -> CertificateFile:
    return known.replaced(keys=tuple(dict.fromkeys((*known.keys, key.hex()))))


_COMPARE = "compare its words with these: only these were signed"


@dataclass(frozen=True, slots=True)
class Verified:
    """The result of a check: `claims` are those of a code with a good signature."""

    status: str
    message: str
    hint: str | None = None
    claims: Claims | None = None

    @property
    def is_valid(self) -> bool:
        return self.status == "valid"

    def as_json(self, numbers: Mapping[str, int]) -> dict[str, object]:
        """Return the result for JSON, with those of the `numbers` of webinars that it is about."""
        said = self.claims
        return {
            "valid": self.is_valid,
            "status": self.status,
            "message": self.message,
            "certificate": said
            and {
                "kind": said.kind.word,
                "name": said.name,
                "series": said.series,
                "webinars": numbers_of(said, numbers),
                "first": said.first,
                "last": said.last,
                "number": said.number,
            },
        }


def numbers_of(claims: Claims, numbers: Mapping[str, int]) -> list[int]:
    """Return the numbers that webinars of a certificate have now, as far as the plan has them."""
    codes = codes_of(numbers)
    return sorted(numbers[codes[code]] for code in claims.webinars if code in codes)


def verified(code: str, file: bytes | None, public: CertificateFile, series: str) -> Verified:
    """Return whether a code is valid, and with a file, whether that is as it was issued."""
    keys = [bytes.fromhex(key) for key in public.keys]
    if not keys:
        hint = "get data/certificates.yaml from the colleague who issues certificates"
        return Verified("unknown", "there is no public key to check a certificate", hint)
    try:
        claims = read(code, keys)
    except ForgedError as error:
        return Verified("forged", error.message, error.hint)
    if claims.series != series:
        message = f"it is of another series, `{claims.series}`"
        return Verified("other", message, "check it in the workspace of that series", claims)
    if is_revoked(public, claims.serial):
        message = "revoked: this certificate is not valid any more"
        return Verified("revoked", message, "ask the organisers for the present one", claims)
    if file is not None and not is_sealed(file, keys):
        message = "the code is genuine, but the file was changed after it was issued"
        return Verified("changed", message, _COMPARE, claims)
    as_issued = ", and the file is as it was issued" if file is not None else ""
    return Verified("valid", f"valid: the signature is genuine{as_issued}", None, claims)
