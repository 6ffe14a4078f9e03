"""The life of requests: two yes open names, nobody has more than they want, nothing repeats."""

from datetime import date, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from sstc_cli.brokering.replies import TypedAnswer, take
from sstc_cli.brokering.requests import (
    GRACE,
    NotNowError,
    answered,
    approve,
    as_of,
    asked,
    closed,
    concluded,
    due,
    follow_up,
    introduced,
    shown,
    taken_places,
    withdrawn,
)
from sstc_cli.store.requests import (
    IntroductionOutcome,
    Request,
    RequestEvent,
    RequestState,
    Step,
    Withdrawal,
)
from sstc_cli.store.response import PseudonymKey

KEY = PseudonymKey(b"k" * 32)
DAY = date(2026, 3, 2)
PEOPLE = [f"{n:064x}" for n in range(6)]
DAYS = 14


def approved() -> Request:
    pair = (PEOPLE[0], PEOPLE[1])
    places = dict.fromkeys(PEOPLE, 3)
    (request,) = approve([pair], [], places, KEY, DAY).new
    return request


class Requests(RuleBasedStateMachine):
    """Everything that a broker, two sides and time may do, compared with a plain model of it."""

    def __init__(self) -> None:
        super().__init__()
        self.day = DAY
        self.requests: dict[str, Request] = {}
        self.places = dict(zip(PEOPLE, [1, 1, 2, 2, 3, 9], strict=True))
        self.said: dict[tuple[str, int], bool] = {}
        self.last: dict[str, date] = {}
        self.introductions: dict[str, date] = {}
        self.closed: set[tuple[str, str]] = set()

    def why_over(self, request: Request) -> Withdrawal | None:
        return None if self.places.keys() >= {*request.sides} else Withdrawal.CONSENT

    def keep(self, request: Request) -> None:
        known = self.requests.get(request.id)
        if known:  # history is only added to
            assert request.events[: len(known.events)] == known.events
        self.requests[request.id] = request

    @rule(first=st.sampled_from(PEOPLE), second=st.sampled_from(PEOPLE))
    def approve(self, first: str, second: str) -> None:
        found = approve([(first, second)], [*self.requests.values()], self.places, KEY, self.day)
        for request in found.new:
            assert request.sides not in self.closed
            assert request.id not in self.requests
            assert {first, second} <= self.places.keys()
            self.keep(request)

    @precondition(lambda self: self.requests)
    @rule(data=st.data())
    def ask(self, data: st.DataObject) -> None:
        request = data.draw(st.sampled_from(sorted(self.requests.values(), key=lambda r: r.id)))
        try:
            self.keep(asked(request, self.day, DAYS))
        except NotNowError:
            assert request.state is not RequestState.APPROVED
        else:
            self.last[request.id] = self.day + timedelta(days=DAYS)

    @precondition(lambda self: self.requests)
    @rule(data=st.data(), side=st.integers(0, 1), yes=st.booleans())
    def answer(self, data: st.DataObject, side: int, yes: bool) -> None:
        request = data.draw(st.sampled_from(sorted(self.requests.values(), key=lambda r: r.id)))
        try:
            self.keep(answered(request, side, self.day, Step.YES if yes else Step.NO))
        except NotNowError:
            return
        assert self.said.get((request.id, side), yes) == yes or not yes or request.is_open
        self.said[request.id, side] = yes
        if not yes:
            self.closed.add(request.sides)

    @precondition(lambda self: self.requests)
    @rule(data=st.data(), side=st.integers(0, 1), word=st.sampled_from(["yes", "no", "none"]))
    def correct(self, data: st.DataObject, side: int, word: str) -> None:
        request = data.draw(st.sampled_from(sorted(self.requests.values(), key=lambda r: r.id)))
        reply = TypedAnswer(request.codes[side], word)
        replied = take([reply], [*self.requests.values()], self.day, self.places)
        for after in replied.changed:
            self.keep(after)
            self.said.pop((after.id, side), None)
            if word != "none":
                self.said[after.id, side] = word == "yes"
            answers = [self.said.get((after.id, either)) for either in (0, 1)]
            (self.closed.add if False in answers else self.closed.discard)(after.sides)

    @precondition(lambda self: self.requests)
    @rule(data=st.data())
    def introduce(self, data: st.DataObject) -> None:
        request = data.draw(st.sampled_from(sorted(self.requests.values(), key=lambda r: r.id)))
        try:
            self.keep(introduced(request, self.day))
        except NotNowError:
            return
        assert self.said[request.id, 0] and self.said[request.id, 1]
        self.introductions[request.id] = self.day
        self.closed.add(request.sides)

    @precondition(lambda self: self.introductions)
    @rule(data=st.data(), what=st.sampled_from([*IntroductionOutcome]))
    def conclude(self, data: st.DataObject, what: IntroductionOutcome) -> None:
        id_ = data.draw(st.sampled_from(sorted(self.introductions)))
        after = follow_up(self.requests[id_], self.day)
        self.keep(concluded(self.requests[id_], self.day, after, what))
        assert self.requests[id_].outcomes[after] is what
        assert due(self.requests[id_], self.day) is None

    @rule(person=st.sampled_from(PEOPLE))
    def withdraw(self, person: str) -> None:
        self.places.pop(person, None)
        for request in closed(self.requests.values(), self.why_over, self.day):
            self.keep(request)
        assert not any(r.is_open and person in r.sides for r in self.requests.values())

    @rule(person=st.sampled_from(PEOPLE), places=st.integers(1, 3))
    def register(self, person: str, places: int) -> None:
        before = dict(self.requests)
        if person not in self.places:
            self.places[person] = places
        assert closed(before.values(), self.why_over, self.day) == [
            r for r in (as_of(r, self.day) for r in before.values()) if r is not before[r.id]
        ]

    @rule(days=st.integers(1, 40))
    def wait(self, days: int) -> None:
        self.day += timedelta(days=days)

    @invariant()
    def names_stay_closed(self) -> None:
        for request in self.requests.values():
            if request.state is RequestState.INTRODUCED:
                assert request.id in self.introductions
            now = as_of(request, self.day)
            if now.state is RequestState.AGREED:
                assert self.said[request.id, 0] and self.said[request.id, 1]
            if now.state is RequestState.ASKED:
                assert self.day <= self.last[request.id] + timedelta(days=GRACE)

    @invariant()
    def nobody_has_too_many(self) -> None:
        taken = taken_places(self.requests.values(), self.day)
        for person, places in self.places.items():
            assert taken[person] <= places

    @invariant()
    def a_pair_has_one_open_request(self) -> None:
        pairs = [r.sides for r in self.requests.values() if as_of(r, self.day).is_open]
        assert len(pairs) == len({*pairs})
        assert not self.closed & {*pairs}


TestRequests = Requests.TestCase
TestRequests.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)


def test_a_request_expires_when_the_answers_of_its_last_day_must_have_been_read() -> None:
    request = answered(asked(approved(), DAY, DAYS), 0, DAY, Step.YES)
    assert request.last_day == date(2026, 3, 16)
    thursday = date(2026, 3, 19)
    assert as_of(request, thursday) is request
    assert answered(request, 1, thursday, Step.YES).state is RequestState.AGREED
    friday = thursday + timedelta(days=1)
    for day in (friday, friday + timedelta(days=30)):
        expired = as_of(request, day)
        assert (expired.state, expired.events[-1].day) == (RequestState.EXPIRED, friday)
    with pytest.raises(
        NotNowError, match="expired, its last day was 2026-03-16: thank this person, and"
    ):
        answered(request, 1, friday, Step.YES)


def test_both_yes_do_not_expire() -> None:
    request = answered(asked(approved(), DAY, DAYS), 0, DAY, Step.YES)
    request = answered(request, 1, DAY, Step.YES)
    assert as_of(request, DAY + timedelta(days=99)).state is RequestState.AGREED


def test_a_yes_may_become_a_no_until_the_introduction() -> None:
    request = asked(approved(), DAY, DAYS)
    request = answered(answered(request, 0, DAY, Step.YES), 1, DAY, Step.YES)
    assert answered(request, 0, DAY, Step.NO).state is RequestState.DECLINED
    with pytest.raises(NotNowError, match="both are introduced already"):
        answered(introduced(request, DAY), 0, DAY, Step.NO)


def test_a_closed_request_does_not_say_who_closed_it() -> None:
    request = asked(approved(), DAY, DAYS)
    declined, gone = answered(request, 0, DAY, Step.NO), withdrawn(request, DAY, Withdrawal.CONSENT)
    reasons = set()
    for closed_one in (declined, gone):
        with pytest.raises(NotNowError) as refused:
            answered(closed_one, 1, DAY, Step.YES)
        reasons.add(refused.value.reason)
    (reason,) = reasons
    assert reason.startswith("the request is closed; thank this person")
    assert all(event.side is None for event in gone.events)


def test_a_no_is_final_and_its_own_side_is_told_so() -> None:
    declined = answered(asked(approved(), DAY, DAYS), 0, DAY, Step.NO)
    with pytest.raises(
        NotNowError, match="a no is final: add `--correct` if it was recorded by mistake"
    ):
        answered(declined, 0, DAY, Step.YES)


def test_an_introduction_takes_a_place_for_thirty_days_or_until_its_outcome() -> None:
    request = asked(approved(), DAY, DAYS)
    request = answered(answered(request, 0, DAY, Step.YES), 1, DAY, Step.YES)
    request = introduced(request, DAY)
    assert taken_places([request], DAY + timedelta(days=29))[PEOPLE[0]] == 1
    assert taken_places([request], DAY + timedelta(days=30))[PEOPLE[0]] == 0
    met = concluded(request, DAY + timedelta(days=5), 30, IntroductionOutcome.MET)
    assert taken_places([met], DAY + timedelta(days=6))[PEOPLE[0]] == 0
    assert due(request, DAY + timedelta(days=29)) is None
    assert due(request, DAY + timedelta(days=30)) == 30
    assert due(met, DAY + timedelta(days=30)) is None
    assert due(met, DAY + timedelta(days=90)) == 90


def test_an_event_before_its_time_is_refused() -> None:
    request = approved()
    for wrong in (
        lambda: answered(request, 0, DAY, Step.YES),
        lambda: introduced(request, DAY),
        lambda: concluded(request, DAY, 30, IntroductionOutcome.MET),
        lambda: asked(asked(request, DAY, DAYS), DAY, DAYS),
    ):
        with pytest.raises(NotNowError):
            wrong()
    assert request.events == (RequestEvent(Step.APPROVED, DAY),)


def declined() -> Request:
    request = answered(asked(approved(), DAY, DAYS), 1, DAY, Step.YES)
    return answered(request, 0, DAY, Step.NO)


def corrections(request: Request, word: str, day: date = DAY, places: int = 3) -> Request | str:
    """Return a request after its first side is corrected, or why it is not."""
    reply = TypedAnswer(request.codes[0], word)
    replied = take([reply], [request], day, dict.fromkeys(PEOPLE, places))
    return replied.changed[0] if replied.changed else "".join(replied.problems)


def test_a_no_that_nobody_said_is_corrected_to_what_was_said() -> None:
    yes, none = corrections(declined(), "yes"), corrections(declined(), "none")
    assert isinstance(yes, Request) and yes.state is RequestState.AGREED
    assert isinstance(none, Request) and none.state is RequestState.ASKED
    assert none.answers == {1: Step.YES}
    assert as_of(none, DAY + timedelta(days=DAYS + GRACE + 1)).state is RequestState.EXPIRED


def test_a_correction_opens_nothing_without_a_place_or_after_a_no_of_the_other() -> None:
    code = shown(declined().codes[0])
    assert corrections(declined(), "yes", places=0) == (
        f"`{code}`: one of the two has no place for this request any more"
    )
    both = declined().also(RequestEvent(Step.NO, DAY, 1))
    corrected = corrections(both, "yes", places=0)
    assert isinstance(corrected, Request) and corrected.state is RequestState.DECLINED


def test_only_an_open_request_is_withdrawn() -> None:
    request = withdrawn(asked(approved(), DAY, DAYS), DAY, Withdrawal.OFFICE)
    assert request.state.is_free and request.why_withdrawn is Withdrawal.OFFICE
    with pytest.raises(NotNowError, match="one of the two said no, and a no is final"):
        withdrawn(declined(), DAY, Withdrawal.OFFICE)
    assert withdrawn(request, DAY, Withdrawal.OFFICE) is request
    late = as_of(asked(approved(), DAY, DAYS), DAY + timedelta(days=DAYS + GRACE + 1))
    with pytest.raises(NotNowError, match="the request is expired"):
        withdrawn(late, DAY, Withdrawal.OFFICE)
    said = corrections(request, "yes")
    assert isinstance(said, str)
    assert said.startswith(f"`{shown(request.codes[0])}`: the request is closed")


def test_only_a_correction_takes_an_answer_back() -> None:
    with pytest.raises(NotNowError, match="add `--correct` to cancel an answer"):
        answered(answered(asked(approved(), DAY, DAYS), 0, DAY, Step.YES), 0, DAY, Step.NONE)
