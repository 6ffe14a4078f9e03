"""A draft of a meeting that nobody has agreed to yet, to be kept or deleted."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from icalendar import Event, vCalAddress, vDatetime

from sstc_cli.ics.event import set_free
from sstc_cli.ics.file import new_calendar, to_bytes
from sstc_cli.ics.text import PlainText, mailto, one_line, parameter
from sstc_cli.model import Series


@dataclass(frozen=True, slots=True)
class Draft:
    """A meeting: its `uid` is the same for ever, its times are in UTC. An organiser proposes it."""

    uid: str
    made: datetime
    starts: datetime
    length: timedelta
    title: str
    text: str
    organiser: str
    email: str


def write_meeting(series: Series, draft: Draft) -> bytes:
    """Return a calendar file with a tentative entry, which asks nobody for an answer.

    It has no guests, so no program sends anything to anybody when it is opened.
    """
    event = Event()
    event["UID"] = PlainText(f"{draft.uid}@{series.domain}")
    event["DTSTAMP"] = vDatetime(draft.made)
    event["DTSTART"] = vDatetime(draft.starts)
    event["DTEND"] = vDatetime(draft.starts + draft.length)
    event["STATUS"] = PlainText("TENTATIVE")
    event["SUMMARY"] = PlainText(one_line(draft.title))
    event["DESCRIPTION"] = PlainText(draft.text)
    name = {"CN": parameter(draft.organiser)}
    event["ORGANIZER"] = vCalAddress(mailto(draft.email), params=name)
    set_free(event)
    return to_bytes(new_calendar("PUBLISH"), [event])
