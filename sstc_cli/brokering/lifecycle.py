"""What may happen to a request, and when: pure decisions about one request on one day."""

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
        raise NotNowError(
            f"the request has expired, its last day was {request.last_day}: thank this person, and "
            "say that nobody is introduced this time; the two may be suggested again"
        )
    own = request.answers.get(side, Step.NONE)
    if own is answer:
        return request
    if answer is Step.NONE:
        raise NotNowError("add `--correct` to take back an answer")
    if request.state is RequestState.APPROVED:
        raise NotNowError("nobody has been asked yet")
    if request.state is RequestState.INTRODUCED:
        raise NotNowError("both are introduced already")
    if own is Step.NO and request.state is RequestState.DECLINED:
        raise NotNowError("a no is final: add `--correct` if nobody said it")
    if not request.is_open:
        raise NotNowError("the request is closed")
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
        raise NotNowError("one of the two said no, which stays")
    if not request.is_open:
        raise NotNowError(f"the request is {request.state}")
    return request.also(RequestEvent(Step.WITHDRAWN, day, detail=why))


def introduced(request: Request, day: date) -> Request:
    """Return a request after both sides, who said yes, were given each other's names."""
    if request.state is not RequestState.AGREED:
        raise NotNowError(
            f"the request is {request.state}: names are given only after both have said yes"
        )
    return request.also(RequestEvent(Step.INTRODUCED, day))


def concluded(request: Request, day: date, after: int, outcome: IntroductionOutcome) -> Request:
    """Return an introduced request with what came of it after so many days."""
    known = request.event(Step.INTRODUCED)
    if known is None or request.state is not RequestState.INTRODUCED:
        raise NotNowError(f"the request is {request.state}: nobody was introduced")
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
