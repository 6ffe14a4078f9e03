"""How many people of the pool offer and seek what, and what a broker should know of it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sstc_cli.model import Series
from sstc_cli.partners.pool import LeftOut, Pool, Profile
from sstc_cli.quantity import quantity


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
    wanted = Counter(code for profile in profiles for code in profile.kinds)
    return [KindCount(kind.id, wanted[kind.id]) for kind in series.kinds]


def largest_organisation(profiles: Sequence[Profile]) -> int:
    """Return how many people of the pool the organisation has that has most."""
    counts = Counter(one.organisation for one in profiles if one.organisation)
    return max(counts.values(), default=0)


_FEW_TOPICS = 3  # of each kind of line
_LARGE = 5  # people of one organisation
_SHARE = 3  # one in so many


def notices(pool: Pool, series: Series) -> list[str]:
    """Return the lines about a pool."""
    if not pool.profiles:
        return [*_about_nobody(pool), *_about_answers(pool)]
    counts = topic_counts(pool.profiles, series)
    return [
        *_about_offers(counts, series),
        *_about_languages(pool, series),
        *_about_one_organisation(pool),
        *_about_answers(pool),
    ]


def _about_nobody(pool: Pool) -> Iterator[str]:
    if not pool.registered:
        yield "nobody has registered yet, so there is nobody to introduce: import the registrations"
    elif pool.left_out.get(LeftOut.NOT_ASKED):
        yield (
            "no registration asks whether people may be introduced: add a question with "
            "`role: introduce`"
        )
    elif empty := pool.left_out.get(LeftOut.EMPTY):
        who = quantity(empty, "person who agrees", "people who agree")
        yield f"nobody can be introduced yet: ask {who} what they offer and seek"
    else:
        yield "nobody can be introduced yet"


def _about_offers(counts: list[TopicCount], series: Series) -> Iterator[str]:
    """Yield the topics that many seek and few offer, then those that are offered in vain."""
    parents = {topic.id: topic.parent for topic in series.topics}
    offered = {count.topic: count.offered for count in counts}
    most = series.partners.at_once  # whoever offers something can help so many at the same time
    scarce = [one for one in counts if one.sought > most * one.offered and one.sought > 1]
    for one in sorted(scarce, key=lambda one: (one.offered, -one.sought, one.topic))[:_FEW_TOPICS]:
        seek = f"{one.sought:,} seek `{one.topic}`"
        if one.offered:
            verb = "offers" if one.offered == 1 else "offer"
            yield f"{seek}, only {one.offered:,} {verb} it: invite more people who do"
        elif wider := offered.get(parents[one.topic] or "", 0):
            verb = "offers" if wider == 1 else "offer"
            yield f"{seek}, nobody offers it; {wider:,} {verb} the wider `{parents[one.topic]}`"
        else:
            yield f"{seek}, nobody offers it: invite somebody who does"
    vain = sorted(one.topic for one in counts if one.offered and not one.sought)
    if vain:
        names = ", ".join(f"`{topic}`" for topic in vain)
        yield f"nobody seeks what others offer: {names}"


def _about_languages(pool: Pool, series: Series) -> Iterator[str]:
    """Yield of how many people nobody of another country has a language in common."""
    if series.partners.within_a_country:
        return
    groups = Counter((person.country, person.languages) for person in pool.profiles)
    alone = sum(
        count
        for (country, languages), count in groups.items()
        if country
        if not any(where != country and languages & others for where, others in groups)
    )
    if alone:
        who = quantity(alone, "person has", "people have")
        yield (
            f"{who} a language in common only with people of their own country: they can be "
            "introduced to nobody, unless `within_a_country` is `true`"
        )


def _about_one_organisation(pool: Pool) -> Iterator[str]:
    largest, n = largest_organisation(pool.profiles), len(pool.profiles)
    if largest >= _LARGE and largest * _SHARE >= n:
        yield (
            f"one organisation has {largest:,} of {n:,} in the pool: they can only be "
            f"introduced to the other {n - largest:,}"
        )


def _about_answers(pool: Pool) -> Iterator[str]:
    for code, count in pool.unknown.items():
        who = quantity(count, "person names", "people name")
        yield (
            f"{who} `{code}`, which the series does not have: it does not count; add it to "
            "`topics` or `kinds` if it was deleted by mistake"
        )
    if pool.disagreeing:
        who = quantity(pool.disagreeing, "person has", "people have")
        yield f"{who} registrations that disagree: the latest answers count"
