"""Which approved requests can be asked: each side needs a description that names nobody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sstc_cli.brokering.blind import Parents, describe
from sstc_cli.brokering.people import Person
from sstc_cli.store.partners.request import Request, State


@dataclass(frozen=True, slots=True)
class Asking:
    """Requests that can be asked, with the texts about both sides, and those that cannot."""

    ready: tuple[tuple[Request, tuple[str, str]], ...]
    unclear: tuple[Request, ...]


def to_ask(requests: Iterable[Request], people: Mapping[str, Person], parents: Parents) -> Asking:
    """Return what can be asked of the approved requests whose sides both still agree."""
    profiles = [person.profile for person in people.values()]
    ready, unclear = [], []
    for request in requests:
        if request.state is not State.APPROVED or not all(side in people for side in request.sides):
            continue
        first, second = (people[side].profile for side in request.sides)
        about = (
            describe(first, second, profiles, parents),
            describe(second, first, profiles, parents),
        )
        if about[0] and about[1]:
            ready.append((request, (about[0].text(), about[1].text())))
        else:
            unclear.append(request)
    return Asking(tuple(ready), tuple(unclear))
