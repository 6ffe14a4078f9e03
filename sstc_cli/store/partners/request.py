"""A request to introduce two persons to each other, its events, and the state that they make."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
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


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a request on a day, perhaps by one side, 0 or 1.

    The `detail` of `asked` is the last day to answer, and the texts in which each side is described
    to the other, one on each line; that of `withdrawn` is why; that of `outcome` is after how many
    days, and what: `30 met`.
    """

    kind: Kind
    day: date
    side: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """A request between two sides, the digests of persons, each with the code of its answer."""

    id: str
    sides: tuple[str, str]
    codes: tuple[str, str]
    events: tuple[Event, ...] = ()

    @property
    def state(self) -> State:
        """What its events make it."""
        kinds = {event.kind for event in self.events}
        for kind in (Kind.INTRODUCED, Kind.WITHDRAWN, Kind.EXPIRED):
            if kind in kinds:
                return State(kind)
        answers = (*self.answers.values(),)
        if Kind.NO in answers:
            return State.DECLINED
        if answers == (Kind.YES, Kind.YES):
            return State.AGREED
        return State.ASKED if Kind.ASKED in kinds else State.APPROVED

    @property
    def is_open(self) -> bool:
        """Whether it takes a place of both sides."""
        return self.state.is_open

    @property
    def answers(self) -> Mapping[int, Kind]:
        """The answer of each side that gave one; a later one replaces an earlier."""
        given = {event.side: event.kind for event in self.events if event.side is not None}
        return {side: kind for side, kind in given.items() if kind is not Kind.NONE}

    @property
    def why_withdrawn(self) -> Withdrawal | None:
        """Why it was withdrawn, if it was."""
        known = self.event(Kind.WITHDRAWN)
        return Withdrawal(known.detail) if known else None

    @property
    def last_day(self) -> date | None:
        """The last day to answer, once both sides are asked."""
        asked = self.event(Kind.ASKED)
        return date.fromisoformat(asked.detail.split("\n")[0]) if asked else None

    @property
    def described(self) -> tuple[str, ...]:
        """The text about each side that the other one reads, once both are asked."""
        asked = self.event(Kind.ASKED)
        return tuple(asked.detail.split("\n")[1:]) if asked else ()

    @property
    def outcomes(self) -> dict[int, Outcome]:
        """What came of the introduction after so many days; a later word replaces an earlier."""
        parts = (event.detail.split(" ") for event in self.events if event.kind is Kind.OUTCOME)
        return {int(days): Outcome(what) for days, what in parts}

    def event(self, kind: Kind) -> Event | None:
        """Return the first event of a kind, or None."""
        return next(self._of(kind), None)

    def also(self, event: Event) -> "Request":
        """Return the request after one more event."""
        return replace(self, events=(*self.events, event))

    def _of(self, kind: Kind) -> Iterator[Event]:
        return (event for event in self.events if event.kind is kind)
