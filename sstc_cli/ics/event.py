"""A webinar as a VEVENT: identity, times, description, reminders."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from icalendar import (
    Alarm,
    Component,
    Event,
    vCalAddress,
    vCategory,
    vDatetime,
    vDuration,
    vInt,
    vUri,
)

from sstc_cli.ics.escaping import PlainText, address, clean, mailto, one_line, parameter
from sstc_cli.ics.style import CalendarLabel, Style
from sstc_cli.model import Organiser, Revision, Series, Talk, Webinar
from sstc_cli.model.text import pick


def uid_of(series: Series, webinar: Webinar | None, *part: str) -> str:
    """Return the stable UID of a webinar, of a part of it, or of a part of the whole series.

    Dots separate the ids, which contain none themselves, so no two entries have the same UID.
    """
    owner = f"{series.id}-{webinar.id}" if webinar else series.id
    return f"{'.'.join((owner, *part))}@{series.domain}"


def set_identity(component: Component, uid: str, revision: Revision) -> None:
    """Set the UID and the revision."""
    component["UID"] = PlainText(uid)
    component["SEQUENCE"] = vInt(revision.sequence)
    component["DTSTAMP"] = component["LAST-MODIFIED"] = vDatetime(revision.stamp)


def alarms_of(summary: str, before: Iterable[timedelta], related: str = "START") -> Iterator[Alarm]:
    """Yield a reminder for each time before the start, or with `END` before a task is due."""
    parameters = {} if related == "START" else {"RELATED": related}
    for duration in before:
        alarm = Alarm()
        alarm["ACTION"] = PlainText("DISPLAY")
        alarm["DESCRIPTION"] = PlainText(summary)
        alarm["TRIGGER"] = vDuration(-duration, params=parameters)
        yield alarm


def description_of(series: Series, webinar: Webinar, language: str, style: Style) -> str:
    """Return the paragraphs of the description, with a link that is not public for named people.

    The link to join or to register comes first, because many calendars show only the first lines.
    """
    link = link_line(series, webinar, language, style)
    organisers = (one_line(org.name.pick(language)) for org in series.organisers_of(webinar))
    talks = (
        one_line(" – ".join(filter(None, (pick(talk.title, language), speaker))))
        for talk in webinar.talks
        for speaker in (speaker_of(series, talk, language),)
    )
    paragraphs = [
        _cancellation(webinar, language, style) if webinar.cancelled else link,
        one_line(series.title.pick(language)),
        clean(webinar.summary.pick(language)) if webinar.summary else "",
        _listed(style.say(CalendarLabel.TALKS, language), talks),
        _listed(style.say(CalendarLabel.ORGANISERS, language), organisers),
    ]
    return "\n\n".join(filter(None, paragraphs))


def link_line(series: Series, webinar: Webinar, language: str, style: Style) -> str:
    """Return the link to join, with its passcode for people who are named, or to register."""
    join, register = webinar.join_for(named=style.named), series.register_url_of(webinar)
    if join is None and register:
        return style.say(CalendarLabel.REGISTER, language, url=one_line(register))
    if join is None:
        return ""
    lines = [style.say(CalendarLabel.JOIN, language, url=one_line(join.url))]
    if join.passcode:
        lines.append(style.say(CalendarLabel.PASSCODE, language, passcode=join.passcode))
    return "\n".join(lines)


def _cancellation(webinar: Webinar, language: str, style: Style) -> str:
    lines = [style.say(CalendarLabel.IS_CANCELLED, language)]
    if webinar.cancelled_because:
        reason = one_line(webinar.cancelled_because.pick(language))
        lines.append(style.say(CalendarLabel.REASON, language, reason=reason))
    return "\n".join(lines)


def speaker_of(series: Series, talk: Talk, language: str) -> str:
    """Return the known parts of `Name, position, organisation` of a talk's speaker."""
    person = series.person(talk.speaker)
    facts = (person.name, person.position, person.organisation) if person else ()
    return ", ".join(fact.pick(language) for fact in facts if fact)


def _listed(heading: str, items: Iterable[str]) -> str:
    """Return a heading with its items below it, or an empty text if there are none."""
    lines = [f"- {item}" for item in items if item]
    return "\n".join([heading, *lines]) if lines else ""


def event_of(
    series: Series, webinar: Webinar, revision: Revision, language: str, style: Style
) -> Event:
    """Return the event of a webinar."""
    event = Event()
    set_identity(event, uid_of(series, webinar), revision)
    set_times(event, series, (webinar.starts, webinar.ends), style)
    summary = summary_of(webinar, webinar.title.pick(language), language, style)
    description = description_of(series, webinar, language, style)
    set_texts(event, webinar, summary, description)
    event["ORGANIZER"] = organizer_of(series, webinar, language, style)
    add_categories(event, series, webinar, language)
    if webinar.cancelled:
        set_free(event)
        return event
    add_join(event, series, webinar, summary, style)
    for alarm in alarms_of(summary, style.alarms):
        event.add_component(alarm)
    return event


def set_times(event: Event, series: Series, slot: tuple[datetime, datetime], style: Style) -> None:
    """Set start and end, which are local times of the series' zone.

    They are in UTC if one of them occurs twice, because programs disagree on which of the two a
    TZID means.
    """
    instants = map(series.instant, slot)
    twice = any(at.utcoffset() != at.replace(fold=1 - at.fold).utcoffset() for at in instants)
    utc = style.utc or series.zone == "UTC" or twice
    for name, moment in zip(("DTSTART", "DTEND"), slot, strict=True):
        event[name] = _time(series, moment, utc=utc)


def _time(series: Series, moment: datetime, *, utc: bool) -> vDatetime:
    """Return the local time with its TZID; a time in UTC has none (RFC 5545 3.2.19)."""
    if utc:
        return vDatetime(series.instant(moment).astimezone(UTC))
    local = vDatetime(moment.replace(tzinfo=None))
    local.params["TZID"] = series.zone
    return local


def summary_of(webinar: Webinar, title: str, language: str, style: Style) -> str:
    """Return the title, for example `Webinar 7: …`, with a mark if the webinar is cancelled."""
    summary = style.say(
        CalendarLabel.WEBINAR, language, number=webinar.number, title=one_line(title)
    )
    if webinar.cancelled:
        return style.say(CalendarLabel.CANCELLED, language, title=summary)
    return summary


def set_texts(event: Event, webinar: Webinar, summary: str, description: str) -> None:
    """Set the status and the texts."""
    event["STATUS"] = PlainText("CANCELLED" if webinar.cancelled else "CONFIRMED")
    event["SUMMARY"] = PlainText(summary)
    event["DESCRIPTION"] = PlainText(description)


def set_free(event: Event) -> None:
    event["TRANSP"] = PlainText("TRANSPARENT")


def add_categories(event: Event, series: Series, webinar: Webinar, language: str) -> None:
    """Set the themes of the webinar and its talks as categories, in the order of the series."""
    if names := tuple(theme.name.pick(language) for theme in series.themes_of(webinar)):
        event["CATEGORIES"] = _categories(names)


@lru_cache(maxsize=1_024)  # many webinars have the same themes
def _categories(names: tuple[str, ...]) -> vCategory:
    categories = vCategory([])
    categories.cats += [PlainText(one_line(name)) for name in names]
    return categories


def organizer_of(series: Series, webinar: Webinar, language: str, style: Style) -> vCalAddress:
    """Return the sender, or the first organiser with an e-mail address, otherwise the first of all.

    Outlook and Google accept only e-mail addresses. An organiser without one gets an `.invalid`
    address (RFC 6761), so that no answer lands in a mailbox that nobody reads.
    """
    organisers = series.organisers_of(webinar) or series.organisers
    organiser = style.sender or organiser_with_email(series, webinar) or organisers[0]
    email = organiser.email or f"no-reply@{series.domain}.invalid"
    return vCalAddress(mailto(email), params={"CN": parameter(organiser.name.pick(language))})


def organiser_with_email(series: Series, webinar: Webinar) -> Organiser | None:
    return next((org for org in series.organisers_of(webinar) if org.email), None)


def add_join(event: Event, series: Series, webinar: Webinar, label: str, style: Style) -> None:
    """Set the link to join in every property where a calendar looks for it, or where to register.

    A link to register is not a place: a button to join would open it.
    """
    join, register = webinar.join_for(named=style.named), series.register_url_of(webinar)
    if join:
        event["LOCATION"] = PlainText(one_line(join.url))
        event["URL"] = vUri(address(join.url))
        conference = {"VALUE": "URI", "FEATURE": "VIDEO", "LABEL": parameter(label)}
        event["CONFERENCE"] = vUri(address(join.url), params=conference)
    elif register:
        event["URL"] = vUri(address(register))
