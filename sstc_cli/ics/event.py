"""A webinar as VEVENT."""

from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Event, vCalAddress, vDatetime, vDuration, vInt, vUri

from sstc_cli.ics.description import description_of
from sstc_cli.ics.labels import labels_in
from sstc_cli.ics.revision import Revision
from sstc_cli.ics.text import PlainText, address, mailto, one_line, parameter
from sstc_cli.model import Series, Webinar


def event_of(
    series: Series, webinar: Webinar, revision: Revision, language: str, alarm: int | None
) -> Event:
    """The event of a webinar; `alarm` minutes before it starts people are reminded."""
    event = Event()
    event["UID"] = PlainText(f"{series.id}-{webinar.id}@{series.domain}")
    event["SEQUENCE"] = vInt(revision.sequence)
    event["DTSTAMP"] = event["LAST-MODIFIED"] = vDatetime(revision.stamp)
    event["DTSTART"] = _local(series, webinar.starts)
    event["DTEND"] = _local(series, webinar.ends)
    event["STATUS"] = PlainText("CANCELLED" if webinar.cancelled else "CONFIRMED")
    event["SUMMARY"] = summary = PlainText(_summary(webinar, language))
    event["DESCRIPTION"] = PlainText(description_of(series, webinar, language))
    event["ORGANIZER"] = _organizer(series, webinar, language)
    if webinar.cancelled:
        return event
    if webinar.join_url:
        _add_join(event, webinar.join_url, summary)
    if alarm is not None:
        event.add_component(_alarm(summary, alarm))
    return event


def _local(series: Series, moment: datetime) -> vDatetime:
    """A time of the data file with its TZID; UTC has none (RFC 5545 3.2.19)."""
    if series.zone == "UTC":
        return vDatetime(moment.replace(tzinfo=UTC))
    local = vDatetime(moment)
    local.params["TZID"] = series.zone
    return local


def _summary(webinar: Webinar, language: str) -> str:
    labels = labels_in(language)
    title = one_line(webinar.title.pick(language))
    summary = labels.webinar.format(number=webinar.number, title=title)
    return labels.cancelled.format(summary=summary) if webinar.cancelled else summary


def _organizer(series: Series, webinar: Webinar, language: str) -> vCalAddress:
    """The first organiser that calendars can answer to, else the first one.

    Outlook and Google take nothing but an e-mail address, so one that is none by RFC 6761 stands
    in: no answer then lands in a mailbox that nobody reads.
    """
    organisers = series.organisers_of(webinar) or series.organisers
    answering = next((each for each in organisers if each.email), organisers[0])
    email = answering.email or f"no-reply@{series.domain}.invalid"
    return vCalAddress(mailto(email), params={"CN": parameter(answering.name.pick(language))})


def _add_join(event: Event, url: str, label: str) -> None:
    """The link wherever one client or another looks for it."""
    event["LOCATION"] = PlainText(one_line(url))
    event["URL"] = vUri(address(url))
    conference = {"VALUE": "URI", "FEATURE": "VIDEO", "LABEL": parameter(label)}
    event["CONFERENCE"] = vUri(address(url), params=conference)


def _alarm(summary: str, minutes: int) -> Alarm:
    alarm = Alarm()
    alarm["ACTION"] = PlainText("DISPLAY")
    alarm["DESCRIPTION"] = PlainText(summary)
    alarm["TRIGGER"] = vDuration(-timedelta(minutes=minutes))
    return alarm
