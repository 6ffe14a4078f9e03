"""The series, and what it holds beside webinars. Field descriptions are the docs of the data."""

from datetime import date, datetime
from functools import cached_property
from itertools import pairwise
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from sstc_cli.model.due import Due
from sstc_cli.model.email import Email
from sstc_cli.model.model import Model
from sstc_cli.model.text import Text
from sstc_cli.model.values import (
    Code,
    Country,
    Day,
    Domain,
    Id,
    Language,
    Moment,
    Number,
    Sdg,
    Url,
    Weekday,
    Zone,
    load_zone,
)
from sstc_cli.model.webinar import AgendaItem, Person, Webinar

Weight = Literal["error", "warning", "note", "off"]


class Citation(Model):
    """Where a statement comes from."""

    title: Text = Field(description="author, title and page, as a reader would cite it")
    url: Url | None = Field(None, description="where it can be read")


class Paragraph(Model):
    """A paragraph of the background."""

    text: Text = Field(description="the paragraph")
    sources: tuple[Citation, ...] = Field((), description="what its facts rest on")


class Organiser(Model):
    """An organisation that runs the series."""

    id: Id = Field(description="lasting id, used by `webinars[].organisers`")
    name: Text = Field(description="full name")
    short: Text | None = Field(None, description="short name, as in a header")
    about: Text | None = Field(None, description="a paragraph on the organisation")
    url: Url | None = Field(None, description="its web page")
    email: Email | None = Field(None, description="public address that calendars answer to")
    country: Country | None = Field(None, description="ISO code, as in `CN`, for public holidays")


class Window(Model):
    """The days that were announced for the series."""

    starts: Day = Field(description="first day")
    ends: Day = Field(description="last day")


class Cadence(Model):
    """How often a webinar is held."""

    weekday: Weekday = Field(description="the weekday of every webinar, as in `Friday`")
    weeks: Number = Field(1, description="weeks from one webinar to the next")


class Break(Model):
    """Days without a webinar, on purpose."""

    name: Text = Field(description="why there is none, as participants would read it")
    starts: Day = Field(description="first day of the break")
    ends: Day | None = Field(None, description="last day, where it is not the first")

    @property
    def last(self) -> date:
        """The last day of the break."""
        return self.ends or self.starts


class Objective(Model):
    """What the series is to achieve."""

    id: Id = Field(description="lasting id")
    text: Text = Field(description="the objective in a sentence")
    sdgs: tuple[Sdg, ...] = Field((), description="the Sustainable Development Goals it serves")


class Audience(Model):
    """A group of people that the series is for."""

    id: Id = Field(description="lasting id, used by `webinars[].audiences`")
    name: Text = Field(description="short name of the group")
    description: Text | None = Field(None, description="who belongs to it")
    benefit: Text | None = Field(None, description="what is in it for them, for invitations")


class Theme(Model):
    """A thematic area that talks can be about."""

    id: Id = Field(description="lasting id, used by `themes` of webinars and talks")
    name: Text = Field(description="name of the area")


class Deadline(Model):
    """What is due around each webinar, or on days of the whole series."""

    id: Id = Field(description="lasting id")
    name: Text = Field(description="what has to be ready")
    due: Due = Field(
        description="around each webinar, as in `7 days before`, or for the series, as in "
        "`every Monday`"
    )
    done: dict[Day, Day] = Field(
        {},
        description="for what is due in the series as a whole: the day it was due and the day it "
        "was done",
    )


class SurveyUse(Model):
    """A survey of the series; its questions are in `data/surveys/<id>.yaml`."""

    id: Id = Field(description="the name of the file in `data/surveys/`")
    when: Literal["before", "after"] = Field(description="`before` or `after` each webinar")
    purpose: Text = Field(description="why it is asked")
    url: Url | None = Field(None, description="where it is answered, as in a link to register")


class Waiver(Model):
    """A diagnostic that is accepted on purpose."""

    code: Code = Field(description="the code, as in `W401`")
    path: str | None = Field(
        None, description="where: `webinars[2]` and all inside it; everywhere where left out"
    )
    reason: Text = Field(description="why it is accepted")
    until: Day | None = Field(None, description="the last day on which it is accepted")


class Series(Model):
    """A webinar series: the whole of `data/webinars.yaml`."""

    id: Id = Field(description="lasting id, the first part of every calendar UID")
    domain: Domain = Field(description="your office's internet domain, the end of every UID")
    title: Text = Field(description="title of the series")
    revised: Moment = Field(
        description="when this plan last changed, as others were told; calendars compare it"
    )
    zone: Zone = Field(description="IANA time zone of every date and time in this file")
    zone_name: Text | None = Field(
        None,
        description="what people call the zone, as in `Beijing time`; its city where left out in a "
        "language",
    )
    languages: tuple[Language, ...] = Field(
        min_length=1, description="the languages that documents are made in, the main one first"
    )
    paper: Literal["a4", "letter"] = Field(
        "a4", description="what Word files and PDFs are printed on: `a4` or `letter`"
    )
    count: Number = Field(description="how many webinars are announced")
    window: Window = Field(description="the days that were announced")
    cadence: Cadence | None = Field(None, description="the rhythm, where there is one")
    breaks: tuple[Break, ...] = Field((), description="days without a webinar, on purpose")
    talks_per_webinar: Number | None = Field(None, description="how many talks each webinar has")
    background: tuple[Paragraph, ...] = Field((), description="why the series is held")
    organisers: tuple[Organiser, ...] = Field(min_length=1, description="who runs the series")
    objectives: tuple[Objective, ...] = Field((), description="what it is to achieve")
    audiences: tuple[Audience, ...] = Field((), description="whom it is for")
    audience_zones: tuple[Zone, ...] = Field(
        (), description="zones whose local times are printed in documents"
    )
    audience_countries: tuple[Country, ...] = Field(
        (), description="ISO codes of countries whose public holidays matter"
    )
    themes: tuple[Theme, ...] = Field((), description="thematic areas")
    agenda: tuple[AgendaItem, ...] = Field((), description="the timed parts of every webinar")
    deadlines: tuple[Deadline, ...] = Field((), description="what is due when")
    surveys: tuple[SurveyUse, ...] = Field((), description="the surveys around each webinar")
    notes: tuple[Text, ...] = Field((), description="remarks printed under the schedule")
    people: tuple[Person, ...] = Field((), description="speakers and moderators")
    severities: dict[Code, Weight] = Field(
        {}, description="the severity of a code in this series: `{W401: note}`"
    )
    waivers: tuple[Waiver, ...] = Field((), description="diagnostics accepted on purpose")
    webinars: tuple[Webinar, ...] = Field(description="the webinars in their order")

    @property
    def tz(self) -> ZoneInfo:
        """The zone of every time in the series."""
        return load_zone(self.zone)

    def instant(self, moment: datetime) -> datetime:
        """A local time of the data file with its zone."""
        return moment.replace(tzinfo=self.tz)

    def webinar(self, number: int) -> Webinar | None:
        """The webinar with this number."""
        return next((each for each in self.webinars if each.number == number), None)

    def agenda_of(self, webinar: Webinar) -> tuple[AgendaItem, ...]:
        """The webinar's own agenda, else the series'."""
        return self.agenda if webinar.agenda is None else webinar.agenda

    @cached_property
    def speakers(self) -> dict[str, Person]:
        """People by id."""
        return {person.id: person for person in self.people}

    @cached_property
    def previous(self) -> dict[str, Webinar]:
        """The webinar before each, by its id, in time and among those that are not cancelled."""
        held = sorted((each for each in self.webinars if not each.cancelled), key=_in_time)
        return {after.id: before for before, after in pairwise(held)}

    def organisers_of(self, webinar: Webinar) -> tuple[Organiser, ...]:
        """The organisers of one webinar: all of the series' where it names none."""
        ids = webinar.organisers
        return tuple(each for each in self.organisers if not ids or each.id in ids)

    def audiences_of(self, webinar: Webinar) -> tuple[Audience, ...]:
        """The audiences of one webinar: all of the series' where it names none."""
        ids = webinar.audiences
        return tuple(each for each in self.audiences if not ids or each.id in ids)


def _in_time(webinar: Webinar) -> tuple[datetime, int]:
    return webinar.starts, webinar.number
