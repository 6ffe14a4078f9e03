"""Requests made of ticked pairs: their codes, which pairs become one, and which are closed."""

import base64
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sstc_cli.brokering.lifecycle import as_of, takes_a_place, withdrawn
from sstc_cli.store.requests import Request, RequestEvent, Step, Withdrawal
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
    return f"{code[:4]}-{code[4:]}"


def typed(text: str) -> str | None:
    """Return the code in a text that somebody typed, or None if it cannot be one."""
    found = "".join(char for char in text.lower() if char.isalnum()).translate(_LIKE)
    return found if len(found) == _LENGTH and found.isascii() else None


def side_of(requests: Sequence[Request], code: str) -> tuple[Request, int] | None:
    for request in requests:
        if code in request.codes:
            return request, request.codes.index(code)
    return None


def named(requests: Sequence[Request], code: str) -> Request | None:
    """Return the request that a code means: its own, or one of those for answers."""
    return next((one for one in requests if code in (one.id, *one.codes)), None)


def _readable(digest: str) -> str:
    return base64.b32encode(bytes.fromhex(digest)[:_BYTES]).decode().lower()


Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Approved:
    """New requests, and the reason for each pair that did not become one, in the order given."""

    new: tuple[Request, ...]
    refused: tuple[tuple[Pair, str], ...]


def approve(
    pairs: Iterable[Pair],
    known: Sequence[Request],
    places: Mapping[str, int],
    key: PseudonymKey,
    day: date,
) -> Approved:
    """Return the requests for pairs of digests; `places` has those who agree, and how many each."""
    open_now = [as_of(request, day) for request in known]
    taken = taken_places(open_now, day)
    by_pair: dict[Pair, list[Request]] = {}
    for request in open_now:
        by_pair.setdefault(request.sides, []).append(request)
    new, refused = [], []
    for first, second in pairs:
        pair = (min(first, second), max(first, second))
        earlier = by_pair.setdefault(pair, [])
        if reason := _reason(pair, earlier, places, taken):
            refused.append((pair, reason))
            continue
        id_ = request_id(key, pair, len(earlier))
        made = Request(id_, pair, codes_of(key, id_), (RequestEvent(Step.APPROVED, day),))
        earlier.append(made)
        taken.update(pair)
        new.append(made)
    return Approved(tuple(new), tuple(refused))


def taken_places(requests: Iterable[Request], day: date) -> Counter[str]:
    """Return how many places each person has given away."""
    return Counter(
        person for request in requests if takes_a_place(request, day) for person in request.sides
    )


def closed(
    requests: Iterable[Request], why_over: Callable[[Request], Withdrawal | None], day: date
) -> list[Request]:
    """Return the requests that a day has closed, or `why_over`, with what closed them."""
    changed = []
    for request in requests:
        now = as_of(request, day)
        if now.is_open and (why := why_over(now)):
            now = withdrawn(now, day, why)
        if now is not request:
            changed.append(now)
    return changed


def _reason(
    pair: Pair, earlier: Sequence[Request], places: Mapping[str, int], taken: Mapping[str, int]
) -> str | None:
    if pair[0] == pair[1]:
        return "both are the same person"
    if not all(person in places for person in pair):
        return "one of them does not agree to be introduced"
    if any(request.state.is_final for request in earlier):
        return "they have been introduced already, or one of them has declined"
    if any(request.is_open for request in earlier):
        return "a request to these two is open already"
    if any(taken[person] >= places[person] for person in pair):
        return "one of them has no room for another request at the moment"
    return None
