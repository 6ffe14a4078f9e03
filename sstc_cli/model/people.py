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
        "path of a PNG or JPEG in the workspace, for example `data/pictures/li.jpg`"
    )
    alternative: Text = field(
        "what it shows, for people who do not see it, for example `Portrait of Li Lei`"
    )


class Person(Model):
    """A speaker, a moderator or an interpreter."""

    id: Id = field("stable id, used by `talks[].speaker` and `moderator`")
    name: Text = field("name in the person's own spelling")
    honorific: Text | None = field(
        "words before the name, for example `Dr.` or `Her Excellency`", default=None
    )
    position: Text | None = field("title or function", default=None)
    organisation: Text | None = field("where the person works", default=None)
    biography: Text | None = field(
        "a paragraph on the person, which the moderator has below a slide", default=None
    )
    picture: PersonPicture | None = field(
        "a picture for invitations, title slides and the public site", default=None
    )
    country: Country | None = field("ISO code of the country, for example `KE`", default=None)
    gender: Literal["woman", "man", "other"] | None = field(
        "`woman`, `man` or `other`, if the person has stated it", default=None
    )
    email: Email | None = field("e-mail address; documents never show it", default=None)
    phone: Phone | None = field("telephone number; only the run of show has it", default=None)
    zone: Zone | None = field("IANA time zone of the person, for the speaker's brief", default=None)
    more: More = field(MORE, default={})


class Signatory(Model):
    """The person who signs the letters of an organisation."""

    name: Text = field("name as it is signed")
    position: Text | None = field("title or function", default=None)
    place: Text | None = field("where letters are signed, for example `Geneva`", default=None)


class Organiser(Model):
    """An organisation that runs the series."""

    id: Id = field("stable id, used by `webinars[].organisers`")
    name: Text = field("full name")
    short: Text | None = field("short name, for example for headers", default=None)
    about: Text | None = field("a paragraph on the organisation", default=None)
    url: Url | None = field("its web page", default=None)
    email: Email | None = field("public address that receives answers from calendars", default=None)
    phone: Phone | None = field("telephone number for speakers and moderators", default=None)
    signatory: Signatory | None = field("who signs its letters", default=None)
    country: Country | None = field("ISO code, for example `CN`, for public holidays", default=None)
    more: More = field(MORE, default={})


class Audience(Model):
    """A group of people that the series is for."""

    id: Id = field("stable id, used by `webinars[].audiences`")
    name: Text = field("short name of the group")
    description: Text | None = field("who belongs to it", default=None)
    benefit: Text | None = field("why they should attend, for invitations", default=None)
    salutation: Text | None = field(
        "how invitations begin [default: `Dear colleagues,`]", default=None
    )
    language: Language | None = field(
        "language of e-mails to people who have not chosen one, from the series' "
        "`languages` [default: all of them]",
        default=None,
    )
    more: More = field(MORE, default={})
