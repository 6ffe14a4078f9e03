"""A draft of a meeting that nobody has agreed to yet, to be kept or deleted."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from icalendar import Event, vCalAddress, vDatetime

from sstc_cli.ics.event import set_free
from sstc_cli.ics.file import new_calendar, to_bytes
from sstc_cli.ics.text import PlainText, mailto, one_line, parameter
from sstc_cli.model import Organiser, Series


@dataclass(frozen=True, slots=True)
class Draft:
    """A meeting: its `uid` is the same for ever, its times are in UTC."""

    uid: str
    made: datetime
    starts: datetime
    length: timedelta
    title: str
    text: str


def write_meeting(series: Series, draft: Draft, sender: Organiser, language: str) -> bytes:
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
    email = sender.email or f"no-reply@{series.domain}.invalid"
    name = parameter(sender.name.pick(language))
    event["ORGANIZER"] = vCalAddress(mailto(email), params={"CN": name})
    set_free(event)
    return to_bytes(new_calendar("PUBLISH"), [event])
