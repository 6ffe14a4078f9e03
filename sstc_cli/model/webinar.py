"""A webinar, its talks and deadlines. Field descriptions are the docs of the data file."""

from collections.abc import Container, Iterable
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal, NamedTuple, Protocol, TypeVar

from sstc_cli.model.base import Model, field
from sstc_cli.model.days import Weekday
from sstc_cli.model.due import Around, Before, Due
from sstc_cli.model.text import MORE, More, Text
from sstc_cli.model.values import Day, Flag, Id, Language, Minutes, Moment, Number, Url, matching

Passcode = Annotated[
    str,
    matching(
        r"\S{1,64}",
        "a passcode",
        ("E111", "this is not a passcode", "write it without spaces, in at most 64 characters"),
        "text",
    ),
]


class Deadline(Model):
    """A task that is due around each webinar, or on days of the whole series."""

    id: Id = field(
        description="stable id; the concept note says how long before a webinar `agenda` is due, "
        "and speakers reply until `reply` is due"
    )
    name: Text = field(description="what has to be ready")
    for_: Literal["organisers", "speakers"] = field(
        default="organisers",
        description="`speakers` if it is a task of the speakers, which their briefs show "
        "[default: `organisers`]",
    )
    due: Due = field(
        description="for each webinar, for example `7 days before`, or for the whole series, for "
        "example `every Monday`"
    )
    message: Id | None = field(
        default=None, description="the id of the one of `messages` with which it is done"
    )
    done: dict[Day, Day] = field(
        default={},
        description="only for the whole series: days on which it was due, each with the day on "
        "which it was done",
    )


class AgendaItem(Model):
    """A timed part of every webinar."""

    id: Id = field(description="stable id")
    name: Text = field(description="its name in the agenda")
    minutes: Minutes = field(description="planned length in minutes")
    at_least: Minutes | None = field(
        default=None,
        description="shortest length in minutes, if it may be shortened to fit the slot",
    )
    speaker: Id | None = field(
        default=None, description="the id of one of `people` who speaks in it"
    )
    holds: Literal["talks"] | None = field(
        default=None, description="`talks` if the webinar's talks share the time of this item"
    )

    @property
    def slack(self) -> int:
        """The minutes by which it may be shortened."""
        return max(0, self.minutes - self.at_least) if self.at_least is not None else 0


class Talk(Model):
    """A talk of a webinar, with its speaker."""

    id: Id = field(description="stable id, unique in its webinar")
    title: Text | None = field(
        default=None, description="its title; leave it out until it is known"
    )
    speaker: Id | None = field(
        default=None, description="the id of one of `people`; leave it out until it is known"
    )
    confirmed: Flag = field(default=False, description="`true` once the speaker has confirmed")
    themes: tuple[Id, ...] = field(default=(), description="ids of `themes`")
    minutes: Minutes | None = field(
        default=None, description="length in minutes [default: an even share of the time]"
    )
    more: More = field(default={}, description=MORE)


class Status(StrEnum):
    """The status of a webinar."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Revision(NamedTuple):
    """SEQUENCE, and the instant (UTC) of DTSTAMP and LAST-MODIFIED."""

    sequence: int
    stamp: datetime


class Join(Model):
    """The link to join a webinar; unless it is public, only people who are named get it."""

    url: Url = field(description="web address at which participants join")
    passcode: Passcode | None = field(
        default=None, description="passcode of the meeting; it is never public"
    )
    public: Flag = field(
        default=False, description="`true` if everybody may see the link [default: `false`]"
    )
    from_: Before = field(
        default=Around(-1),
        description="when registered participants receive a link that is not public, for example "
        "`2 days before` [default: `1 day before`]",
    )


class Material(Model):
    """A document about a webinar, for everybody."""

    title: Text = field(description="its title")
    url: Url = field(description="web address of the document")
    language: Language | None = field(default=None, description="its language, if there is one")
    from_: Day | None = field(
        default=None, description="the first day on which it may be read [default: at once]"
    )


class Webinar(Model):
    """One webinar of the series."""

    id: Id = field(
        description="stable id: never change it, because calendars find the webinar by it"
    )
    number: Number = field(description="its number in the series")
    title: Text = field(description="the topic")
    weekday: Weekday | None = field(
        default=None, description="the weekday, which is checked against the date"
    )
    starts: Moment = field(description="start, local time in `zone`: `2020-10-09 15:30`")
    ends: Moment = field(description="end, local time in `zone`")
    status: Status = field(
        default=Status.PLANNED, description="`planned`, `held` or `cancelled` [default: `planned`]"
    )
    cancelled_because: Text | None = field(
        default=None, description="why it was cancelled, in words for participants"
    )
    summary: Text | None = field(
        default=None, description="a paragraph on what participants will learn"
    )
    join: Join | None = field(
        default=None,
        description="how to join, with a link that open documents and calendars leave out",
    )
    join_url: Url | None = field(
        default=None, description="web address at which everybody may join, instead of `join`"
    )
    register_url: Url | None = field(
        default=None,
        description="web address at which people register for this webinar [default: `url` of the "
        "survey before]",
    )
    register_by: Day | None = field(
        default=None, description="last day to register [default: that of the series]"
    )
    recording: Url | None = field(default=None, description="web address of the recording")
    materials: tuple[Material, ...] = field(
        default=(), description="slides and other documents for everybody"
    )
    moderator: Id | None = field(
        default=None, description="the id of one of `people` who moderates"
    )
    interpretation: tuple[Language, ...] | None = field(
        default=None, description="languages that can be heard [default: those of the series]"
    )
    interpreters: tuple[Id, ...] = field(default=(), description="ids of `people` who interpret")
    organisers: tuple[Id, ...] = field(default=(), description="ids of `organisers` [default: all]")
    audiences: tuple[Id, ...] = field(default=(), description="ids of `audiences` [default: all]")
    themes: tuple[Id, ...] = field(default=(), description="ids of `themes`")
    talks: tuple[Talk, ...] = field(default=(), description="the talks in their order")
    agenda: tuple[AgendaItem, ...] | None = field(
        default=None, description="its own agenda [default: that of the series]"
    )
    done: dict[Id, Day] = field(
        default={},
        description="ids of `deadlines` that are done, each with its day: `agenda: 2020-10-02`",
    )
    revision: Number = field(
        default=0,
        description="how often the published date, time or status changed (iCalendar's SEQUENCE); "
        "add one at each such change [default: 0]",
    )
    revised: Moment | None = field(
        default=None, description="when it last changed [default: `revised` of the series]"
    )
    more: More = field(default={}, description=MORE)

    @property
    def cancelled(self) -> bool:
        return self.status is Status.CANCELLED

    @property
    def join_link(self) -> Join | None:
        """The link to join, also the public one that is written as `join_url`."""
        if self.join is None and self.join_url is not None:
            return Join(url=self.join_url, public=True)
        return self.join

    def join_for(self, *, named: bool) -> Join | None:
        """Return the link for people who are named, or for everybody only a public one."""
        join = self.join_link
        if join is None or named:
            return join
        return join.replaced(passcode=None) if join.public else None

    @property
    def reason(self) -> Text | None:
        return self.cancelled_because if self.cancelled else None


class _WithId(Protocol):
    @property
    def id(self) -> str:
        """The stable id."""


W = TypeVar("W", bound=_WithId)


def named_or_all(things: Iterable[W], ids: Container[str]) -> tuple[W, ...]:
    """Return the things with these ids, or all of them if there are no ids."""
    return tuple(thing for thing in things if not ids or thing.id in ids)
