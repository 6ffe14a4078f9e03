"""How many people of the pool offer and seek each topic, and want each kind of cooperation."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sstc_cli.model import Series
from sstc_cli.partners.profile import Profile


@dataclass(frozen=True, slots=True)
class TopicCount:
    """The people who offer and who seek a topic."""

    topic: str
    offered: int
    sought: int


@dataclass(frozen=True, slots=True)
class KindCount:
    """The people who want a kind of cooperation."""

    kind: str
    wanted: int


def topic_counts(profiles: Sequence[Profile], series: Series) -> list[TopicCount]:
    """Return the counts of each topic, in the order of the data."""
    offered = Counter(code for profile in profiles for code in profile.offers)
    sought = Counter(code for profile in profiles for code in profile.seeks)
    return [TopicCount(one.id, offered[one.id], sought[one.id]) for one in series.topics]


def kind_counts(profiles: Sequence[Profile], series: Series) -> list[KindCount]:
    """Return the counts of each kind of cooperation, in the order of the data."""
    wanted = Counter(code for profile in profiles for code in profile.kinds)
    return [KindCount(kind.id, wanted[kind.id]) for kind in series.kinds]


def largest_organisation(profiles: Sequence[Profile]) -> int:
    """Return how many people of the pool the organisation has that has most."""
    counts = Counter(one.organisation for one in profiles if one.organisation)
    return max(counts.values(), default=0)
