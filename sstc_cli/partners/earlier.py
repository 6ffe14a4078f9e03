"""The requests that were already made, as far as new suggestions depend on them."""

from dataclasses import dataclass

from sstc_cli.store.partners.request import State


@dataclass(frozen=True, slots=True)
class EarlierRequest:
    """A request between two persons, in the order of their digests.

    `takes_a_place` means that both have one place less for others.
    """

    first: str
    second: str
    state: State
    takes_a_place: bool

    @property
    def pair(self) -> tuple[str, str]:
        """Both persons, which is how a pair is recognised."""
        return self.first, self.second
