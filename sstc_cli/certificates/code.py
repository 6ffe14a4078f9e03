"""The code of a certificate: its claims and their signature, as the text of a QR code."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from sstc_cli.certificates.encoding import (
    ALPHABET,
    Item,
    NotCanonicalError,
    decode,
    decode45,
    encode,
    encode45,
)
from sstc_cli.certificates.sign import SIGNATURE, sign, signer_of
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model.values import is_id
from sstc_cli.unseen import unseen_in

LONGEST_NAME = 90  # characters: more do not fit on one line of the paper
SERIAL = 8  # bytes
_EPOCH = date(1970, 1, 1)
_MOST_DAYS = 100_000  # until 2243
_MOST_WEBINARS = 200


class Kind(IntEnum):
    """The kinds of certificates, as a code has them."""

    ATTENDANCE = 0
    COMPLETION = 1

    @property
    def word(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of a certificate. `serial` is a keyed digest, by which it can be revoked.

    `webinars` are the codes of their ids: their numbers may change after the issue.
    """

    kind: Kind
    name: str
    series: str
    webinars: tuple[int, ...]
    first: date
    last: date
    serial: bytes

    @property
    def number(self) -> str:
        """The serial as people read it: `7F3A-92C0-11DE-04B7`."""
        digits = self.serial.hex().upper()
        return "-".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def codes_of(ids: Iterable[str]) -> dict[int, str]:
    """Return the ids of webinars by the codes that stand for them, in the order of the codes."""
    digests = {int.from_bytes(hashlib.sha256(id_.encode()).digest()[:4]): id_ for id_ in ids}
    return dict(sorted(digests.items()))


def pack(claims: Claims) -> bytes:
    days = [(day - _EPOCH).days for day in (claims.first, claims.last)]
    fields: Mapping[int, Item] = {
        1: int(claims.kind),
        2: claims.name,
        3: claims.series,
        4: claims.webinars,
        5: days,
        6: claims.serial,
    }
    return encode(fields)


def unpack(data: bytes) -> Claims:
    """Return what the bytes of a certificate say; refuse what `pack` never writes."""
    match decode(data):
        case {
            1: (0 | 1) as kind,
            2: str(name),
            3: str(series),
            4: [*webinars],
            5: [int(first), int(last)],
            6: bytes(serial),
            **more,
        } if not more and len(serial) == SERIAL and first <= last <= _MOST_DAYS:
            if not 0 < len(name) <= LONGEST_NAME or unseen_in(name) or not is_id(series):
                raise NotCanonicalError  # names could steer a terminal
            days = (_EPOCH + timedelta(first), _EPOCH + timedelta(last))
            return Claims(Kind(kind), name, series, _codes(webinars), *days, serial)
    raise NotCanonicalError


def _codes(webinars: Sequence[Item]) -> tuple[int, ...]:
    """Return the codes of webinars; refuse none, too many, and any other order."""
    codes = tuple(code for code in webinars if isinstance(code, int))
    if len(codes) != len(webinars) or not 0 < len(codes) <= _MOST_WEBINARS:
        raise NotCanonicalError
    if codes != tuple(sorted({*codes})):
        raise NotCanonicalError
    return codes


NAME = "SSTC1"
PREFIX = f"{NAME}:"
LONGEST = 2_000  # characters of any code
_GAP = "_"  # stands for a space where people copy the code, because programs join spaces
_CODE = re.compile(rf"{PREFIX}[{re.escape(ALPHABET)}{_GAP}]+")
_LINE_END = re.compile(r"[ \t]*[\r\n]+[ \t]*")


class ForgedError(SstcError):
    """A code that was signed with no known key."""


def issue(claims: Claims, secret: bytes) -> str:
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
