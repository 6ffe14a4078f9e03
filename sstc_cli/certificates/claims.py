"""The claims of a certificate: its kind, name, series and webinars, their days, its number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from sstc_cli.certificates.cbor import Item, NotCanonicalError, decode, encode
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
        """The word for it in commands and files."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of a certificate. `serial` is a keyed digest, by which it can be revoked."""

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


def pack(claims: Claims) -> bytes:
    """Return what a certificate says as the bytes that are signed."""
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
            _check(name, series)
            days = (_EPOCH + timedelta(first), _EPOCH + timedelta(last))
            return Claims(Kind(kind), name, series, _numbers(webinars), *days, serial)
    raise NotCanonicalError


def _check(name: str, series: str) -> None:
    """Refuse names that steer a terminal, and series without an id."""
    if not 0 < len(name) <= LONGEST_NAME or unseen_in(name) or not is_id(series):
        raise NotCanonicalError


def _numbers(webinars: Sequence[Item]) -> tuple[int, ...]:
    """Return the numbers of webinars; refuse none, too many, and any other order."""
    numbers = tuple(number for number in webinars if isinstance(number, int))
    if len(numbers) != len(webinars) or not 0 < len(numbers) <= _MOST_WEBINARS:
        raise NotCanonicalError
    if numbers != tuple(sorted({*numbers})):
        raise NotCanonicalError
    return numbers
