"""Requests between persons, in SQLite and on a real PostgreSQL: kept, erased, migrated, copied."""

from datetime import date
from threading import Thread

import pytest
from sqlalchemy import func, select
from test_store import SEAL, keep, response, store

from sstc_cli.store import PseudonymKey, Store
from sstc_cli.store.erasure import forget, purge, rekey
from sstc_cli.store.history import has_requests
from sstc_cli.store.requests import (
    IntroductionOutcome,
    Request,
    RequestEvent,
    RequestState,
    Step,
    Withdrawal,
    change,
    requests,
)
from sstc_cli.store.schema import REQUEST_EVENTS

__all__ = ["store"]
DAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def people(store: Store) -> None:
    emails = ("one@example.org", "two@example.org", "three@example.org")
    keep(store, *(response(email, email) for email in emails))


def made(first: str, second: str, *events: RequestEvent) -> Request:
    sides = SEAL.recipient(first), SEAL.recipient(second)
    id_ = SEAL.digest(*sides)[:8]
    begun = (RequestEvent(Step.APPROVED, DAY), *events)
    return Request(id_, sides, (f"a{id_[1:]}", f"b{id_[1:]}"), begun)


ONE = made("one@example.org", "two@example.org")
TWO = made(
    "two@example.org", "three@example.org", RequestEvent(Step.ASKED, DAY, detail="2026-03-16")
)


def record(store: Store, *wanted: Request) -> None:
    change(store, SEAL, lambda _: (wanted, None))


def test_requests_come_back_with_their_events(store: Store) -> None:
    assert requests(store) == [] and not has_requests(store)
    record(store, ONE, TWO)
    assert has_requests(store)
    assert requests(store) == sorted((ONE, TWO), key=lambda one: one.id)
    later = ONE.also(RequestEvent(Step.ASKED, DAY, detail="2026-03-16")).also(
        RequestEvent(Step.YES, DAY, 1)
    )
    record(store, later, TWO)
    assert later in requests(store)
    assert TWO in requests(store)


def test_what_fails_in_the_middle_leaves_nothing(store: Store) -> None:
    record(store, ONE)
    stray = made("one@example.org", "three@example.org")._replace(codes=(ONE.codes[0], "zzzzzzzz"))
    with pytest.raises(Exception, match=r".") as refused:
        record(store, ONE.also(RequestEvent(Step.WITHDRAWN, DAY, detail=Withdrawal.OFFICE)), stray)
    assert "one@example.org" not in str(refused.value)
    assert requests(store) == [ONE]


def test_two_answers_at_once_are_both_kept(store: Store) -> None:
    asked = ONE.also(RequestEvent(Step.ASKED, DAY, detail="2026-03-16"))
    record(store, asked)

    def answer(side: int) -> None:
        change(
            Store(store.database), SEAL,
            lambda known: ([one.also(RequestEvent(Step.YES, DAY, side)) for one in known], None),
        )  # fmt: skip

    threads = [Thread(target=answer, args=(side,)) for side in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (request,) = requests(store)
    assert request.state is RequestState.AGREED


def test_forgetting_a_person_erases_their_requests_only(store: Store) -> None:
    record(store, ONE, TWO)
    erased = forget(store, "one@example.org", SEAL)
    assert erased.requests == (ONE.id,)
    assert requests(store) == [TWO]
    with store.reading() as reader:
        assert reader is not None
        counted = select(func.count()).select_from(REQUEST_EVENTS)
        assert reader.execute(counted).scalar_one() == 2


def test_purge_erases_what_has_not_changed_since(store: Store) -> None:
    late = ONE.also(RequestEvent(Step.WITHDRAWN, date(2026, 5, 1), detail=Withdrawal.CONSENT))
    record(store, late, TWO)
    assert purge(store.trial(), date(2026, 4, 1), {}).requests == (TWO.id,)
    assert len(requests(store)) == 2
    assert purge(store, date(2026, 4, 1), {}).requests == (TWO.id,)
    assert requests(store) == [late]


def test_a_new_key_does_not_lose_them(store: Store) -> None:
    record(store, ONE, TWO)
    rekey(store, SEAL, b"n" * 32)
    both = PseudonymKey(b"n" * 32, SEAL.person_key)
    assert {both.recipient("one@example.org"), both.recipient("two@example.org")} in [
        {*request.sides} for request in requests(store)
    ]
    assert forget(store, "one@example.org", both).requests == (ONE.id,)


def test_outcomes_are_by_their_follow_up() -> None:
    words = ("30 met", "90 agreement", "30 nothing")
    request = ONE._replace(
        events=tuple(RequestEvent(Step.OUTCOME, DAY, detail=word) for word in words)
    )
    assert request.outcomes == {30: IntroductionOutcome.NOTHING, 90: IntroductionOutcome.AGREEMENT}
