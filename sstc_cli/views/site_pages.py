"""The fields of all other pages of the site, and the registry of its pages."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated

from sstc_cli.model.view import Facts
from sstc_cli.model.zones import offsets_text
from sstc_cli.views.dates import direction_of, hour_text, short_day_text, span_text
from sstc_cli.views.facts import revised_text
from sstc_cli.views.invitation import AudienceFacts, audience_facts
from sstc_cli.views.people import ContactFacts, contacts, in_language, speaker_facts
from sstc_cli.views.site_frame import PageFacts, Site, SitePage, SiteSeries, page_fields, series_of
from sstc_cli.views.site_webinar import (
    CalendarPage,
    SiteRow,
    SiteSpeaker,
    SubjectName,
    WebinarPage,
    goals_named,
    picture_path,
    themes_named,
)
from sstc_cli.views.timetable import (
    MOST_COLUMNS,
    Clock,
    ClockChange,
    clock_changes,
    clocks,
    common_minutes,
    only_offset,
)


class SeriesPage(SitePage):
    """The page of the series, the first one of each language."""

    about: Annotated[tuple[str, ...], "objectives of the series"]
    register_url: Annotated[str | None, "the link to register: for all webinars, or the next one"]
    registers_for: Annotated[SiteRow | None, "the webinar that this link is for, if not for all"]
    ahead: Annotated[tuple[SiteRow, ...], "the webinars that are not over"]
    past: Annotated[tuple[SiteRow, ...], "the webinars that are over"]
    audiences: Annotated[tuple[AudienceFacts, ...], "the groups that the series is for"]
    contacts: Annotated[tuple[ContactFacts, ...], "the organisers to ask"]


class ProgrammePage(SitePage):
    """The programme on one page, to print."""

    offset: Annotated[str | None, "offset of the series' zone, if it is always the same"]
    year: Annotated[int | None, "the year, if all webinars are in one"]
    minutes: Annotated[int | None, "length of every webinar, if all have the same"]
    webinars: Annotated[tuple[SiteRow, ...], "every webinar"]
    clocks: Annotated[tuple[Clock, ...], "the cities of the `local_times`, in their order"]
    columns: Annotated[tuple[Clock, ...], "the `clocks`, if they fit beside the titles"]
    shifts: Annotated[
        tuple[int, ...], "`days` of the local times: 1 if one is on the next day, −1 …"
    ]
    clock_changes: Annotated[tuple[ClockChange, ...], "clock changes during the series"]


class SpeakerEntry(SiteSpeaker):
    """A person, and the webinars in which that person speaks."""

    talks: Annotated[tuple[SiteRow, ...], "the webinars"]


class SpeakersPage(SitePage):
    """Everybody who speaks."""

    speakers: Annotated[tuple[SpeakerEntry, ...], "the speakers, in the order of their talks"]


def series_page(site: Site, language: str, page: PageFacts, rows: Sequence[SiteRow]) -> SeriesPage:
    series, own = site.series, None if site.register_url else site.next_to_register
    return SeriesPage(
        **page_fields(site, language, page),
        register_url=own.register_url if own else site.register_url,
        registers_for=next((row for row in rows if own and row.id == own.id), None),
        about=tuple(objective.text.pick(language) for objective in series.objectives),
        ahead=tuple(row for row in rows if not row.past),
        past=tuple(row for row in rows if row.past),
        audiences=tuple(audience_facts(audience, language) for audience in series.audiences),
        contacts=contacts(series.organisers, language),
    )


def programme_page(
    site: Site, language: str, page: PageFacts, rows: Sequence[SiteRow]
) -> ProgrammePage:
    series, cities = site.series, clocks(site.series, language)
    zones = (series.zone, *series.audience_zones)
    years = {webinar.starts.year for webinar in series.webinars}
    return ProgrammePage(
        **page_fields(site, language, page),
        offset=only_offset(series, series.zone),
        year=years.pop() if len(years) == 1 else None,
        minutes=common_minutes(series),
        webinars=tuple(rows),
        clocks=cities,
        columns=cities if len(cities) <= MOST_COLUMNS else (),
        shifts=tuple(sorted({place.days for row in rows for place in row.local_times})),
        clock_changes=clock_changes(series, zones, language),
    )


def speakers_page(
    site: Site, language: str, page: PageFacts, rows: Sequence[SiteRow]
) -> SpeakersPage:
    series, by_id = site.series, {row.id: row for row in rows}
    talks: dict[str, list[SiteRow]] = {}
    for webinar in series.webinars:
        for person in series.speakers_of(webinar):
            talks.setdefault(person.id, []).append(by_id[webinar.id])
    return SpeakersPage(
        **page_fields(site, language, page),
        speakers=tuple(
            SpeakerEntry(who.id, speaker_facts(who, language), picture_path(who), tuple(own))
            for who, own in ((series.people_by_id[id_], own) for id_, own in talks.items())
        ),
    )


class Subject(SubjectName):
    """A theme or a goal, and the webinars about it."""

    webinars: Annotated[tuple[SiteRow, ...], "the webinars"]


class ThemesPage(SitePage):
    """The webinars by theme, and by Sustainable Development Goal."""

    themes: Annotated[tuple[Subject, ...], "the themes that webinars have"]
    goals: Annotated[tuple[Subject, ...], "the goals that these themes serve"]


def themes_page(site: Site, language: str, page: PageFacts, rows: Sequence[SiteRow]) -> ThemesPage:
    series, by_id = site.series, {row.id: row for row in rows}
    about: dict[str, list[SiteRow]] = {}
    for webinar in series.webinars:
        themes = series.themes_of(webinar)
        for subject in (*themes_named(themes, language), *goals_named(themes, language)):
            about.setdefault(subject.id, []).append(by_id[webinar.id])

    def found(subjects: Sequence[SubjectName]) -> tuple[Subject, ...]:
        return tuple(
            Subject(one.id, one.name, tuple(about[one.id])) for one in subjects if one.id in about
        )

    return ThemesPage(
        **page_fields(site, language, page),
        themes=found(themes_named(series.themes, language)),
        goals=found(goals_named(series.themes, language)),
    )


class PlainPage(SitePage):
    """A page with little more than fixed words: accessibility, 404."""

    contacts: Annotated[tuple[ContactFacts, ...], "the organisers to ask"]


class EmbedPage(SitePage):
    """The webinars ahead, to be shown inside a page of another person."""

    webinars: Annotated[tuple[SiteRow, ...], "the webinars that are not over"]


def plain_page(site: Site, language: str, page: PageFacts) -> PlainPage:
    people = contacts(site.series.organisers, language)
    return PlainPage(**page_fields(site, language, page), contacts=people)


class ChooserLanguage(Facts):
    """A language of the site."""

    code: Annotated[str, "code of the language"]
    name: Annotated[str, "its name in the language itself"]
    direction: Annotated[str, "direction of writing: `ltr` or `rtl`"]
    href: Annotated[str, "path of its first page"]
    title: Annotated[str, "title of the series in the language"]


class ChooserPage(SitePage):
    """The way in: a choice of languages."""

    languages: Annotated[tuple[ChooserLanguage, ...], "the languages"]


def chooser_page(site: Site, page: PageFacts) -> ChooserPage:
    main = site.languages[0]
    languages = tuple(
        in_language(
            ChooserLanguage,
            link,
            link.code,
            href=f"{link.code}/index.html",
            title=site.series.title.pick(link.code),
        )
        for link in page.alternatives
    )
    return ChooserPage(**page_fields(site, main, page), languages=languages)


class SeriesPicture(Facts):
    """The series at a glance."""

    language: Annotated[str, "code of the picture's language"]
    direction: Annotated[str, "direction of writing: `ltr` or `rtl`"]
    revised: Annotated[str, "when the plan last changed, in UTC"]
    series: Annotated[SiteSeries, "the series"]


def series_picture(site: Site, language: str) -> SeriesPicture:
    series = series_of(site, language)
    return SeriesPicture(language, direction_of(language), revised_text(site.series), series)


class PublishedTime(Facts):
    """A time that a release has, on the clocks of its zone."""

    date: Annotated[str, "weekday and date for tables, with the year"]
    time: Annotated[str, "start and end, or a start alone"]
    zone: Annotated[str, "everyday name of the zone"]
    offset: Annotated[str, "its offset on that date"]
    overnight: Annotated[bool, "whether it ends on the next day"]


class ChangeLine(Facts):
    """One change: what it is, and what was and is, in words or as times."""

    what: Annotated[str, "what has changed"]
    was: Annotated[str | None, "what was published before; none if it is a time"]
    now: Annotated[str | None, "what is published now; none if it is a time"]
    before: Annotated[PublishedTime | None, "the time that was published before"]
    after: Annotated[PublishedTime | None, "the time that is published now"]


class ChangedWebinar(Facts):
    """The changes of a webinar, of several webinars, or of the series."""

    number: Annotated[int | None, "number of the webinar; none for the series or several webinars"]
    numbers: Annotated[
        tuple[str, ...], "the numbers of webinars that have these changes in common, as `1–6`"
    ]
    title: Annotated[str, "title of the webinar or the series; empty for several webinars"]
    href: Annotated[str | None, "path of its page, from the folder of the language"]
    lines: Annotated[tuple[ChangeLine, ...], "its changes"]


class PublishedChanges(Facts):
    """What a release changed."""

    id: Annotated[str, "name of the release"]
    date: Annotated[str, "weekday and date of the release"]
    stamp: Annotated[str, "when it was published, in UTC, for programs"]
    first: Annotated[bool, "whether it is the first release"]
    count: Annotated[int, "number of webinars in the release"]
    webinars: Annotated[tuple[ChangedWebinar, ...], "what has changed"]


class ChangesPage(SitePage):
    """What has changed from release to release, the latest first."""

    unpublished: Annotated[tuple[ChangedWebinar, ...], "what a draft changes of the last release"]
    releases: Annotated[tuple[PublishedChanges, ...], "the releases, the latest first"]


def published_time(
    starts: datetime, ends: datetime | None, zone: str, language: str
) -> PublishedTime:
    """Return a slot, or a start alone, in a zone with this everyday name."""
    hour = hour_text(starts, language)
    last = ends or starts
    return PublishedTime(
        short_day_text(starts, language, year=True),
        span_text(hour, hour_text(ends, language), language) if ends else hour,
        zone,
        offsets_text(starts, last),
        last.date() != starts.date(),
    )


SITE_VIEWS: Mapping[str, type] = {
    "site-series": SeriesPage,
    "site-webinar": WebinarPage,
    "site-programme": ProgrammePage,
    "site-speakers": SpeakersPage,
    "site-themes": ThemesPage,
    "site-calendar": CalendarPage,
    "site-changes": ChangesPage,
    "site-accessibility": PlainPage,
    "site-embed": EmbedPage,
    "site-fragment": WebinarPage,
    "site-404": PlainPage,
    "site-chooser": ChooserPage,
}
# the frame of all pages, what they share, the style sheet and the script
SITE_FILES: Mapping[str, str] = {
    "site": "site.html.j2",
    "site-parts": "site-parts.html.j2",
    **{name: f"{name}.html.j2" for name in SITE_VIEWS},
    "site-picture": "site-picture.md.j2",
    "site-style": "site.css.j2",
    "site-script": "site.js",
}
