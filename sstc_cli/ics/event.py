"""A webinar as a VEVENT."""

from datetime import UTC, datetime
from functools import lru_cache

from icalendar import Event, vCalAddress, vCategory, vDatetime, vUri

from sstc_cli.ics.alarm import alarms_of
from sstc_cli.ics.description import description_of
from sstc_cli.ics.identity import set_identity, uid_of
from sstc_cli.ics.labels import Label
from sstc_cli.ics.style import Style
from sstc_cli.ics.text import PlainText, address, mailto, one_line, parameter
from sstc_cli.model import Organiser, Revision, Series, Webinar


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
    utc = style.utc or series.zone == "UTC" or any(_is_unclear(series, time) for time in slot)
    for name, moment in zip(("DTSTART", "DTEND"), slot, strict=True):
        event[name] = _time(series, moment, utc=utc)


def _is_unclear(series: Series, moment: datetime) -> bool:
    """Return whether a local time can be read as two instants, because clocks change."""
    local = series.instant(moment)
    return local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()


def _time(series: Series, moment: datetime, *, utc: bool) -> vDatetime:
    """Return the local time with its TZID; a time in UTC has none (RFC 5545 3.2.19)."""
    if utc:
        return vDatetime(series.instant(moment).astimezone(UTC))
    local = vDatetime(moment.replace(tzinfo=None))
    local.params["TZID"] = series.zone
    return local


def summary_of(webinar: Webinar, title: str, language: str, style: Style) -> str:
    """Return the title, for example `Webinar 7: …`, with a mark if the webinar is cancelled."""
    summary = style.say(Label.WEBINAR, language, number=webinar.number, title=one_line(title))
    return style.say(Label.CANCELLED, language, title=summary) if webinar.cancelled else summary


def set_texts(event: Event, webinar: Webinar, summary: str, description: str) -> None:
    """Set the status and the texts."""
    event["STATUS"] = PlainText("CANCELLED" if webinar.cancelled else "CONFIRMED")
    event["SUMMARY"] = PlainText(summary)
    event["DESCRIPTION"] = PlainText(description)


def set_free(event: Event) -> None:
    """Leave the time of an event free."""
    event["TRANSP"] = PlainText("TRANSPARENT")


def add_categories(event: Event, series: Series, webinar: Webinar, language: str) -> None:
    """Set the themes of the webinar and its talks as categories, in the order of the series."""
    used = {*webinar.themes, *(theme for talk in webinar.talks for theme in talk.themes)}
    if used:
        names = tuple(theme.name.pick(language) for theme in series.themes if theme.id in used)
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
    """Return the first of the webinar's organisers with an e-mail address, or None."""
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
