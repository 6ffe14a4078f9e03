"""A webinar with its talks, and the people in it. Field descriptions are the docs of the data."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import Field

from sstc_cli.model.email import Email
from sstc_cli.model.model import Model
from sstc_cli.model.text import Text
from sstc_cli.model.values import Country, Day, Flag, Id, Moment, Number, Url, Weekday, Zone


class AgendaItem(Model):
    """A timed part of every webinar."""

    id: Id = Field(description="lasting id")
    name: Text = Field(description="what is done")
    minutes: Number = Field(description="planned length")
    at_least: Number | None = Field(
        None, description="how short it may become where the slot is short"
    )
    holds: Literal["talks"] | None = Field(
        None, description="`talks` where the webinar's talks share this item's time"
    )

    @property
    def slack(self) -> int:
        """Minutes that may be taken away."""
        return max(0, self.minutes - self.at_least) if self.at_least is not None else 0


class Person(Model):
    """A speaker or moderator."""

    id: Id = Field(description="lasting id, used by `talks[].speaker`")
    name: Text = Field(description="name as the person writes it")
    position: Text | None = Field(None, description="title or function")
    organisation: Text | None = Field(None, description="where the person works")
    country: Country | None = Field(None, description="ISO code of the country, as in `KE`")
    gender: Literal["woman", "man", "other"] | None = Field(
        None, description="`woman`, `man` or `other`, where the person has said so"
    )
    email: Email | None = Field(None, description="where to reach the person; never printed")
    zone: Zone | None = Field(
        None, description="IANA time zone that the person lives in, for the speaker's brief"
    )


class Talk(Model):
    """A sub-topic of a webinar, with its speaker."""

    id: Id = Field(description="lasting id, unique in its webinar")
    title: Text | None = Field(None, description="the sub-topic; leave out until it is known")
    speaker: Id | None = Field(
        None, description="the id of one of `people`; leave out until it is known"
    )
    confirmed: Flag = Field(False, description="`true` once the speaker has said yes")
    themes: tuple[Id, ...] = Field((), description="ids of `themes`")
    minutes: Number | None = Field(
        None, description="its own length, where the talks do not share the time evenly"
    )


class Status(StrEnum):
    """Where a webinar stands."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Revision:
    """SEQUENCE, and the instant (UTC) that DTSTAMP and LAST-MODIFIED tell."""

    sequence: int
    stamp: datetime


class Webinar(Model):
    """One webinar of the series."""

    id: Id = Field(description="lasting id: calendars know the webinar by it, so never change it")
    number: Number = Field(description="its number in the series")
    title: Text = Field(description="the topic")
    weekday: Weekday | None = Field(None, description="the weekday, to be checked against the date")
    starts: Moment = Field(description="start, local time in `zone`: `2020-10-09 15:30`")
    ends: Moment = Field(description="end, local time in `zone`")
    status: Status = Field(Status.PLANNED, description="`planned`, `held` or `cancelled`")
    cancelled_because: Text | None = Field(
        None, description="why it was cancelled, as participants would read it"
    )
    summary: Text | None = Field(None, description="what participants will learn, in a paragraph")
    join_url: Url | None = Field(None, description="where participants join")
    organisers: tuple[Id, ...] = Field((), description="ids of `organisers`; all where left out")
    audiences: tuple[Id, ...] = Field((), description="ids of `audiences`; all where left out")
    themes: tuple[Id, ...] = Field((), description="ids of `themes`")
    talks: tuple[Talk, ...] = Field((), description="the talks in their order")
    agenda: tuple[AgendaItem, ...] | None = Field(
        None, description="its own agenda, where it differs from the series'"
    )
    done: dict[Id, Day] = Field(
        {}, description="ids of `deadlines` that are met, each with the day: `agenda: 2020-10-02`"
    )
    revision: Number = Field(
        0,
        description="how often date, time or status changed after others were told "
        "(iCalendar's SEQUENCE); add one at each such change",
    )
    revised: Moment | None = Field(
        None, description="when it last changed; the series' `revised` where left out"
    )

    @property
    def slot(self) -> int:
        """Minutes from start to end."""
        return int((self.ends - self.starts).total_seconds()) // 60

    @property
    def cancelled(self) -> bool:
        """Whether it will not take place."""
        return self.status is Status.CANCELLED
