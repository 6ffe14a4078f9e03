"""A webinar, its talks and people. Field descriptions are the docs of the data file."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from sstc_cli.model.due import Around, Before
from sstc_cli.model.email import Email
from sstc_cli.model.model import Model
from sstc_cli.model.text import Text
from sstc_cli.model.values import (
    Country,
    Day,
    Flag,
    Id,
    Minutes,
    Moment,
    Number,
    Url,
    Zone,
    pattern,
    read_text,
    refuse,
)
from sstc_cli.model.weekdays import Weekday

_PASSCODE = re.compile(r"\S{1,64}")


def read_passcode(value: object) -> str:
    """Return the passcode of a meeting, or refuse the value without repeating it (E111)."""
    text = read_text(value, "a passcode")
    if not _PASSCODE.fullmatch(text):
        hint = "write it without spaces, in at most 64 characters"
        refuse("E111", "this is not a passcode", hint)
    return text


Passcode = Annotated[str, BeforeValidator(read_passcode), pattern(_PASSCODE)]


class AgendaItem(Model):
    """A timed part of every webinar."""

    id: Id = Field(description="stable id")
    name: Text = Field(description="its name in the agenda")
    minutes: Minutes = Field(description="planned length in minutes")
    at_least: Minutes | None = Field(
        None, description="shortest length in minutes, if it may be shortened to fit the slot"
    )
    holds: Literal["talks"] | None = Field(
        None, description="`talks` if the webinar's talks share the time of this item"
    )

    @property
    def slack(self) -> int:
        """The minutes by which it may be shortened."""
        return max(0, self.minutes - self.at_least) if self.at_least is not None else 0


class Person(Model):
    """A speaker or moderator."""

    id: Id = Field(description="stable id, used by `talks[].speaker`")
    name: Text = Field(description="name in the person's own spelling")
    position: Text | None = Field(None, description="title or function")
    organisation: Text | None = Field(None, description="where the person works")
    country: Country | None = Field(None, description="ISO code of the country, for example `KE`")
    gender: Literal["woman", "man", "other"] | None = Field(
        None, description="`woman`, `man` or `other`, if the person has stated it"
    )
    email: Email | None = Field(None, description="e-mail address; documents never show it")
    zone: Zone | None = Field(
        None, description="IANA time zone of the person, for the speaker's brief"
    )


class Talk(Model):
    """A talk of a webinar, with its speaker."""

    id: Id = Field(description="stable id, unique in its webinar")
    title: Text | None = Field(None, description="its title; leave it out until it is known")
    speaker: Id | None = Field(
        None, description="the id of one of `people`; leave it out until it is known"
    )
    confirmed: Flag = Field(False, description="`true` once the speaker has confirmed")
    themes: tuple[Id, ...] = Field((), description="ids of `themes`")
    minutes: Minutes | None = Field(
        None, description="length in minutes [default: an even share of the time]"
    )


class Status(StrEnum):
    """The status of a webinar."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Revision:
    """SEQUENCE, and the instant (UTC) of DTSTAMP and LAST-MODIFIED."""

    sequence: int
    stamp: datetime


class Join(Model):
    """How to join a webinar; what is not public is only for the people who are named."""

    url: Url = Field(description="web address at which participants join")
    passcode: Passcode | None = Field(
        None, description="passcode of the meeting; it is never public"
    )
    public: Flag = Field(
        False, description="`true` if everybody may see the link [default: `false`]"
    )
    from_: Before = Field(
        Around(-1),
        alias="from",
        description="when registered participants receive a link that is not public, for example "
        "`2 days before` [default: `1 day before`]",
    )


class Webinar(Model):
    """One webinar of the series."""

    id: Id = Field(
        description="stable id: never change it, because calendars find the webinar by it"
    )
    number: Number = Field(description="its number in the series")
    title: Text = Field(description="the topic")
    weekday: Weekday | None = Field(
        None, description="the weekday, which is checked against the date"
    )
    starts: Moment = Field(description="start, local time in `zone`: `2020-10-09 15:30`")
    ends: Moment = Field(description="end, local time in `zone`")
    status: Status = Field(
        Status.PLANNED, description="`planned`, `held` or `cancelled` [default: `planned`]"
    )
    cancelled_because: Text | None = Field(
        None, description="why it was cancelled, in words for participants"
    )
    summary: Text | None = Field(None, description="a paragraph on what participants will learn")
    join: Join | None = Field(
        None, description="how to join, with a link that open documents and calendars leave out"
    )
    join_url: Url | None = Field(
        None, description="web address at which everybody may join, instead of `join`"
    )
    register_url: Url | None = Field(
        None,
        description="web address at which people register for this webinar [default: `url` of the "
        "survey before]",
    )
    organisers: tuple[Id, ...] = Field((), description="ids of `organisers` [default: all]")
    audiences: tuple[Id, ...] = Field((), description="ids of `audiences` [default: all]")
    themes: tuple[Id, ...] = Field((), description="ids of `themes`")
    talks: tuple[Talk, ...] = Field((), description="the talks in their order")
    agenda: tuple[AgendaItem, ...] | None = Field(
        None, description="its own agenda [default: that of the series]"
    )
    done: dict[Id, Day] = Field(
        {}, description="ids of `deadlines` that are done, each with its day: `agenda: 2020-10-02`"
    )
    revision: Number = Field(
        0,
        description="how often the published date, time or status changed (iCalendar's SEQUENCE); "
        "add one at each such change [default: 0]",
    )
    revised: Moment | None = Field(
        None, description="when it last changed [default: `revised` of the series]"
    )

    @property
    def cancelled(self) -> bool:
        """Whether it will not take place."""
        return self.status is Status.CANCELLED

    @property
    def joining(self) -> Join | None:
        """How to join; `join_url` is a public link."""
        if self.join is None and self.join_url is not None:
            return Join.model_construct(url=self.join_url, public=True)
        return self.join

    def join_for(self, *, named: bool) -> Join | None:
        """Return how to join: all of it for people who are named, otherwise a public link alone."""
        join = self.joining
        if join is None or named:
            return join
        return join.model_copy(update={"passcode": None}) if join.public else None

    @property
    def reason(self) -> Text | None:
        """The reason of a cancellation, or None without one."""
        return self.cancelled_because if self.cancelled else None
