"""The people and requests of a store as they are matched."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from sstc_cli.brokering.lifecycle import as_of, takes_a_place
from sstc_cli.brokering.people import Person
from sstc_cli.partners.earlier import EarlierRequest
from sstc_cli.store.partners.request import Request


def matched(
    requests: Iterable[Request], people: Mapping[str, Person], day: date
) -> Iterator[EarlierRequest]:
    """Yield the requests between people who still agree, by the digests of their profiles."""
    for request in requests:
        if all(side in people for side in request.sides):
            first, second = sorted(people[side].profile.person for side in request.sides)
            state = as_of(request, day).state
            yield EarlierRequest(first, second, state, takes_a_place(request, day))
