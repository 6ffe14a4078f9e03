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
    PublishedUrl,
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

    id: Id = field("stable id")
    name: Text = field("its name")
    short: Text | None = field("its short name", default=None)


class SpeakerState(Model):
    """A speaker as printed."""

    id: Id = field("stable id of the person")
    name: Text = field("name as the person writes it")
    position: Text | None = field("title or function", default=None)
    organisation: Text | None = field("where the person works", default=None)


class TalkState(Model):
    """A talk, with what was known of it."""

    id: Id = field("stable id, unique in its webinar")
    title: Text | None = field("its title", default=None)
    minutes: Number | None = field("its own length", default=None)
    speaker: SpeakerState | None = field("its speaker", default=None)


class WebinarState(Model):
    """A webinar, and its revision in calendars."""

    id: Id = field("stable id")
    number: Number = field("its number in the series")
    sequence: Number = field("iCalendar's SEQUENCE, which never decreases")
    stamp: Instant = field("iCalendar's DTSTAMP in UTC, which never decreases")
    title: Text = field("the topic")
    starts: Moment = field("start, local time in the series' `zone`")
    ends: Moment = field("end, local time in the series' `zone`")
    cancelled: Flag = field("`true` if it will not take place", default=False)
    reason: Text | None = field("why it was cancelled", default=None)
    summary: Text | None = field("what participants will learn", default=None)
    join_url: PublishedUrl | None = field("where participants join, if it is public", default=None)
    join_digest: Digest | None = field(
        "short digest of a link that is not public, with its passcode", default=None
    )
    register_url: PublishedUrl | None = field("where participants register", default=None)
    organisers: tuple[Id, ...] = field("ids of `organisers` [default: all]", default=())
    audiences: tuple[Id, ...] = field("ids of `audiences` [default: all]", default=())
    talks: tuple[TalkState, ...] = field("the talks in their order", default=())
    agenda: tuple[AgendaItem, ...] | None = field("its own agenda", default=None)

    @property
    def revision(self) -> Revision:
        return Revision(self.sequence, self.stamp)


class State(Model):
    """The public facts of a series at one moment."""

    id: Id = field("stable id of the series")
    domain: Domain = field("the end of every UID")
    title: Text = field("title of the series")
    zone: Zone = field("IANA time zone of every date and time")
    zone_name: Text | None = field("everyday name of the zone", default=None)
    languages: tuple[Language, ...] = field("the languages, the main one first", at_least_one=True)
    organisers: tuple[Named, ...] = field("who runs the series", default=())
    audiences: tuple[Named, ...] = field("the groups that it is for", default=())
    agenda: tuple[AgendaItem, ...] = field("the timed parts of every webinar", default=())
    webinars: tuple[WebinarState, ...] = field("the webinars in their order", default=())
    dropped: tuple[WebinarState, ...] = field(
        "webinars of earlier releases that were deleted; calendars still cancel them", default=()
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

    zone: Zone = field("IANA time zone of the series or of an audience")
    since: Moment = field("start of the first webinar, local time in the series' zone")
    offset: Offset = field("offset from UTC in that zone, for example `+08:00`")


class Tables(Model):
    """The tables that the published local times come from."""

    tzdata: Line = field("version of the time zone tables")
    holidays: Line = field("version of the public holidays")
    offsets: tuple[OffsetSince, ...] = field("the offsets of all zones", default=())


class Release(Model):
    """A published version of a series, with a name."""

    version: Number = field("version of the file format: 1")
    name: Id = field("the name of the release, which its file also has")
    published: Instant = field("when it was published, in UTC")
    note: Line | None = field("what it was published for", default=None)
    tables: Tables | None = field("the tables of time zones and holidays", default=None)
    series: State = field("the public facts of the series")
