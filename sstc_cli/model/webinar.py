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

LONGEST_USUAL = 6 * 60  # minutes of a webinar: a longer one is mostly a mistake
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
        "stable id; the concept note says how long before a webinar `agenda` is due, "
        "and speakers reply until `reply` is due"
    )
    name: Text = field("what has to be ready")
    for_: Literal["organisers", "speakers"] = field(
        "`speakers` if it is a task of the speakers, which their briefs show "
        "[default: `organisers`]",
        default="organisers",
    )
    due: Due = field(
        "for each webinar, for example `7 days before`, or for the whole series, for "
        "example `every Monday`"
    )
    message: Id | None = field("the id of the message that completes it", default=None)
    done: dict[Day, Day] = field(
        "only for the whole series: days when it was due, each with the day when it was done",
        default={},
    )


class AgendaItem(Model):
    """A timed part of every webinar."""

    id: Id = field("stable id")
    name: Text = field("its name in the agenda")
    minutes: Minutes = field("planned length in minutes")
    at_least: Minutes | None = field(
        "shortest length in minutes, if it may be shortened to fit the slot", default=None
    )
    speaker: Id | None = field("the id of one of `people` who speaks in it", default=None)
    holds: Literal["talks"] | None = field(
        "`talks` if the webinar's talks share the time of this item", default=None
    )

    @property
    def slack(self) -> int:
        """The minutes by which it may be shortened."""
        return max(0, self.minutes - self.at_least) if self.at_least is not None else 0


class Talk(Model):
    """A talk of a webinar, with its speaker."""

    id: Id = field("stable id, unique in its webinar")
    title: Text | None = field("its title; leave it out until it is known", default=None)
    speaker: Id | None = field(
        "the id of one of `people`; leave it out until it is known", default=None
    )
    confirmed: Flag = field("`true` once the speaker has confirmed", default=False)
    themes: tuple[Id, ...] = field("ids of `themes`", default=())
    minutes: Minutes | None = field(
        "length in minutes [default: an even share of the time]", default=None
    )
    more: More = field(MORE, default={})


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

    url: Url = field("web address where participants join")
    passcode: Passcode | None = field("passcode of the meeting; it is never public", default=None)
    public: Flag = field("`true` if the link may be public [default: `false`]", default=False)
    from_: Before = field(
        "when registered participants receive a link that is not public, for example "
        "`2 days before` [default: `1 day before`]",
        default=Around(-1),
    )


class Material(Model):
    """A document about a webinar, for all people."""

    title: Text = field("its title")
    url: Url = field("web address of the document")
    language: Language | None = field("its language, if there is one", default=None)
    from_: Day | None = field(
        "the first day when people may read it [default: at once]", default=None
    )


class Webinar(Model):
    """One webinar of the series."""

    id: Id = field("stable id: never change it, because calendars find the webinar by it")
    number: Number = field("its number in the series")
    title: Text = field("the topic")
    weekday: Weekday | None = field("the weekday, which is checked against the date", default=None)
    starts: Moment = field("start, local time in `zone`: `2020-10-09 15:30`")
    ends: Moment = field("end, local time in `zone`")
    status: Status = field(
        "`planned`, `held` or `cancelled` [default: `planned`]", default=Status.PLANNED
    )
    cancelled_because: Text | None = field(
        "why it was cancelled, in words for participants", default=None
    )
    summary: Text | None = field("a paragraph on what participants will learn", default=None)
    join: Join | None = field(
        "how to join, with a link that open documents and calendars leave out", default=None
    )
    join_url: Url | None = field("public web address to join, instead of `join`", default=None)
    register_url: Url | None = field(
        "web address where people register for this webinar [default: `url` of the survey before]",
        default=None,
    )
    register_by: Day | None = field(
        "last day to register [default: that of the series]", default=None
    )
    recording: Url | None = field("web address of the recording", default=None)
    materials: tuple[Material, ...] = field("slides and other public documents", default=())
    moderator: Id | None = field("the id of one of `people` who moderates", default=None)
    interpretation: tuple[Language, ...] | None = field(
        "languages that can be heard [default: those of the series]", default=None
    )
    interpreters: tuple[Id, ...] = field("ids of `people` who interpret", default=())
    organisers: tuple[Id, ...] = field("ids of `organisers` [default: all]", default=())
    audiences: tuple[Id, ...] = field("ids of `audiences` [default: all]", default=())
    themes: tuple[Id, ...] = field("ids of `themes`", default=())
    talks: tuple[Talk, ...] = field("the talks in their order", default=())
    agenda: tuple[AgendaItem, ...] | None = field(
        "its own agenda [default: that of the series]", default=None
    )
    done: dict[Id, Day] = field(
        "ids of `deadlines` that are done, each with its day: `agenda: 2020-10-02`", default={}
    )
    revision: Number = field(
        "how often the published date, time or status changed (iCalendar's SEQUENCE); "
        "add one at each such change [default: 0]",
        default=0,
    )
    revised: Moment | None = field(
        "when it last changed [default: `revised` of the series]", default=None
    )
    more: More = field(MORE, default={})

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
        """Return the link for people who are named, or for all people only a public one."""
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
