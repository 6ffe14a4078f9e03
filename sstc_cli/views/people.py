"""Fields about people and organisations; their notes become docs/reference/template-fields.md."""

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

from sstc_cli.model import Organiser, Person, Text
from sstc_cli.model.people import Signatory
from sstc_cli.model.text import pick
from sstc_cli.model.view import Facts
from sstc_cli.views.dates import direction_of

V = TypeVar("V")
_CHINESE = re.compile("[\u4e00-\u9fff]")


class PictureFacts(Facts):
    """The picture of a person."""

    file: Annotated[str, "its path, which the filter `picture` reads"]
    alternative: Annotated[str, "what it shows, for people who do not see it"]


class SpeakerFacts(Facts):
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


class SignatoryFacts(Facts):
    """The person who signs the letters of an organiser."""

    name: Annotated[str, "name as it is signed"]
    position: Annotated[str | None, "title or function"]


class OrganiserFacts(Facts):
    """An organiser of the webinar."""

    name: Annotated[str, "full name"]
    short: Annotated[str | None, "short name"]
    url: Annotated[str | None, "web page"]
    signatory: Annotated[SignatoryFacts | None, "who signs its letters"]
    more: Annotated[Mapping[str, str], "texts of the office's own, by key"]


class ContactFacts(Facts):
    """An organiser who answers questions."""

    name: Annotated[str, "full name"]
    short: Annotated[str | None, "short name"]
    email: Annotated[str | None, "public e-mail address"]
    url: Annotated[str | None, "web page"]
    site: Annotated[str | None, "its address for paper, for example `www.example.org`"]
    phone: Annotated[str | None, "telephone number, only for named people"]


def name_of(person: Person | Signatory, language: str) -> str:
    return person.name.pick_name(language)


def honorific_of(person: Person, language: str) -> str | None:
    return person.honorific.pick_name(language) if person.honorific else None


def own_texts(more: Mapping[str, Text], language: str) -> Mapping[str, str]:
    return {key: text.pick(language) for key, text in more.items()}


def in_language(view: type[V], model: object, language: str, /, **others: object) -> V:
    """Return a view with the fields of a model that have the same names, and with others.

    Texts are in the language, or marked as those of another one.
    """
    names = (name for name in vars(view)["__dataclass_fields__"] if name not in others)
    values = {name: _said(getattr(model, name), language) for name in names}
    return view(**others, **values)


def _said(value: Any, language: str) -> Any:
    match value:
        case Text():
            return value.pick(language)
        case Mapping():
            return own_texts(value, language)
        case tuple():
            return tuple(_said(item, language) for item in value)
    return value


def speaker_facts(person: Person, language: str) -> SpeakerFacts:
    picture = in_language(PictureFacts, person.picture, language) if person.picture else None
    organisation = person.organisation.pick_name(language) if person.organisation else None
    parts = [pick(person.position, language), organisation]
    post = tuple(part for part in parts if part)
    if language.startswith("zh") and all(_CHINESE.search(part or "") for part in parts):
        post = ("".join(reversed(post)),)  # one word, the organisation first
    name = name_of(person, language)
    return in_language(
        SpeakerFacts,
        person,
        language,
        name=name,
        honorific=honorific_of(person, language),
        organisation=organisation,
        post=post,
        picture=picture,
    )


def organiser_facts(organisers: Sequence[Organiser], language: str) -> tuple[OrganiserFacts, ...]:
    made = []
    for office in organisers:
        who = office.signatory
        signatory = who and in_language(SignatoryFacts, who, language, name=name_of(who, language))
        names = office_names(office, language)
        made.append(in_language(OrganiserFacts, office, language, signatory=signatory, **names))
    return tuple(made)


def office_names(office: Organiser, language: str) -> dict[str, str | None]:
    """Return the names of an organiser."""
    short = office.short.pick_name(language) if office.short else None
    return {"name": office.name.pick_name(language), "short": short}


def contacts(
    organisers: Sequence[Organiser], language: str, *, named: bool = False
) -> tuple[ContactFacts, ...]:
    """Return the organisers who can be asked, with telephone numbers for people who are `named`."""
    return tuple(
        in_language(
            ContactFacts,
            office,
            language,
            site=site_of(office.url),
            phone=phone_text(office.phone, language) if named else None,
            **office_names(office, language),
        )
        for office in organisers
        if office.email or office.url or (named and office.phone)
    )


def site_of(url: str | None) -> str | None:
    return urlsplit(url).hostname if url else None


def phone_text(phone: str | None, language: str) -> str | None:
    """Return a telephone number on one line, whose groups keep their order among Arabic words."""
    if phone is None:
        return None
    return with_direction_mark(phone.replace(" ", "\u00a0"), language)


def with_direction_mark(groups: str, language: str) -> str:
    """Return a number or code whose groups keep their order among Arabic words."""
    return ("\u200e" if direction_of(language) == "rtl" else "") + groups
