"""The people who may be introduced, and how many are not, by the reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sstc_cli.partners.profile import Profile


class LeftOut(StrEnum):
    """The reason why somebody who registered is not in the pool; the first that holds counts."""

    NO_CONSENT = "no_consent"
    NOT_ASKED = "not_asked"
    NO_ANSWER = "no_answer"
    SAID_NO = "said_no"
    NO_ADDRESS = "no_address"
    REFUSED_ADDRESS = "refused_address"
    STOPPED = "stopped"
    EMPTY = "empty"
    UNKNOWN_TOPICS = "unknown_topics"
    NO_PLACES = "no_places"
    NO_LANGUAGE = "no_language"

    @property
    def agrees(self) -> bool:
        """Whether the person still agrees, so that requests already made go on."""
        return self in _AGREE


_AGREE = (LeftOut.EMPTY, LeftOut.UNKNOWN_TOPICS, LeftOut.NO_PLACES, LeftOut.NO_LANGUAGE)


@dataclass(frozen=True, slots=True)
class Pool:
    """The profiles in the order of their digests, and what the rest of the people lack.

    The `paused` agree, but cannot be matched now. `unknown` counts people by code of a topic or
    kind that the data does not have. `disagreeing` are the people whose registrations say different
    things, of whom the latest counts.
    """

    profiles: tuple[Profile, ...] = ()
    paused: tuple[Profile, ...] = ()
    left_out: Mapping[LeftOut, int] = field(default_factory=dict)
    unknown: Mapping[str, int] = field(default_factory=dict)
    disagreeing: int = 0

    @property
    def registered(self) -> int:
        """How many people registered."""
        return len(self.profiles) + sum(self.left_out.values())
