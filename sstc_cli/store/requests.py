"""Requests to introduce two persons: their events and states, read and changed in the store."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, insert, select

from sstc_cli.errors import SstcError
from sstc_cli.store.database import RESTORE
from sstc_cli.store.response import PseudonymKey
from sstc_cli.store.schema import REQUEST_EVENTS, REQUESTS
from sstc_cli.store.store import Store


class Step(StrEnum):
    """What happens to a request. `yes`, `no` and `none` are of one side; `outcome` comes later.

    `none` takes back an answer that was typed wrongly.
    """

    APPROVED = "approved"
    ASKED = "asked"
    YES = "yes"
    NO = "no"
    NONE = "none"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    INTRODUCED = "introduced"
    OUTCOME = "outcome"


class RequestState(StrEnum):
    """The state of a request. `agreed`: both said yes, and are not introduced yet."""

    APPROVED = "approved"
    ASKED = "asked"
    AGREED = "agreed"
    INTRODUCED = "introduced"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"

    @property
    def is_open(self) -> bool:
        return self in (RequestState.APPROVED, RequestState.ASKED, RequestState.AGREED)

    @property
    def is_final(self) -> bool:
        """Whether the two are never asked about each other again."""
        return self in (RequestState.INTRODUCED, RequestState.DECLINED)

    @property
    def is_free(self) -> bool:
        """Whether the two may be suggested once more: nobody said no, and they have not met."""
        return self in (RequestState.EXPIRED, RequestState.WITHDRAWN)


class Withdrawal(StrEnum):
    """Why a request was withdrawn; of which side it was says none of them."""

    CONSENT = "consent"
    DESCRIPTION = "description"
    OFFICE = "office"


class IntroductionOutcome(StrEnum):
    """What came of an introduction."""

    MET = "met"
    COOPERATING = "cooperating"
    AGREEMENT = "agreement"
    NOTHING = "nothing"
    NO_ANSWER = "no-answer"


class RequestEvent(NamedTuple):
    """Something that happened to a request on a day, perhaps by one side, 0 or 1.

    The `detail` of `asked` is the last day to answer, and the texts in which each side is described
    to the other, one on each line; that of `withdrawn` is why; that of `outcome` is after how many
    days, and what: `30 met`.
    """

    step: Step
    day: date
    side: int | None = None
    detail: str = ""


class Request(NamedTuple):
    """A request between two sides, the digests of persons, each with the code of its answer."""

    id: str
    sides: tuple[str, str]
    codes: tuple[str, str]
    events: tuple[RequestEvent, ...] = ()

    @property
    def state(self) -> RequestState:
        steps = {event.step for event in self.events}
        for step in (Step.INTRODUCED, Step.WITHDRAWN, Step.EXPIRED):
            if step in steps:
                return RequestState(step)
        answers = (*self.answers.values(),)
        if Step.NO in answers:
            return RequestState.DECLINED
        if answers == (Step.YES, Step.YES):
            return RequestState.AGREED
        return RequestState.ASKED if Step.ASKED in steps else RequestState.APPROVED

    @property
    def is_open(self) -> bool:
        return self.state.is_open

    @property
    def answers(self) -> Mapping[int, Step]:
        given = {event.side: event.step for event in self.events if event.side is not None}
        return {side: step for side, step in given.items() if step is not Step.NONE}

    @property
    def why_withdrawn(self) -> Withdrawal | None:
        known = self.event(Step.WITHDRAWN)
        return Withdrawal(known.detail) if known else None

    @property
    def last_day(self) -> date | None:
        asked = self.event(Step.ASKED)
        return date.fromisoformat(asked.detail.split("\n")[0]) if asked else None

    @property
    def described(self) -> tuple[str, ...]:
        asked = self.event(Step.ASKED)
        return tuple(asked.detail.split("\n")[1:]) if asked else ()

    @property
    def outcomes(self) -> dict[int, IntroductionOutcome]:
        """What came of the introduction after so many days; a later word replaces an earlier."""
        parts = (event.detail.split(" ") for event in self.events if event.step is Step.OUTCOME)
        return {int(days): IntroductionOutcome(what) for days, what in parts}

    def event(self, step: Step) -> RequestEvent | None:
        return next((event for event in self.events if event.step is step), None)

    def also(self, event: RequestEvent) -> "Request":
        return self._replace(events=(*self.events, event))


Result = TypeVar("Result")
_E = REQUEST_EVENTS.c


def requests(store: Store) -> list[Request]:
    with store.reading() as connection:
        return _read(connection) if connection else []


def change(
    store: Store,
    pseudonyms: PseudonymKey,
    decide: Callable[[Sequence[Request]], tuple[Sequence[Request], Result]],
) -> Result:
    """Let `decide` say what becomes of the requests; keep that completely or not at all.

    It returns those that are new or have more events than before, and its result. Nobody else
    changes the store between its look at the requests and the end.
    """
    with store.writing(pseudonyms) as connection:
        before = _read(connection)
        after, result = decide(before)
        _keep(connection, before, after)
    return result


def _read(connection: Connection) -> list[Request]:
    events: dict[str, list[RequestEvent]] = defaultdict(list)
    for row in connection.execute(select(REQUEST_EVENTS).order_by(_E.request, _E.number)):
        events[row.request].append(_event(row))
    return [
        Request(
            row.id,
            (row.first, row.second),
            (row.first_code, row.second_code),
            tuple(events[row.id]),
        )
        for row in connection.execute(select(REQUESTS).order_by(REQUESTS.c.id))
    ]


def _event(row: Any) -> RequestEvent:
    with suppress(ValueError):
        step = Step(row.kind)
        detail = Withdrawal(row.detail) if step is Step.WITHDRAWN else row.detail
        return RequestEvent(step, date.fromisoformat(row.day), row.side, detail)
    raise SstcError("the store is damaged: a request cannot be read", RESTORE)


def _keep(connection: Connection, before: Sequence[Request], after: Sequence[Request]) -> None:
    """Write new requests, and the events that known ones did not have."""
    known = {request.id: len(request.events) for request in before}
    new = [
        {
            "id": one.id, "first": one.sides[0], "second": one.sides[1],
            "first_code": one.codes[0], "second_code": one.codes[1],
        }
        for one in after
        if one.id not in known
    ]  # fmt: skip
    rows = [
        {
            "request": one.id, "number": number, "kind": str(event.step), "side": event.side,
            "day": event.day.isoformat(), "detail": event.detail,
        }
        for one in after
        for number, event in [*enumerate(one.events)][known.get(one.id, 0) :]
    ]  # fmt: skip
    for table, values in ((REQUESTS, new), (REQUEST_EVENTS, rows)):
        if values:
            connection.execute(insert(table), values)
