"""Persons and organisations of a series. Field descriptions are the docs of the data file."""

import re
from typing import Annotated, Literal

from sstc_cli.model.base import Model, field
from sstc_cli.model.email import Email
from sstc_cli.model.text import MORE, More, Text
from sstc_cli.model.values import Country, Id, Language, PictureFile, Url, Zone, matching

_PHONE = re.compile(r"\+?[0-9(][0-9 ().-]{3,22}[0-9](?:(?: ext\. ?| x)[0-9]{1,6})?")


PHONE = matching(
    _PHONE,
    "a telephone number",
    (
        "E111",
        "this is not a telephone number",
        "write digits and spaces after the country's code: `+254 700 000 000`",
    ),
    "telephone number",
)
Phone = Annotated[str, PHONE]


class PersonPicture(Model):
    """The picture of a person."""

    file: PictureFile = field(
        description="path of a PNG or JPEG in the workspace, for example `data/pictures/li.jpg`"
    )
    alternative: Text = field(
        description="what it shows, for people who do not see it, for example `Portrait of Li Lei`"
    )


class Person(Model):
    """A speaker, a moderator or an interpreter."""

    id: Id = field(description="stable id, used by `talks[].speaker` and `moderator`")
    name: Text = field(description="name in the person's own spelling")
    honorific: Text | None = field(
        default=None, description="words before the name, for example `Dr.` or `Her Excellency`"
    )
    position: Text | None = field(default=None, description="title or function")
    organisation: Text | None = field(default=None, description="where the person works")
    biography: Text | None = field(
        default=None, description="a paragraph on the person, which the moderator has below a slide"
    )
    picture: PersonPicture | None = field(
        default=None, description="a picture for invitations and title slides"
    )
    country: Country | None = field(
        default=None, description="ISO code of the country, for example `KE`"
    )
    gender: Literal["woman", "man", "other"] | None = field(
        default=None, description="`woman`, `man` or `other`, if the person has stated it"
    )
    email: Email | None = field(default=None, description="e-mail address; documents never show it")
    phone: Phone | None = field(
        default=None, description="telephone number; only the run of show has it"
    )
    zone: Zone | None = field(
        default=None, description="IANA time zone of the person, for the speaker's brief"
    )
    more: More = field(default={}, description=MORE)


class Signatory(Model):
    """The person who signs the letters of an organisation."""

    name: Text = field(description="name as it is signed")
    position: Text | None = field(default=None, description="title or function")


class Organiser(Model):
    """An organisation that runs the series."""

    id: Id = field(description="stable id, used by `webinars[].organisers`")
    name: Text = field(description="full name")
    short: Text | None = field(default=None, description="short name, for example for headers")
    about: Text | None = field(default=None, description="a paragraph on the organisation")
    url: Url | None = field(default=None, description="its web page")
    email: Email | None = field(
        default=None, description="public address that receives answers from calendars"
    )
    phone: Phone | None = field(
        default=None, description="telephone number for speakers and moderators"
    )
    signatory: Signatory | None = field(default=None, description="who signs its letters")
    country: Country | None = field(
        default=None, description="ISO code, for example `CN`, for public holidays"
    )
    more: More = field(default={}, description=MORE)


class Audience(Model):
    """A group of people that the series is for."""

    id: Id = field(description="stable id, used by `webinars[].audiences`")
    name: Text = field(description="short name of the group")
    description: Text | None = field(default=None, description="who belongs to it")
    benefit: Text | None = field(
        default=None, description="why they should attend, for invitations"
    )
    salutation: Text | None = field(
        default=None, description="how invitations begin [default: `Dear colleagues,`]"
    )
    language: Language | None = field(
        default=None,
        description="language of e-mails to people who have not chosen one, from the series' "
        "`languages` [default: all of them]",
    )
    more: More = field(default={}, description=MORE)
