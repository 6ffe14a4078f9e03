"""A release: the public facts of a series, as others were told of them.

Nobody's e-mail address, gender or zone is a public fact, nor is any note of the office's own.
"""

from datetime import datetime

from pydantic import Field

from sstc_cli.model.model import Model
from sstc_cli.model.text import Text
from sstc_cli.model.values import (
    Domain,
    Flag,
    Id,
    Instant,
    Language,
    Moment,
    Number,
    Url,
    Zone,
    load_zone,
)
from sstc_cli.model.webinar import AgendaItem, Revision

RELEASE_VERSION = 1


class Named(Model):
    """An organiser or an audience."""

    id: Id = Field(description="lasting id")
    name: Text = Field(description="its name")
    short: Text | None = Field(None, description="its short name")


class SpeakerState(Model):
    """A speaker as printed."""

    id: Id = Field(description="lasting id of the person")
    name: Text = Field(description="name as the person writes it")
    position: Text | None = Field(None, description="title or function")
    organisation: Text | None = Field(None, description="where the person works")


class TalkState(Model):
    """A talk, as far as it was known."""

    id: Id = Field(description="lasting id, unique in its webinar")
    title: Text | None = Field(None, description="the sub-topic")
    minutes: Number | None = Field(None, description="its own length")
    speaker: SpeakerState | None = Field(None, description="who gives it")


class WebinarState(Model):
    """A webinar, and the revision that calendars have of it."""

    id: Id = Field(description="lasting id")
    number: Number = Field(description="its number in the series")
    sequence: Number = Field(description="iCalendar's SEQUENCE: it never falls")
    stamp: Instant = Field(description="iCalendar's DTSTAMP, in UTC: it never falls")
    title: Text = Field(description="the topic")
    starts: Moment = Field(description="start, local time in the series' `zone`")
    ends: Moment = Field(description="end, local time in the series' `zone`")
    cancelled: Flag = Field(False, description="whether it will not take place")
    reason: Text | None = Field(None, description="why it was cancelled")
    summary: Text | None = Field(None, description="what participants will learn")
    join_url: Url | None = Field(None, description="where participants join")
    organisers: tuple[Id, ...] = Field((), description="ids of `organisers`; all where left out")
    audiences: tuple[Id, ...] = Field((), description="ids of `audiences`; all where left out")
    talks: tuple[TalkState, ...] = Field((), description="the talks in their order")
    agenda: tuple[AgendaItem, ...] | None = Field(None, description="its own agenda")

    @property
    def revision(self) -> Revision:
        """What calendars compare."""
        return Revision(self.sequence, self.stamp)


class State(Model):
    """The public facts of a series at one moment."""

    id: Id = Field(description="lasting id of the series")
    domain: Domain = Field(description="the end of every UID")
    title: Text = Field(description="title of the series")
    zone: Zone = Field(description="IANA time zone of every date and time")
    languages: tuple[Language, ...] = Field(
        min_length=1, description="the languages, the main one first"
    )
    organisers: tuple[Named, ...] = Field((), description="who runs the series")
    audiences: tuple[Named, ...] = Field((), description="whom it is for")
    agenda: tuple[AgendaItem, ...] = Field((), description="the timed parts of every webinar")
    webinars: tuple[WebinarState, ...] = Field((), description="the webinars in their order")
    dropped: tuple[WebinarState, ...] = Field(
        (), description="webinars of earlier releases that are gone; calendars still cancel them"
    )

    def instant(self, moment: datetime) -> datetime:
        """A local time with its zone."""
        return moment.replace(tzinfo=load_zone(self.zone))

    def known(self) -> dict[str, WebinarState]:
        """All webinars that calendars may have, by id."""
        return {each.id: each for each in (*self.dropped, *self.webinars)}

    def organisers_of(self, webinar: WebinarState) -> tuple[Named, ...]:
        """The organisers of one webinar: all where it names none."""
        return _chosen(self.organisers, webinar.organisers)

    def audiences_of(self, webinar: WebinarState) -> tuple[Named, ...]:
        """The audiences of one webinar: all where it names none."""
        return _chosen(self.audiences, webinar.audiences)

    def agenda_of(self, webinar: WebinarState) -> tuple[AgendaItem, ...]:
        """The webinar's own agenda, else the series'."""
        return self.agenda if webinar.agenda is None else webinar.agenda


class Release(Model):
    """A frozen, named state of a series that others were told of."""

    version: Number = Field(description="the form of this file: 1")
    name: Id = Field(description="the name of the release, as in its file's name")
    published: Instant = Field(description="when it was published, in UTC")
    note: str | None = Field(None, description="what it was for, in the publisher's words")
    series: State = Field(description="the public facts of the series")


def _chosen(every: tuple[Named, ...], ids: tuple[str, ...]) -> tuple[Named, ...]:
    return tuple(each for each in every if not ids or each.id in ids)
