"""The code of a certificate: what it says and its signature, as the text of a QR code.

`SSTC1:` and, in Base45, the canonical CBOR of the claims followed by 64 bytes of Ed25519. Signed is
that CBOR after the five letters `SSTC1`, so that a signature is never valid for something else.
"""

import re
from collections.abc import Sequence

from sstc_cli.certificates.base45 import ALPHABET, decode45, encode45
from sstc_cli.certificates.cbor import NotCanonicalError
from sstc_cli.certificates.claims import Claims, pack, unpack
from sstc_cli.certificates.sign import SIGNATURE, sign, signer_of
from sstc_cli.errors import ExitCode, SstcError

NAME = "SSTC1"
PREFIX = f"{NAME}:"
LONGEST = 2_000  # characters of any code
_GAP = "_"  # stands for a space where people copy the code, because programs join spaces
_CODE = re.compile(rf"{PREFIX}[{re.escape(ALPHABET)}{_GAP}]+")
_LINE_END = re.compile(r"[ \t]*[\r\n]+[ \t]*")


class ForgedError(SstcError):
    """A code that nobody with a known key has signed."""


def issue(claims: Claims, secret: bytes) -> str:
    """Return the code of a certificate."""
    data = pack(claims)
    return PREFIX + encode45(data + sign(secret, NAME.encode() + data))


def printed(code: str) -> str:
    """Return a code as people can copy it: without spaces."""
    return code.replace(" ", _GAP)


def read(code: str, keys: Sequence[bytes]) -> Claims:
    """Return what a code says, if it was signed with one of the public keys; refuse any other."""
    try:
        return unpack(_signed(code, keys))
    except NotCanonicalError as error:
        message = "not valid: the code was changed, or was not signed with a key of this series"
        hint = "scan it again; if that does not help, ask the organisers"
        raise ForgedError(message, hint, ExitCode.DATA) from error


def _signed(code: str, keys: Sequence[bytes]) -> bytes:
    """Return the bytes of the claims, which one of the keys has signed."""
    if not code.startswith(PREFIX) or len(code) > LONGEST:
        raise NotCanonicalError
    data = decode45(code.removeprefix(PREFIX))
    claims, signature = data[:-SIGNATURE], data[-SIGNATURE:]
    if not claims or signer_of(keys, NAME.encode() + claims, signature) is None:
        raise NotCanonicalError
    return claims


def find(text: str) -> str | None:
    """Return the code in a text as its QR code has it, or None; a line may break it."""
    start = text.find(PREFIX)
    if start < 0:
        return None
    found = _CODE.match(_LINE_END.sub("", text[start : start + 3 * LONGEST]))
    return found[0].replace(_GAP, " ").rstrip(" ") if found else None
