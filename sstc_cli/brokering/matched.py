"""The people and requests of a store as they are matched."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from sstc_cli.brokering.lifecycle import settled, takes_place
from sstc_cli.brokering.people import Person
from sstc_cli.partners.request import Request
from sstc_cli.store.partners.request import Request as Stored


def matched(
    requests: Iterable[Stored], people: Mapping[str, Person], day: date
) -> Iterator[Request]:
    """Yield the requests between people who still agree, by the digests of their profiles."""
    for stored in requests:
        if all(side in people for side in stored.sides):
            first, second = sorted(people[side].profile.person for side in stored.sides)
            yield Request(first, second, settled(stored, day).state, takes_place(stored, day))
