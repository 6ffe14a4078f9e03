"""Two persons who fit, with their score and the reasons for it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason: its points, and the topics, kinds or other codes that it is about."""

    name: str
    points: float
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A pair that is suggested in a round, in the order of their digests."""

    first: str
    second: str
    score: float
    round: int
    reasons: tuple[Reason, ...] = ()
