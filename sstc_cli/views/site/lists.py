"""The pages of a site about the whole series: `site-series`, `site-programme`, `site-speakers`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from sstc_cli.views.dates import direction_of
from sstc_cli.views.invitation import AudienceFacts, audience_facts
from sstc_cli.views.people import ContactFacts, SpeakerFacts, contacts, speaker_facts
from sstc_cli.views.rhythm import common_minutes
from sstc_cli.views.site.context import Site
from sstc_cli.views.site.page import PageFacts, SiteSeries, series_of
from sstc_cli.views.site.webinars import SiteRow
from sstc_cli.views.tables.starts import MOST_COLUMNS
from sstc_cli.views.tables.timetable import Clock, ClockChange, clock_changes, clocks, only_offset


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """The page of the series, the first one of each language."""

    language: Annotated[str, "code of the page's language"]
    direction: Annotated[str, "direction of writing: `ltr` or `rtl`"]
    page: Annotated[PageFacts, "the page among the others"]
    series: Annotated[SiteSeries, "the series"]
    about: Annotated[tuple[str, ...], "objectives of the series"]
    ahead: Annotated[tuple[SiteRow, ...], "the webinars that are not over"]
    past: Annotated[tuple[SiteRow, ...], "the webinars that are over"]
    audiences: Annotated[tuple[AudienceFacts, ...], "the groups that the series is for"]
    contacts: Annotated[tuple[ContactFacts, ...], "the organisers to ask"]


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    """The programme on one page, to print."""

    language: Annotated[str, "code of the page's language"]
    direction: Annotated[str, "direction of writing: `ltr` or `rtl`"]
    page: Annotated[PageFacts, "the page among the others"]
    series: Annotated[SiteSeries, "the series"]
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


@dataclass(frozen=True, slots=True)
class SpeakerEntry:
    """A person, and the webinars in which that person speaks."""

    id: Annotated[str, "stable id"]
    person: Annotated[SpeakerFacts, "the person"]
    talks: Annotated[tuple[SiteRow, ...], "the webinars"]


@dataclass(frozen=True, slots=True)
class SpeakersPage:
    """Everybody who speaks."""

    language: Annotated[str, "code of the page's language"]
    direction: Annotated[str, "direction of writing: `ltr` or `rtl`"]
    page: Annotated[PageFacts, "the page among the others"]
    series: Annotated[SiteSeries, "the series"]
    speakers: Annotated[tuple[SpeakerEntry, ...], "the speakers, in the order of their talks"]


def series_page(site: Site, language: str, page: PageFacts, rows: Sequence[SiteRow]) -> SeriesPage:
    """Return the page of the series."""
    series = site.series
    return SeriesPage(
        language=language,
        direction=direction_of(language),
        page=page,
        series=series_of(site, language),
        about=tuple(objective.text.pick(language) for objective in series.objectives),
        ahead=tuple(row for row in rows if not row.past),
        past=tuple(row for row in rows if row.past),
        audiences=tuple(audience_facts(audience, language) for audience in series.audiences),
        contacts=contacts(series.organisers, language),
    )


def programme_page(
    site: Site, language: str, page: PageFacts, rows: Sequence[SiteRow]
) -> ProgrammePage:
    """Return the programme."""
    series, cities = site.series, clocks(site.series, language)
    zones = (series.zone, *series.audience_zones)
    years = {webinar.starts.year for webinar in series.webinars}
    return ProgrammePage(
        language=language,
        direction=direction_of(language),
        page=page,
        series=series_of(site, language),
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
    """Return the speakers of the webinars, each once with all their webinars."""
    series, by_id = site.series, {row.id: row for row in rows}
    talks: dict[str, list[SiteRow]] = {}
    for webinar in series.webinars:
        for person in series.speakers_of(webinar):
            talks.setdefault(person.id, []).append(by_id[webinar.id])
    return SpeakersPage(
        language=language,
        direction=direction_of(language),
        page=page,
        series=series_of(site, language),
        speakers=tuple(
            SpeakerEntry(id_, speaker_facts(series.people_by_id[id_], language), tuple(own))
            for id_, own in talks.items()
        ),
    )
