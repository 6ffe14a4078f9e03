"""The persons in the store who agreed to be introduced, with what is needed to write to them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sstc_cli.mail.addresses import Address, AddressError, plain_address
from sstc_cli.mail.headers import UnsafeTextError, refuse_unsafe
from sstc_cli.model import Series
from sstc_cli.model.mail.shorten import shortened
from sstc_cli.partners.profile import Profile
from sstc_cli.store.partners.contacts import Contact
from sstc_cli.store.response import PseudonymKey

_LONGEST = 200  # characters of a name: nobody has a longer one, and it must not stop a letter


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who agreed: `digest` is as in the ledger of mails, `profile` as it is matched."""

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
) -> dict[str, Person]:
    """Return those of some profiles who can be written to, by their digests in the ledger."""
    found = (
        _person(profile, known[profile.person], series, key)
        for profile in profiles
        if profile.person in known
    )
    return {person.digest: person for person in found if person}


def places_of(persons: Iterable[Person]) -> dict[str, int]:
    """Return for how many requests at one time each person has room."""
    return {person.digest: person.profile.at_once for person in persons}


def _person(profile: Profile, contact: Contact, series: Series, key: PseudonymKey) -> Person | None:
    """Return how to write to somebody, or None if no mail can reach them."""
    name = name_of(contact.name)
    try:
        address = plain_address(contact.email)
        refuse_unsafe("name", name)
    except (AddressError, UnsafeTextError):
        return None
    language = next((one for one in series.languages if one in profile.languages), None)
    return Person(
        key.recipient(contact.email),
        profile,
        address,
        name or address.readable,
        name_of(contact.organisation) or None,
        language or series.languages[0],
    )


def name_of(text: str | None) -> str:
    """Return a name on one line, cut if it is longer than a name can be."""
    return shortened(" ".join((text or "").split()), _LONGEST)
