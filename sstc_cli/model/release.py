"""A release: the public facts of a series in their published version.

E-mail addresses of people, their gender and zone, and notes of the office are not public facts.
"""

from datetime import datetime
from typing import Annotated

from sstc_cli.model.base import Model, field
from sstc_cli.model.text import Text
from sstc_cli.model.values import (
    Domain,
    Flag,
    Id,
    Instant,
    Language,
    Line,
    Moment,
    Number,
    Offset,
    Url,
    Zone,
    matching,
)
from sstc_cli.model.webinar import AgendaItem, Revision, named_or_all
from sstc_cli.model.zones import load_zone

RELEASE_VERSION = 1


Digest = Annotated[
    str,
    matching(
        r"scrypt:[0-9a-f]{4}",
        "a digest",
        ("E111", "`{value}` is not a digest", "restore the file from git"),
        "digest",
    ),
]


class Named(Model):
    """An organiser or an audience."""

    id: Id = field(description="stable id")
    name: Text = field(description="its name")
    short: Text | None = field(default=None, description="its short name")


class SpeakerState(Model):
    """A speaker as printed."""

    id: Id = field(description="stable id of the person")
    name: Text = field(description="name as the person writes it")
    position: Text | None = field(default=None, description="title or function")
    organisation: Text | None = field(default=None, description="where the person works")


class TalkState(Model):
    """A talk, with what was known of it."""

    id: Id = field(description="stable id, unique in its webinar")
    title: Text | None = field(default=None, description="its title")
    minutes: Number | None = field(default=None, description="its own length")
    speaker: SpeakerState | None = field(default=None, description="its speaker")


class WebinarState(Model):
    """A webinar, and its revision in calendars."""

    id: Id = field(description="stable id")
    number: Number = field(description="its number in the series")
    sequence: Number = field(description="iCalendar's SEQUENCE, which never decreases")
    stamp: Instant = field(description="iCalendar's DTSTAMP in UTC, which never decreases")
    title: Text = field(description="the topic")
    starts: Moment = field(description="start, local time in the series' `zone`")
    ends: Moment = field(description="end, local time in the series' `zone`")
    cancelled: Flag = field(default=False, description="`true` if it will not take place")
    reason: Text | None = field(default=None, description="why it was cancelled")
    summary: Text | None = field(default=None, description="what participants will learn")
    join_url: Url | None = field(
        default=None, description="where participants join, if it is public"
    )
    join_digest: Digest | None = field(
        default=None, description="short digest of a link that is not public, with its passcode"
    )
    register_url: Url | None = field(default=None, description="where participants register")
    organisers: tuple[Id, ...] = field(default=(), description="ids of `organisers` [default: all]")
    audiences: tuple[Id, ...] = field(default=(), description="ids of `audiences` [default: all]")
    talks: tuple[TalkState, ...] = field(default=(), description="the talks in their order")
    agenda: tuple[AgendaItem, ...] | None = field(default=None, description="its own agenda")

    @property
    def revision(self) -> Revision:
        return Revision(self.sequence, self.stamp)


class State(Model):
    """The public facts of a series at one moment."""

    id: Id = field(description="stable id of the series")
    domain: Domain = field(description="the end of every UID")
    title: Text = field(description="title of the series")
    zone: Zone = field(description="IANA time zone of every date and time")
    zone_name: Text | None = field(default=None, description="everyday name of the zone")
    languages: tuple[Language, ...] = field(
        at_least_one=True, description="the languages, the main one first"
    )
    organisers: tuple[Named, ...] = field(default=(), description="who runs the series")
    audiences: tuple[Named, ...] = field(default=(), description="the groups that it is for")
    agenda: tuple[AgendaItem, ...] = field(
        default=(), description="the timed parts of every webinar"
    )
    webinars: tuple[WebinarState, ...] = field(
        default=(), description="the webinars in their order"
    )
    dropped: tuple[WebinarState, ...] = field(
        default=(),
        description="webinars of earlier releases that were deleted; calendars still cancel them",
    )

    def instant(self, moment: datetime) -> datetime:
        return moment.replace(tzinfo=load_zone(self.zone))

    def webinars_by_id(self) -> dict[str, WebinarState]:
        """Return all webinars that calendars may have, also deleted ones, by id."""
        return {webinar.id: webinar for webinar in (*self.dropped, *self.webinars)}

    def organisers_of(self, webinar: WebinarState) -> tuple[Named, ...]:
        """Return the organisers of one webinar: all of them if it names none."""
        return named_or_all(self.organisers, webinar.organisers)

    def audiences_of(self, webinar: WebinarState) -> tuple[Named, ...]:
        """Return the audiences of one webinar: all of them if it names none."""
        return named_or_all(self.audiences, webinar.audiences)

    def agenda_of(self, webinar: WebinarState) -> tuple[AgendaItem, ...]:
        return self.agenda if webinar.agenda is None else webinar.agenda


class OffsetSince(Model):
    """The offset of a zone, for the webinars from a time on."""

    zone: Zone = field(description="IANA time zone of the series or of an audience")
    since: Moment = field(description="start of the first webinar, local time in the series' zone")
    offset: Offset = field(description="offset from UTC in that zone, for example `+08:00`")


class Tables(Model):
    """The tables that the published local times come from."""

    tzdata: Line = field(description="version of the time zone tables")
    holidays: Line = field(description="version of the public holidays")
    offsets: tuple[OffsetSince, ...] = field(default=(), description="the offsets of all zones")


class Release(Model):
    """A published version of a series, with a name."""

    version: Number = field(description="version of the file format: 1")
    name: Id = field(description="the name of the release, which its file also has")
    published: Instant = field(description="when it was published, in UTC")
    note: Line | None = field(default=None, description="what it was published for")
    tables: Tables | None = field(default=None, description="the tables of time zones and holidays")
    series: State = field(description="the public facts of the series")
