"""The requests in the store: read, and changed in one transaction after looking at all of them."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Connection, insert, select

from sstc_cli.errors import SstcError
from sstc_cli.store.database import RESTORE
from sstc_cli.store.partners.request import Event, Request, Step, Withdrawal
from sstc_cli.store.response import PseudonymKey
from sstc_cli.store.schema import REQUEST_EVENTS, REQUESTS
from sstc_cli.store.store import Store

Result = TypeVar("Result")
_E = REQUEST_EVENTS.c


def requests(store: Store) -> list[Request]:
    """Return all requests, in the order of their ids."""
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
    events: dict[str, list[Event]] = defaultdict(list)
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


def _event(row: Any) -> Event:
    with suppress(ValueError):
        step, detail = Step(row.kind), row.detail
        if step is Step.WITHDRAWN:  # earlier stores have no reason: it was always this one
            detail = Withdrawal(detail or Withdrawal.CONSENT)
        return Event(step, date.fromisoformat(row.day), row.side, detail)
    raise SstcError("the store is damaged: a request cannot be read", RESTORE)


def _keep(connection: Connection, before: Sequence[Request], after: Sequence[Request]) -> None:
    """Write new requests, and the events that known ones did not have."""
    known = {request.id: len(request.events) for request in before}
    new = [_row(request) for request in after if request.id not in known]
    rows = [
        _event_row(request, number)
        for request in after
        for number in range(known.get(request.id, 0), len(request.events))
    ]
    for table, values in ((REQUESTS, new), (REQUEST_EVENTS, rows)):
        if values:
            connection.execute(insert(table), values)


def _row(request: Request) -> dict[str, Any]:
    (first, second), (one, other) = request.sides, request.codes
    codes = {"first_code": one, "second_code": other}
    return {"id": request.id, "first": first, "second": second, **codes}


def _event_row(request: Request, number: int) -> dict[str, Any]:
    event = request.events[number]
    of = {"request": request.id, "number": number, "kind": str(event.step)}
    return {**of, "side": event.side, "day": event.day.isoformat(), "detail": event.detail}
