"""Which of the pairs that a broker ticked become requests, and why the others do not."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sstc_cli.brokering.codes import codes_of, request_id
from sstc_cli.brokering.lifecycle import as_of, takes_a_place, withdrawn
from sstc_cli.store.partners.request import Event, Request, Step, Withdrawal
from sstc_cli.store.response import PseudonymKey

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
        made = Request(id_, pair, codes_of(key, id_), (Event(Step.APPROVED, day),))
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
    """Return why a pair cannot become a request, or None."""
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
