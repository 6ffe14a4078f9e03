"""Two persons who fit, with their score and the reasons for it."""

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """What speaks for a pair."""

    MUTUAL = "mutual"
    ONE_SIDED = "one_sided"
    KINDS = "kinds"
    AUDIENCES = "audiences"
    HOURS = "hours"
    WEBINARS = "webinars"


class WhyNot(StrEnum):
    """What forbids a pair."""

    PERSON = "person"
    ORGANISATION = "organisation"
    COUNTRY = "country"
    LANGUAGE = "language"
    OPEN = "open"
    INTRODUCED = "introduced"
    DECLINED = "declined"
    PLACES = "places"
    TOPICS = "topics"
    DESCRIPTION = "description"


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason: its points, and the topics, kinds or other codes that it is about.

    `codes` of topics are offered by the first person, and those in `back` by the second.
    """

    name: Why
    points: float
    codes: tuple[str, ...] = ()
    back: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why two persons are not suggested, and the persons or codes that it is about."""

    name: WhyNot
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A pair that is suggested in a round, in the order of their digests."""

    first: str
    second: str
    score: float
    round: int
    reasons: tuple[Reason, ...] = ()

    @property
    def pair(self) -> tuple[str, str]:
        """Both persons."""
        return self.first, self.second
