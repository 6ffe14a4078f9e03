"""Revoked certificates: salted hashes of their numbers, which name nobody."""

import hashlib
from collections.abc import Iterable

from sstc_cli.model.certificates.public import CertificateFile

_DIGITS = 32


def salted(salt: str, serial: bytes) -> str:
    """Return the hash of a number of a certificate."""
    return hashlib.sha256(f"sstc revoked {salt} ".encode() + serial).hexdigest()[:_DIGITS]


def is_revoked(known: CertificateFile, serial: bytes) -> bool:
    """Return whether a certificate is revoked."""
    return bool(known.salt) and salted(known.salt or "", serial) in known.revoked


def with_revoked(known: CertificateFile, serials: Iterable[bytes], salt: str) -> CertificateFile:
    """Return the file with more revoked certificates, sorted so that their order says nothing."""
    used = known.salt or salt[:_DIGITS]
    hashes = {*known.revoked, *(salted(used, serial) for serial in serials)}
    return known.replaced(salt=used, revoked=tuple(sorted(hashes)))


def with_key(known: CertificateFile, key: bytes) -> CertificateFile:
    """Return the file with a public key."""
    return known.replaced(keys=tuple(dict.fromkeys((*known.keys, key.hex()))))


def keys_in(known: CertificateFile) -> list[bytes]:
    """Return the public keys."""
    return [bytes.fromhex(key) for key in known.keys]
