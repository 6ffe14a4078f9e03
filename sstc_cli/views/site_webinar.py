"""The fields of `site-webinar` and `site-calendar`, and a webinar in the lists of the site."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Annotated

from sstc_cli.model import Person, Theme, Webinar
from sstc_cli.model.view import Facts
from sstc_cli.model.zones import offset_text
from sstc_cli.views.agenda import ItemLine, item_lines
from sstc_cli.views.dates import day_text, hour_text, short_day_text, span_text
from sstc_cli.views.facts import (
    LocalTime,
    MaterialFacts,
    SlotFacts,
    WebinarFacts,
    local_times,
    material_facts,
    webinar_facts,
    webinar_slot,
    zone_text,
)
from sstc_cli.views.people import (
    ContactFacts,
    SpeakerFacts,
    contacts,
    in_language,
    name_of,
    speaker_facts,
)
from sstc_cli.views.sdgs import sdg_title
from sstc_cli.views.site_frame import PageFacts, Site, SitePage, page_fields


class Feed(Facts):
    """A calendar to subscribe to."""

    name: Annotated[str | None, "name of the audience; none for everybody"]
    file: Annotated[str, "path of the calendar file, from the folder of the language"]
    url: Annotated[str | None, "its web address, if the site has one"]
    webcal: Annotated[
        str | None, "link that subscribes with Apple Calendar, Thunderbird and others"
    ]
    google: Annotated[str | None, "link that subscribes with Google Calendar"]
    outlook: Annotated[str | None, "link that subscribes with Outlook.com"]
    office365: Annotated[str | None, "link that subscribes with Outlook at work or school"]
    qr: Annotated[str | None, "path of a QR code with the first link"]


class CalendarPage(SitePage):
    """How to subscribe, for each program."""

    feeds: Annotated[tuple[Feed, ...], "the calendar for everybody, then those of audiences"]


FOLDER = "webinars/"


class SpeakerName(Facts):
    """A speaker in the line of a webinar."""

    id: Annotated[str, "stable id, and the place on the page of the speakers"]
    name: Annotated[str, "the name"]


class SiteRow(SlotFacts):
    """A webinar in a list; its times are those of the series' zone."""

    id: Annotated[str, "stable id"]
    number: Annotated[int, "number in the series"]
    title: Annotated[str, "the topic"]
    href: Annotated[str, "path of its page, from the folder of the language"]
    cancelled: Annotated[bool, "whether it will not take place"]
    reason: Annotated[str | None, "why it is cancelled, if that is published"]
    past: Annotated[bool, "whether it is over"]
    zone: Annotated[str, "everyday name of the zone"]
    starts_at: Annotated[str, "start with its offset, for programs: ISO 8601"]
    ends_at: Annotated[str, "end with its offset"]
    speakers: Annotated[tuple[SpeakerName, ...], "the speakers who are known"]
    has_archive: Annotated[bool, "whether there is a recording or a document"]
    recording: Annotated[str | None, "link to the recording"]
    materials: Annotated[tuple[MaterialFacts, ...], "documents; without `url` if not yet readable"]
    local_times: Annotated[tuple[LocalTime, ...], "the slot in each of the `audience_zones`"]


def page_name(webinar: Webinar) -> str:
    return f"{FOLDER}{webinar.id}"


def site_row(site: Site, webinar: Webinar, language: str) -> SiteRow:
    series = site.series
    return in_language(
        SiteRow,
        webinar,
        language,
        href=f"{page_name(webinar)}.html",
        past=site.is_past(webinar),
        **webinar_slot(series, webinar, language),
        zone=zone_text(site.series, language),
        starts_at=series.instant(webinar.starts).isoformat(timespec="minutes"),
        ends_at=series.instant(webinar.ends).isoformat(timespec="minutes"),
        speakers=tuple(
            SpeakerName(who.id, name_of(who, language)) for who in series.speakers_of(webinar)
        ),
        has_archive=bool(webinar.recording or webinar.materials),
        materials=readable_materials(site, webinar, language),
        local_times=local_times(series, webinar, language),
    )


def utc_slot(site: Site, webinar: Webinar, language: str) -> str:
    moments = (site.series.instant(at).astimezone(UTC) for at in (webinar.starts, webinar.ends))
    starts, ends = (hour_text(moment, language) for moment in moments)
    return span_text(starts, ends, language)


class SiteSpeaker(Facts):
    """A speaker of a webinar."""

    id: Annotated[str, "stable id, and the place on the page of the speakers"]
    person: Annotated[SpeakerFacts, "the person"]
    picture: Annotated[str | None, "path of the person's picture, from the folder of the site"]


def picture_path(person: Person) -> str | None:
    """Return where the site has the picture of a person."""
    if person.picture is None:
        return None
    return f"people/{person.id}{PurePosixPath(person.picture.file).suffix.lower()}"


class CalendarLink(Facts):
    """A link that adds the webinar to a calendar on the web."""

    name: Annotated[str, "name of the calendar"]
    url: Annotated[str, "its web address"]


class EarlierStart(Facts):
    """A start for which the webinar was planned before."""

    date: Annotated[str, "weekday and date in the series' zone"]
    time: Annotated[str, "start in the series' zone"]
    zone: Annotated[str, "everyday name of the zone"]
    offset: Annotated[str, "its offset on that date"]


class SubjectName(Facts):
    """A theme, or a Sustainable Development Goal."""

    id: Annotated[str, "place on the page of the themes"]
    name: Annotated[str, "its name"]


def themes_named(themes: Iterable[Theme], language: str) -> tuple[SubjectName, ...]:
    return tuple(SubjectName(f"theme-{one.id}", one.name.pick(language)) for one in themes)


def goals_named(themes: Iterable[Theme], language: str) -> tuple[SubjectName, ...]:
    goals = sorted({goal for theme in themes for goal in theme.sdgs})
    return tuple(SubjectName(f"sdg-{one}", f"{one}. {sdg_title(one, language)}") for one in goals)


class WebinarPage(SitePage):
    """The page of a webinar, whose address never changes."""

    webinar: Annotated[WebinarFacts, "the webinar"]
    row: Annotated[SiteRow, "the webinar as in lists, with its times for programs"]
    utc: Annotated[str, "start and end in UTC"]
    utc_day: Annotated[str, "the date of the start in UTC, for tables"]
    earlier: Annotated[tuple[EarlierStart, ...], "starts for which it was planned before"]
    in_programme: Annotated[bool, "whether the series still has it"]
    items: Annotated[tuple[ItemLine, ...], "the run of show"]
    speakers: Annotated[tuple[SiteSpeaker, ...], "the speakers who are known"]
    themes: Annotated[tuple[SubjectName, ...], "its themes"]
    goals: Annotated[tuple[SubjectName, ...], "Sustainable Development Goals that they serve"]
    calendar: Annotated[str, "path of its calendar file, from the folder of the language"]
    calendar_links: Annotated[tuple[CalendarLink, ...], "links for calendars on the web"]
    subscribe: Annotated[Feed | None, "the calendar for everybody; none once the webinar is over"]
    before: Annotated[SiteRow | None, "the webinar before it in the programme"]
    after: Annotated[SiteRow | None, "the webinar after it"]
    contacts: Annotated[tuple[ContactFacts, ...], "the organisers to ask"]


def webinar_page(  # noqa: PLR0913 all are on the page
    site: Site,
    webinar: Webinar,
    language: str,
    page: PageFacts,
    neighbours: tuple[SiteRow | None, SiteRow, SiteRow | None],
    *,
    links: tuple[CalendarLink, ...],
    subscribe: Feed | None,
    earlier: tuple[EarlierStart, ...],
) -> WebinarPage:
    """Return the page of a webinar; its row is between those of its neighbours, if it has any."""
    series, (before, row, after) = site.series, neighbours
    return WebinarPage(
        **page_fields(site, language, page),
        webinar=readable_now(site, webinar_facts(series, webinar, language), webinar, row),
        row=row,
        utc=utc_slot(site, webinar, language),
        utc_day=short_day_text(series.instant(webinar.starts).astimezone(UTC), language),
        earlier=earlier,
        in_programme=webinar not in site.dropped,
        items=() if webinar.cancelled else item_lines(series, webinar, language),
        speakers=tuple(
            SiteSpeaker(who.id, speaker_facts(who, language), picture_path(who))
            for who in (() if webinar.cancelled else series.speakers_of(webinar))
        ),
        themes=themes_named(series.themes_of(webinar), language),
        goals=goals_named(series.themes_of(webinar), language),
        calendar=f"{row.href.removesuffix('.html')}.ics",
        calendar_links=links,
        subscribe=subscribe,
        before=before,
        after=after,
        contacts=contacts(series.organisers_of(webinar), language),
    )


def earlier_start(site: Site, start: datetime, language: str) -> EarlierStart:
    """Return an earlier start, on the clocks that the series has now."""
    local = start.astimezone(site.series.tz)
    hour, zone = hour_text(local, language), zone_text(site.series, language)
    return EarlierStart(day_text(local, language), hour, zone, offset_text(local))


def readable_materials(site: Site, webinar: Webinar, language: str) -> tuple[MaterialFacts, ...]:
    """Return the documents, those that may not be read yet without their addresses."""
    pairs = ((one, material_facts(one, language)) for one in webinar.materials)
    return tuple(
        replace(facts, url="") if one.from_ and one.from_ > site.today else facts
        for one, facts in pairs
    )


def readable_now(site: Site, facts: WebinarFacts, webinar: Webinar, row: SiteRow) -> WebinarFacts:
    """Return the facts without documents that may not be read yet, and links that are over."""
    link = facts.register_url if site.is_open(webinar) else None
    return replace(facts, materials=row.materials, register_url=link)
