"""The persons in the store who agreed to be introduced, with what is needed to write to them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sstc_cli.mail.addresses import Address, AddressError, plain_address
from sstc_cli.mail.headers import UnsafeTextError, refuse_unsafe
from sstc_cli.model import Role, Series, Survey
from sstc_cli.model.wording import fold
from sstc_cli.partners.profile import Profile
from sstc_cli.store.database import decoded
from sstc_cli.store.names.given import names_of
from sstc_cli.store.query import identified_responses
from sstc_cli.store.response import PseudonymKey
from sstc_cli.store.store import Store

_SETS = (Role.OFFER, Role.SEEK, Role.KIND, Role.SHARE)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who agreed: `digest` is as in the ledger, and `profile` what may be compared."""

    digest: str
    profile: Profile
    address: Address
    name: str
    organisation: str | None
    language: str

    @property
    def pseudonym(self) -> str:
        """The pseudonym in the store."""
        return self.profile.person


def people(
    store: Store, series: Series, surveys: Mapping[str, Survey], key: PseudonymKey
) -> dict[str, Person]:
    """Return those who agree by their last registration, by their digests in the ledger.

    A later registration without a yes withdraws an earlier one.
    """
    latest: dict[str, tuple[tuple[Any, ...], Person | None]] = {}
    for use in series.surveys:
        survey = surveys.get(use.id)
        if use.when != "before" or survey is None:
            continue
        for row in identified_responses(store, survey.id, ()):
            if row["email"] and row["person"]:
                digest = key.recipient(row["email"])
                when = (row["instant"], row["import_id"], row["row"])
                known = latest.get(digest)
                if known is None or known[0] <= when:
                    latest[digest] = when, _person(row, survey, series, digest)
    return {digest: person for digest, (_, person) in sorted(latest.items()) if person}


def places_of(people_: Mapping[str, Person], most: int) -> dict[str, int]:
    """Return how many requests each person has room for: as they want, and at most so many."""
    return {digest: min(person.profile.at_once, most) for digest, person in people_.items()}


def _person(row: Mapping[str, Any], survey: Survey, series: Series, digest: str) -> Person | None:
    """Return who is in a row, or None if they do not agree or cannot get mail."""
    answers: Mapping[str, object] = decoded(row["answers"])
    said = {role: answers.get(question.id) for role in Role if (question := survey.question(role))}
    if row["consent"] is None or said.get(Role.INTRODUCE) != "yes":
        return None
    name = " ".join(next(names_of(row["name"], row["contacts"]), "").split())
    try:
        address = plain_address(row["email"])
        refuse_unsafe("name", name)
    except (AddressError, UnsafeTextError):
        return None
    office = row["organisation"] or None
    offers, seeks, kinds, shares = (frozenset(_codes(said.get(role))) for role in _SETS)
    language = _language(said.get(Role.LANGUAGE), series)
    profile = Profile(
        person=row["person"],
        audience=_text(said.get(Role.AUDIENCE)),
        organisation=fold(office) if office else None,
        country=_text(said.get(Role.COUNTRY)),
        languages=frozenset((language,)),
        offers=offers,
        seeks=seeks,
        kinds=kinds,
        shares=shares,
        at_once=_number(said.get(Role.AT_ONCE)),
        webinars=frozenset((row["webinar"],)),
    )
    return Person(digest, profile, address, name or address.readable, office, language)


def _codes(said: object) -> Iterator[str]:
    """Yield the codes of an answer with several choices."""
    if isinstance(said, Sequence):
        yield from map(str, said.split() if isinstance(said, str) else said)


def _text(said: object) -> str | None:
    return said if isinstance(said, str) and said else None


def _number(said: object) -> int:
    """Return how many requests at one time an answer such as `up_to_2` allows: one without it."""
    digits = str(said or "").rpartition("_")[2]
    return int(digits) if digits.isdecimal() else 1


def _language(said: object, series: Series) -> str:
    """Return the language of a person, or the first one of the series."""
    code = str(said or "").replace("_", "-").lower()
    names = {language.lower(): language for language in series.languages}
    return names.get(code, series.languages[0])
