"""The people in the store: who registered, who attended, and who has answered a survey."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from sstc_cli.diagnostics import Diagnostic
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.mail.addresses import Address, AddressError, plain_address, read_address
from sstc_cli.mail.headers import UnsafeTextError, refuse_unsafe
from sstc_cli.mailing.recipients.recipient import Recipient
from sstc_cli.model import Role, Series, Survey, Text
from sstc_cli.model.mail import Recipients as Group
from sstc_cli.model.mail.stands_for import audience_of, language_of
from sstc_cli.model.wording import fold
from sstc_cli.quantity import quantity
from sstc_cli.store.database import decoded
from sstc_cli.store.names.given import names_of
from sstc_cli.store.query import identified_attendances, identified_responses
from sstc_cli.store.store import Store


@dataclass
class StoredPeople:
    """The people in the store who have to do with a webinar, or with any if `numbers` is empty."""

    store: Store
    series: Series
    surveys: Mapping[str, Survey]
    numbers: tuple[int, ...]
    unreachable: list[str] = field(default_factory=list)

    @cached_property
    def registered(self) -> dict[str, Recipient]:
        """Everybody who registered, by address."""
        found: dict[str, Recipient] = {}
        for use in self.series.surveys:
            if use.when == "before" and use.id in self.surveys:
                found |= {person.key: person for person in self._answering(self.surveys[use.id])}
        return found

    @cached_property
    def present(self) -> dict[str, Recipient]:
        """Everybody in a report of attendance who has an address there."""
        return {
            person.key: person for row in self._visits if (person := self._person(row, "attended"))
        }

    @cached_property
    def attended(self) -> dict[str, Recipient]:
        """Everybody who was there, with what a registration says about the person.

        A report may have only a name: it counts for the only person who registered with that name.
        """
        names = Counter(_name_key(person) for person in self.registered.values())
        unnamed = {fold(row["name"]) for row in self._visits if row["name"] and not row["email"]}
        by_name = {
            key: person
            for key, person in self.registered.items()
            if (name := _name_key(person)) in unnamed and names[name] == 1
        }
        there = self.present | by_name
        return {key: replace(self.registered.get(key, person), group="attended", attended=True)
                for key, person in there.items()}  # fmt: skip

    @property
    def knows_attendance(self) -> bool:
        """Whether a report of attendance was imported."""
        return bool(self._visits)

    def group(self, group: Group) -> list[Recipient]:
        """Return the people of a group. Refuse if nobody knows who attended."""
        if group == "registered":
            return [*map(self._with_attendance, self.registered.values())]
        if not self.knows_attendance:
            message = (
                f"nobody knows who belongs to `{group}`: no report of attendance is in the store"
            )
            raise SstcError(message, "run `sstc surveys import` with the report", ExitCode.DATA)
        if group == "attended":
            return [*self.attended.values()]
        absent = (person for key, person in self.registered.items() if key not in self.attended)
        return [replace(person, group="absent", attended=False) for person in absent]

    def answered(self, survey: str) -> set[str]:
        """Return the addresses of those who have answered a survey."""
        rows = identified_responses(self.store, survey, self.numbers)
        addresses = (_address_of(row["email"]) for row in rows)
        return {address.person for address in addresses if address}

    def notes(self) -> Iterator[Diagnostic]:
        """Yield a line if some people of the store cannot get mail."""
        if self.unreachable:
            count = len(self.unreachable)
            rows = f" ({', '.join(self.unreachable[:5])}{', …' if count > 5 else ''})"
            message = f"{quantity(count, 'person', 'people')} in the store cannot get mail{rows}"
            hint = "correct the address or the name in the survey's export, and import it again"
            yield Diagnostic("W744", message, hint=hint)

    @cached_property
    def _visits(self) -> list[Mapping[str, Any]]:
        return [*identified_attendances(self.store, self.numbers)]

    def _with_attendance(self, person: Recipient) -> Recipient:
        known = self.knows_attendance
        return replace(person, attended=person.key in self.attended) if known else person

    def _answering(self, survey: Survey) -> Iterator[Recipient]:
        """Yield those who answered a survey, with what they said about themselves."""
        roles = {
            role: survey.question(role) for role in (Role.LANGUAGE, Role.COUNTRY, Role.AUDIENCE)
        }
        ids = {role: question.id for role, question in roles.items() if question}
        for row in identified_responses(self.store, survey.id, self.numbers):
            person = self._person(row, "registered")
            if person is None:
                continue
            answers: Mapping[str, object] = decoded(row["answers"])
            said = {role: str(answers.get(id_) or "") for role, id_ in ids.items()}
            yield replace(
                person,
                language=language_of(said.get(Role.LANGUAGE, ""), self.series),
                country=said.get(Role.COUNTRY) or None,
                audience=audience_of(said.get(Role.AUDIENCE, ""), self.series),
                agreed=row["consent"] is not None,
            )

    def _person(self, row: Mapping[str, Any], group: Group) -> Recipient | None:
        """Return the person in a row of the store, or None without an address to write to."""
        if not row["email"]:
            return None
        address, place = _address_of(row["email"]), f"row {row['row']} of an import"
        name = next(names_of(row["name"], row["contacts"]), "")
        try:
            name = refuse_unsafe("name", " ".join(name.split()))
        except UnsafeTextError:
            address = None
        if address is None:
            self.unreachable.append(place)
            return None
        office = row["organisation"] or None
        text = Text(name) if name else None
        return Recipient(address, group, place, text, organisation=office, agreed=False)


def _name_key(person: Recipient) -> str:
    return fold(person.name.by_language[""]) if person.name else ""


def _address_of(email: str | None) -> Address | None:
    """Return an address of the store, or None if it cannot receive mail."""
    if not email:
        return None
    for read in (plain_address, read_address):
        try:
            return read(email)
        except AddressError:
            continue
    return None


def without(people: Iterable[Recipient], left_out: set[str]) -> list[Recipient]:
    """Return the people whose addresses are not left out."""
    return [person for person in people if person.key not in left_out]
