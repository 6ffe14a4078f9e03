"""The codes of requests and of their answers: the same on every computer, and about nobody."""

import base64
from collections.abc import Sequence

from sstc_cli.store.partners.request import Request
from sstc_cli.store.response import PseudonymKey

_BYTES = 5  # which make eight characters, in two groups of four
_LENGTH = 8
_LIKE = str.maketrans("018", "olb")  # what people read for others of the alphabet of codes


def request_id(key: PseudonymKey, pair: Sequence[str], earlier: int) -> str:
    """Return the code of a request between two persons who had so many `earlier` ones."""
    return _readable(key.digest("request", *pair, str(earlier)))


def codes_of(key: PseudonymKey, request: str) -> tuple[str, str]:
    """Return the codes with which both sides answer a request."""
    first, second = (_readable(key.digest("answer", request, side)) for side in "01")
    return first, second


def shown(code: str) -> str:
    """Return a code as people read it: `abcd-efgh`."""
    return f"{code[:4]}-{code[4:]}"


def typed(text: str) -> str | None:
    """Return the code in a text that somebody typed, or None if it cannot be one."""
    found = "".join(char for char in text.lower() if char.isalnum()).translate(_LIKE)
    return found if len(found) == _LENGTH and found.isascii() else None


def side_of(requests: Sequence[Request], code: str) -> tuple[Request, int] | None:
    """Return the request and the side that a code for answers belongs to."""
    for request in requests:
        if code in request.codes:
            return request, request.codes.index(code)
    return None


def named(requests: Sequence[Request], code: str) -> Request | None:
    """Return the request that a code means: its own, or one of those for answers."""
    return next((one for one in requests if code in (one.id, *one.codes)), None)


def _readable(digest: str) -> str:
    """Return the first bytes of a digest as letters and digits that are hard to confuse."""
    return base64.b32encode(bytes.fromhex(digest)[:_BYTES]).decode().lower()
