"""Fields about people and organisations; their notes become docs/reference/template-fields.md."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from sstc_cli.model import Organiser, Person, Text
from sstc_cli.model.people import Signatory
from sstc_cli.model.text import pick


@dataclass(frozen=True, slots=True)
class SpeakerFacts:
    """A speaker, moderator or interpreter."""

    name: Annotated[str, "name as the person writes it"]
    honorific: Annotated[str | None, "words before the name, for example `Dr.`"]
    position: Annotated[str | None, "title or function"]
    organisation: Annotated[str | None, "the person's organisation"]
    biography: Annotated[str | None, "a paragraph on the person"]
    more: Annotated[Mapping[str, str], "texts of the office's own, by key"]


@dataclass(frozen=True, slots=True)
class SignatoryFacts:
    """Who signs the letters of an organiser."""

    name: Annotated[str, "name as it is signed"]
    position: Annotated[str | None, "title or function"]


@dataclass(frozen=True, slots=True)
class OrganiserFacts:
    """An organiser of the webinar."""

    name: Annotated[str, "full name"]
    short: Annotated[str | None, "short name"]
    url: Annotated[str | None, "web page"]
    signatory: Annotated[SignatoryFacts | None, "who signs its letters"]
    more: Annotated[Mapping[str, str], "texts of the office's own, by key"]


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """An organiser who answers questions."""

    name: Annotated[str, "full name"]
    short: Annotated[str | None, "short name"]
    email: Annotated[str | None, "public e-mail address"]
    url: Annotated[str | None, "web page"]
    phone: Annotated[str | None, "telephone number, only for named people"]


def own_texts(more: Mapping[str, Text], language: str) -> Mapping[str, str]:
    """Return an office's own texts, by their keys."""
    return {key: text.pick(language) for key, text in more.items()}


def speaker_facts(person: Person, language: str) -> SpeakerFacts:
    """Return the facts about a speaker."""
    return SpeakerFacts(
        person.name.pick(language),
        pick(person.honorific, language),
        pick(person.position, language),
        pick(person.organisation, language),
        pick(person.biography, language),
        own_texts(person.more, language),
    )


def organiser_facts(organisers: Sequence[Organiser], language: str) -> tuple[OrganiserFacts, ...]:
    """Return the facts about organisers."""
    return tuple(
        OrganiserFacts(
            organiser.name.pick(language),
            pick(organiser.short, language),
            organiser.url,
            _signatory(organiser.signatory, language),
            own_texts(organiser.more, language),
        )
        for organiser in organisers
    )


def contacts(
    organisers: Sequence[Organiser], language: str, *, named: bool = False
) -> tuple[ContactFacts, ...]:
    """Return the organisers who can be asked, with telephone numbers for people who are `named`."""
    return tuple(
        ContactFacts(
            organiser.name.pick(language),
            pick(organiser.short, language),
            organiser.email,
            organiser.url,
            organiser.phone if named else None,
        )
        for organiser in organisers
        if organiser.email or organiser.url or (named and organiser.phone)
    )


def _signatory(signatory: Signatory | None, language: str) -> SignatoryFacts | None:
    if signatory is None:
        return None
    return SignatoryFacts(signatory.name.pick(language), pick(signatory.position, language))
