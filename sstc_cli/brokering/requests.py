"""Requests to two people: their codes, which pairs become one, and what may happen to them."""

import base64
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sstc_cli.store.requests import (
    IntroductionOutcome,
    Request,
    RequestEvent,
    RequestState,
    Step,
    Withdrawal,
)
from sstc_cli.store.response import PseudonymKey

FOLLOW_UPS = (30, 90)  # days after an introduction
# days after the last one: it is over everywhere on earth only on the next, and an office reads the
# answers that came on a Sunday on Monday, or on Tuesday if Monday is free
GRACE = 3
Answer = Literal[Step.YES, Step.NO, Step.NONE]


class NotNowError(Exception):
    """Something that cannot happen to a request now, for a `reason` without any person's words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class LateError(NotNowError):
    """An answer to a request that is over by no fault of the reader, who is to be thanked."""


_THANK = "thank this person, and write that there will be no introduction this time"


def as_of(request: Request, day: date) -> Request:
    """Return a request as of a day: expired if an answer is missing after the days of grace."""
    if request.state is RequestState.ASKED and request.last_day:
        expires = request.last_day + timedelta(days=GRACE + 1)
        if day >= expires:
            return request.also(RequestEvent(Step.EXPIRED, expires))
    return request


def last_day(day: date, days: int) -> date:
    return day + timedelta(days=days)


def asked(request: Request, day: date, days: int, *described: str) -> Request:
    """Return an approved request after both sides are asked, each by a text about the other."""
    if request.state is not RequestState.APPROVED:
        raise NotNowError(f"the request is {request.state}")
    last = last_day(day, days)
    return request.also(
        RequestEvent(Step.ASKED, day, detail="\n".join((last.isoformat(), *described)))
    )


def answered(request: Request, side: int, day: date, answer: Answer) -> Request:
    """Return a request after the answer of a side; the same answer again changes nothing.

    A yes may become a no until both are introduced. What is closed says nothing of the other side.
    """
    if as_of(request, day).state is RequestState.EXPIRED:
        raise LateError(
            f"the request has expired, its last day was {request.last_day}: {_THANK}; "
            "the two may be suggested again"
        )
    own = request.answers.get(side, Step.NONE)
    if own is answer:
        return request
    if answer is Step.NONE:
        raise NotNowError("add `--correct` to cancel an answer")
    if request.state is RequestState.APPROVED:
        raise NotNowError("the letters have not been written yet")
    if request.state is RequestState.INTRODUCED:
        raise NotNowError("both are introduced already")
    if own is Step.NO and request.state is RequestState.DECLINED:
        raise NotNowError("a no is final: add `--correct` if it was recorded by mistake")
    if not request.is_open:
        raise LateError(f"the request is closed; {_THANK}")
    return request.also(RequestEvent(answer, day, side))


def corrected(request: Request, side: int, day: date, answer: Answer) -> Request:
    """Return a request after a broker has corrected the answer of a side, perhaps to none.

    A no that nobody said becomes what was said: the request is open again, and nobody is asked
    twice. Whether both have a place for it is for the caller to know.
    """
    own, state = request.answers.get(side, Step.NONE), as_of(request, day).state
    if own is answer or state not in (
        RequestState.ASKED,
        RequestState.AGREED,
        RequestState.DECLINED,
    ):
        return answered(request, side, day, answer)
    return request.also(RequestEvent(answer, day, side))


def withdrawn(request: Request, day: date, why: Withdrawal) -> Request:
    """Return an open request after it is withdrawn; once more changes nothing."""
    if request.state is RequestState.WITHDRAWN:
        return request
    if request.state is RequestState.DECLINED:
        raise NotNowError("one of the two said no, and a no is final")
    if not request.is_open:
        raise NotNowError(f"the request is {request.state}")
    return request.also(RequestEvent(Step.WITHDRAWN, day, detail=why))


def introduced(request: Request, day: date) -> Request:
    """Return a request after both sides, who said yes, were given each other's names."""
    if request.state is not RequestState.AGREED:
        raise NotNowError(
            f"the request is {request.state}: names are shared only after both people say yes"
        )
    return request.also(RequestEvent(Step.INTRODUCED, day))


def concluded(request: Request, day: date, after: int, outcome: IntroductionOutcome) -> Request:
    """Return an introduced request with what came of it after so many days."""
    known = request.event(Step.INTRODUCED)
    if known is None or request.state is not RequestState.INTRODUCED:
        raise NotNowError(f"the request is {request.state}: there was no introduction")
    if day < known.day:
        raise NotNowError(f"they were introduced on {known.day}")
    if request.outcomes.get(after) is outcome:
        return request
    return request.also(RequestEvent(Step.OUTCOME, day, detail=f"{after} {outcome}"))


def due(request: Request, day: date) -> int | None:
    """Return after how many days an outcome is due but not recorded: the latest, or None."""
    known = request.event(Step.INTRODUCED)
    if known is None:
        return None
    passed = [after for after in FOLLOW_UPS if day >= known.day + timedelta(days=after)]
    return passed[-1] if passed and passed[-1] not in request.outcomes else None


def follow_up(request: Request, day: date) -> int:
    """Return which follow-up a word about an introduction on a day belongs to."""
    known = request.event(Step.INTRODUCED)
    first, last = FOLLOW_UPS
    return last if known and day >= known.day + timedelta(days=last) else first


def takes_a_place(request: Request, day: date) -> bool:
    """Return whether a request takes one of the places that both sides have.

    It does while it is open, and after an introduction until its first outcome, or for 30 days.
    """
    known = request.event(Step.INTRODUCED)
    if known is None:
        return as_of(request, day).is_open
    return not request.outcomes and day < known.day + timedelta(days=FOLLOW_UPS[0])


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
    """Return the code in a text that a person typed, or None if it cannot be one."""
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
