"""The organisers or audiences of one webinar, of those of the series."""

from collections.abc import Container, Iterable
from typing import Protocol, TypeVar


class _WithId(Protocol):
    @property
    def id(self) -> str:
        """The stable id."""


W = TypeVar("W", bound=_WithId)


def named_or_all(things: Iterable[W], ids: Container[str]) -> tuple[W, ...]:
    """Return the things with these ids, or all of them if there are no ids."""
    return tuple(thing for thing in things if not ids or thing.id in ids)
