"""Fields about people and organisations; their notes become docs/reference/template-fields.md."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlsplit

from sstc_cli.model import Organiser, Person, Text
from sstc_cli.model.people import Signatory
from sstc_cli.model.text import pick
from sstc_cli.views.dates import direction_of


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """The picture of a person."""

    file: Annotated[str, "its path, which the filter `picture` reads"]
    alternative: Annotated[str, "what it shows, for people who do not see it"]


@dataclass(frozen=True, slots=True)
class SpeakerFacts:
    """A speaker, moderator or interpreter."""

    name: Annotated[str, "name as the person writes it"]
    honorific: Annotated[str | None, "words before the name, for example `Dr.`"]
    position: Annotated[str | None, "title or function"]
    organisation: Annotated[str | None, "the person's organisation"]
    post: Annotated[
        tuple[str, ...],
        "position and organisation as the language orders them, to be joined with commas; in "
        "Chinese they are one, for example `宁波港物流部主任`",
    ]
    biography: Annotated[str | None, "a paragraph on the person"]
    picture: Annotated[PictureFacts | None, "a picture, which the filter `picture` prints"]
    more: Annotated[Mapping[str, str], "texts of the office's own, by key"]


@dataclass(frozen=True, slots=True)
class SignatoryFacts:
    """The person who signs the letters of an organiser."""

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
    site: Annotated[str | None, "its address for paper, for example `www.example.org`"]
    phone: Annotated[str | None, "telephone number, only for named people"]


def name_of(person: Person | Signatory, language: str) -> str:
    """Return the name of a person, which is not marked as foreign: nobody translates it."""
    return str(person.name.pick(language))


def own_texts(more: Mapping[str, Text], language: str) -> Mapping[str, str]:
    """Return an office's own texts, by their keys."""
    return {key: text.pick(language) for key, text in more.items()}


def speaker_facts(person: Person, language: str) -> SpeakerFacts:
    """Return the facts about a speaker."""
    return SpeakerFacts(
        name_of(person, language),
        pick(person.honorific, language),
        pick(person.position, language),
        pick(person.organisation, language),
        _post(person, language),
        pick(person.biography, language),
        _picture(person, language),
        own_texts(person.more, language),
    )


def _post(person: Person, language: str) -> tuple[str, ...]:
    """Return position and organisation; two Chinese ones are one word, the organisation first."""
    parts = [pick(person.position, language), pick(person.organisation, language)]
    if language.startswith("zh") and all(map(_has_chinese, parts)):
        return ("".join(str(part) for part in reversed(parts)),)
    return tuple(part for part in parts if part)


def _has_chinese(text: str | None) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text or "")


def _picture(person: Person, language: str) -> PictureFacts | None:
    if person.picture is None:
        return None
    return PictureFacts(person.picture.file, person.picture.alternative.pick(language))


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
            urlsplit(organiser.url).hostname if organiser.url else None,
            phone_text(organiser.phone, language) if named else None,
        )
        for organiser in organisers
        if organiser.email or organiser.url or (named and organiser.phone)
    )


def phone_text(phone: str | None, language: str) -> str | None:
    """Return a telephone number on one line, whose groups keep their order among Arabic words."""
    if phone is None:
        return None
    mark = "\u200e" if direction_of(language) == "rtl" else ""
    return mark + phone.replace(" ", "\u00a0")


def _signatory(signatory: Signatory | None, language: str) -> SignatoryFacts | None:
    if signatory is None:
        return None
    return SignatoryFacts(name_of(signatory, language), pick(signatory.position, language))
