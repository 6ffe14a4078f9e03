"""A person who may get a message, from wherever the person is known."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from sstc_cli.mail.addresses import Address
from sstc_cli.model import Series, Text
from sstc_cli.model.messages import Recipients as Group
from sstc_cli.views.messages import Reader, Role

# the first of a person's groups decides how the message speaks to them, and who they are
ORDER: tuple[Group, ...] = (
    *("speakers", "moderators", "organisers"),
    *("attended", "absent", "registered", "contacts"),
)
_ROLES: dict[Group, Role] = {
    "speakers": "speaker",
    "moderators": "moderator",
    "organisers": "organiser",
    "contacts": "contact",
}
NAMED = frozenset[Group]({"speakers", "moderators", "attended", "absent", "registered"})


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person with an address, and what is known about the person.

    `language` is one of the series', or None. `id` is that of a person or organiser of the plan.
    `agreed` is whether the person agreed to be written to, as far as that is known. `place` is
    where the person is listed, without words about the person.
    """

    address: Address
    group: Group
    place: str
    name: Text | None = None
    honorific: str | None = None
    language: str | None = None
    zone: str | None = None
    country: str | None = None
    audience: str | None = None
    organisation: str | None = None
    attended: bool | None = None
    id: str | None = None
    agreed: bool = True
    groups: frozenset[Group] = field(default_factory=frozenset)

    @property
    def key(self) -> str:
        return self.address.person

    @property
    def is_named(self) -> bool:
        """Whether the person speaks, moderates or has registered, and may get private links."""
        return bool(NAMED & self.groups)

    def languages(self, of_series: tuple[str, ...]) -> tuple[str, ...]:
        return (self.language,) if self.language else of_series

    def in_language_of_audience(self, series: Series) -> "Recipient":
        """Return the person with the language of their audience, if they have none of their own."""
        own = (found.language for found in series.audiences if found.id == self.audience)
        return self if self.language else replace(self, language=next(own, None))

    def reader(self, language: str) -> Reader:
        """Return what a text in a language may know about the person."""
        return Reader(
            name=self.name.pick(language) if self.name else None,
            language=language,
            zone=self.zone,
            country=self.country,
            audience=self.audience,
            attended=self.attended,
            role=_ROLES.get(self.group, "participant"),
            id=self.id,
            honorific=self.honorific,
        )


def joined(people: Iterable[Recipient]) -> dict[str, Recipient]:
    """Return each person once, by address; the next of their groups fills gaps of the first one."""
    by_rank = sorted(people, key=lambda person: ORDER.index(person.group))
    found: dict[str, Recipient] = {}
    for person in by_rank:
        groups = frozenset((person.group,))
        if known := found.get(person.key):
            found[person.key] = _completed(known, person, known.groups | groups)
        else:
            found[person.key] = replace(person, groups=groups)
    return found


_COMPLETED = ("name", "language", "zone", "country", "audience", "organisation", "attended", "id")


def _completed(known: Recipient, other: Recipient, groups: frozenset[Group]) -> Recipient:
    """Return a person with what only another entry has; words before a name belong to that name."""
    values = {name: getattr(other, name) for name in _COMPLETED if getattr(known, name) is None}
    if known.name in (None, other.name) and known.honorific is None:
        values["honorific"] = other.honorific
    agreed = known.agreed or other.agreed
    return replace(known, **values, groups=groups, agreed=agreed)
