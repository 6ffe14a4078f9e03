"""A request to introduce two persons to each other, its events, and the state that they make."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple


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


class State(StrEnum):
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
        """Whether it takes a place of both sides."""
        return self in (State.APPROVED, State.ASKED, State.AGREED)

    @property
    def is_final(self) -> bool:
        """Whether the two are never asked about each other again."""
        return self in (State.INTRODUCED, State.DECLINED)

    @property
    def is_free(self) -> bool:
        """Whether the two may be suggested once more: nobody said no, and they have not met."""
        return self in (State.EXPIRED, State.WITHDRAWN)


class Withdrawal(StrEnum):
    """Why a request was withdrawn; of which side it was says none of them."""

    CONSENT = "consent"
    DESCRIPTION = "description"
    OFFICE = "office"


class Outcome(StrEnum):
    """What came of an introduction."""

    MET = "met"
    COOPERATING = "cooperating"
    AGREEMENT = "agreement"
    NOTHING = "nothing"
    NO_ANSWER = "no-answer"


class Event(NamedTuple):
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
    events: tuple[Event, ...] = ()

    @property
    def state(self) -> State:
        """What its events make it."""
        steps = {event.step for event in self.events}
        for step in (Step.INTRODUCED, Step.WITHDRAWN, Step.EXPIRED):
            if step in steps:
                return State(step)
        answers = (*self.answers.values(),)
        if Step.NO in answers:
            return State.DECLINED
        if answers == (Step.YES, Step.YES):
            return State.AGREED
        return State.ASKED if Step.ASKED in steps else State.APPROVED

    @property
    def is_open(self) -> bool:
        """Whether it takes a place of both sides."""
        return self.state.is_open

    @property
    def answers(self) -> Mapping[int, Step]:
        """The answer of each side that gave one; a later one replaces an earlier."""
        given = {event.side: event.step for event in self.events if event.side is not None}
        return {side: step for side, step in given.items() if step is not Step.NONE}

    @property
    def why_withdrawn(self) -> Withdrawal | None:
        """Why it was withdrawn, if it was."""
        known = self.event(Step.WITHDRAWN)
        return Withdrawal(known.detail) if known else None

    @property
    def last_day(self) -> date | None:
        """The last day to answer, once both sides are asked."""
        asked = self.event(Step.ASKED)
        return date.fromisoformat(asked.detail.split("\n")[0]) if asked else None

    @property
    def described(self) -> tuple[str, ...]:
        """The text about each side that the other one reads, once both are asked."""
        asked = self.event(Step.ASKED)
        return tuple(asked.detail.split("\n")[1:]) if asked else ()

    @property
    def outcomes(self) -> dict[int, Outcome]:
        """What came of the introduction after so many days; a later word replaces an earlier."""
        parts = (event.detail.split(" ") for event in self.events if event.step is Step.OUTCOME)
        return {int(days): Outcome(what) for days, what in parts}

    def event(self, step: Step) -> Event | None:
        """Return the first event of such a step, or None."""
        return next((event for event in self.events if event.step is step), None)

    def also(self, event: Event) -> "Request":
        """Return the request after one more event."""
        return self._replace(events=(*self.events, event))
