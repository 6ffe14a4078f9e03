"""Calendar files for everybody: the series to subscribe to, and webinars to import."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from icalendar import Calendar, Event

from sstc_cli.ics.event import event_of
from sstc_cli.ics.file import add_zone, new_calendar, set_feed_name, to_bytes
from sstc_cli.ics.part import parts_of
from sstc_cli.ics.style import PLAIN, Style
from sstc_cli.model import Audience, Person, RevisionOf, Series, Webinar, declared_revision


def write_series(
    series: Series,
    language: str,
    *,
    style: Style = PLAIN,
    revision_of: RevisionOf = declared_revision,
) -> bytes:
    """Return all webinars as a calendar to subscribe to, with a name and a refresh interval."""
    calendar = add_zone(_feed(series.title.pick(language)), series, series.webinars, style)
    return to_bytes(calendar, _events(series, series.webinars, language, style, revision_of))


def write_audience(
    series: Series,
    audience: Audience,
    language: str,
    *,
    style: Style = PLAIN,
    revision_of: RevisionOf = declared_revision,
) -> bytes:
    """Return the webinars for an audience as a calendar to subscribe to."""
    title = f"{series.title.pick(language)} – {audience.name.pick(language)}"
    own = webinars_for_audience(series, audience)
    calendar = add_zone(_feed(title), series, own, style)
    return to_bytes(calendar, _events(series, own, language, style, revision_of))


def webinars_for_audience(series: Series, audience: Audience) -> list[Webinar]:
    """Return the webinars for an audience, in the order of the series."""
    return [webinar for webinar in series.webinars if audience in series.audiences_of(webinar)]


def _feed(title: str) -> Calendar:
    """Return an empty calendar to subscribe to."""
    calendar = new_calendar("PUBLISH")
    set_feed_name(calendar, title)
    return calendar


def write_webinar(
    series: Series,
    webinar: Webinar,
    language: str,
    *,
    style: Style = PLAIN,
    revision_of: RevisionOf = declared_revision,
) -> bytes:
    """Return one webinar as a calendar file."""
    calendar = add_zone(new_calendar("PUBLISH"), series, [webinar], style)
    return to_bytes(calendar, _events(series, [webinar], language, style, revision_of))


def write_speaker(
    series: Series,
    person: Person,
    language: str,
    *,
    style: Style = PLAIN,
    revision_of: RevisionOf = declared_revision,
) -> bytes:
    """Return the webinars in which a person speaks as a calendar file."""
    own, style = webinars_of_speaker(series, person), replace(style, named=True)
    calendar = add_zone(new_calendar("PUBLISH"), series, own, style)
    return to_bytes(calendar, _events(series, own, language, style, revision_of))


def webinars_of_speaker(series: Series, person: Person) -> list[Webinar]:
    """Return the webinars with a talk by a person, in the order of the series."""
    return [
        webinar
        for webinar in series.webinars
        if any(talk.speaker == person.id for talk in webinar.talks)
    ]


def _events(
    series: Series,
    webinars: Iterable[Webinar],
    language: str,
    style: Style,
    revision_of: RevisionOf,
) -> Iterator[Event]:
    """Yield the event of each webinar, and in detailed calendars also the events of its items."""
    for webinar in webinars:
        revision = revision_of(series, webinar)
        yield event_of(series, webinar, revision, language, style)
        if style.detailed:
            yield from parts_of(series, webinar, revision, language, style)
