"""The requests that were already made, as far as new suggestions depend on them."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where a request stands."""

    APPROVED = "approved"
    ASKED = "asked"
    AGREED = "agreed"
    INTRODUCED = "introduced"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"

    @property
    def is_open(self) -> bool:
        """Whether it takes one of the places of both persons."""
        return self in (State.APPROVED, State.ASKED, State.AGREED)

    @property
    def is_free(self) -> bool:
        """Whether the two may be suggested once more: nobody said no, and they have not met."""
        return self in (State.EXPIRED, State.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Request:
    """A request between two persons, in the order of their digests.

    `keeps_place` is of an introduction that is so recent that both are busy with it.
    """

    first: str
    second: str
    state: State
    keeps_place: bool = False

    @property
    def takes_place(self) -> bool:
        """Whether both have a place less for others."""
        return self.state.is_open or self.keeps_place

    @property
    def pair(self) -> tuple[str, str]:
        """Both persons, which is how a pair is recognised."""
        return self.first, self.second
