"""The people in the store who agreed to be introduced, and how to write to them."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from sstc_cli.brokering.requests import as_of, takes_a_place
from sstc_cli.mail.addresses import Address, AddressError, plain_address
from sstc_cli.model import Series
from sstc_cli.model.email import ENCODED
from sstc_cli.model.text import shortened
from sstc_cli.partners.crowd import EarlierRequest
from sstc_cli.partners.pool import LeftOut, Pool, Profile
from sstc_cli.store.profiles import Contact
from sstc_cli.store.requests import Request
from sstc_cli.store.response import PseudonymKey
from sstc_cli.unseen import with_unseen_as

_LONGEST = 200  # characters of a name: nobody has a longer one, and it must not stop a mail


@dataclass(frozen=True, slots=True)
class Partner:
    """A person who agreed: `digest` is as in the ledger of mails, `profile` as it is matched."""

    digest: str
    profile: Profile
    address: Address
    name: str
    organisation: str | None
    language: str

    @property
    def has_name(self) -> bool:
        """Whether the person gave a name; otherwise the address stands for it."""
        return self.name != self.address.readable


def people(
    profiles: Iterable[Profile], known: Mapping[str, Contact], series: Series, key: PseudonymKey
) -> dict[str, Partner]:
    """Return those of some profiles who can be written to, by their digests in the ledger."""
    found = (
        _person(profile, known[profile.person], series, key)
        for profile in profiles
        if profile.person in known
    )
    return {person.digest: person for person in found if person}


def reachable(pool: Pool, known: Mapping[str, Contact]) -> Pool:
    """Return a pool without those whose address no mail can reach, who are counted instead."""
    able = tuple(
        profile
        for profile in pool.profiles
        if profile.person not in known or _address(known[profile.person])
    )
    refused = len(pool.profiles) - len(able)
    counts = {**pool.left_out, LeftOut.REFUSED_ADDRESS: refused}
    left_out = {why: counts[why] for why in LeftOut if counts.get(why)}
    return replace(pool, profiles=able, left_out=left_out)


def places_of(persons: Iterable[Partner]) -> dict[str, int]:
    return {person.digest: person.profile.at_once for person in persons}


def _person(
    profile: Profile, contact: Contact, series: Series, key: PseudonymKey
) -> Partner | None:
    address = _address(contact)
    if address is None:
        return None
    name = name_of(contact.name)
    language = next((one for one in series.languages if one in profile.languages), None)
    return Partner(
        key.recipient(contact.email),
        profile,
        address,
        name or address.readable,
        name_of(contact.organisation) or None,
        language or series.languages[0],
    )


def name_of(text: str | None) -> str:
    """Return a name on one line, without what could hide what it says, and not too long."""
    plain = with_unseen_as(" ", text or "").replace(ENCODED, " ")
    return shortened(" ".join(plain.split()), _LONGEST)


def _address(contact: Contact) -> Address | None:
    with suppress(AddressError):
        return plain_address(contact.email)
    return None


def matched(
    requests: Iterable[Request], people: Mapping[str, Partner], day: date
) -> Iterator[EarlierRequest]:
    """Yield the requests between people who still agree, by the digests of their profiles."""
    for request in requests:
        if all(side in people for side in request.sides):
            first, second = sorted(people[side].profile.person for side in request.sides)
            state = as_of(request, day).state
            yield EarlierRequest(first, second, state, takes_a_place(request, day))
