"""Which approved requests can be asked: each side needs a description that names nobody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from sstc_cli.brokering.blind import describe
from sstc_cli.brokering.people import Person
from sstc_cli.model import Series
from sstc_cli.partners.matching.obstacles import between
from sstc_cli.partners.profile import Profile
from sstc_cli.store.partners.request import Request, State


@dataclass(frozen=True, slots=True)
class Asking:
    """Requests that can be asked, with the texts about both sides, and those that cannot."""

    ready: tuple[tuple[Request, tuple[str, str]], ...]
    unclear: tuple[Request, ...]


def to_ask(requests: Iterable[Request], people: Mapping[str, Person], series: Series) -> Asking:
    """Return what can be asked of the approved requests whose sides both still agree."""
    profiles = [person.profile for person in people.values()]
    parents = {topic.id: topic.parent for topic in series.topics}
    possible = partial(_possible, profiles, within_a_country=series.partners.within_a_country)
    ready, unclear = [], []
    for request in requests:
        if request.state is not State.APPROVED or not all(side in people for side in request.sides):
            continue
        first, second = (people[side].profile for side in request.sides)
        about = (
            describe(first, second, possible(second), parents),
            describe(second, first, possible(first), parents),
        )
        if about[0] and about[1]:
            ready.append((request, (about[0].text(), about[1].text())))
        else:
            unclear.append(request)
    return Asking(tuple(ready), tuple(unclear))


def _possible(
    profiles: Iterable[Profile], reader: Profile, *, within_a_country: bool
) -> list[Profile]:
    """Return those to whom somebody could be introduced."""
    return [
        profile
        for profile in profiles
        if profile.person != reader.person
        if not any(between(profile, reader, within_a_country=within_a_country))
    ]
