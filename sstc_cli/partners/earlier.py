"""The requests that were already made, as far as new suggestions depend on them."""

from dataclasses import dataclass

from sstc_cli.store.partners.request import State


@dataclass(frozen=True, slots=True)
class EarlierRequest:
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
