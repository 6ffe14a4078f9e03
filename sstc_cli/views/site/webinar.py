"""The fields of `site-webinar`: one webinar, before and after it takes place."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Annotated

from sstc_cli.model import Webinar
from sstc_cli.model.zones import offset_text
from sstc_cli.views.agenda import ItemLine, item_lines
from sstc_cli.views.dates import day_text, direction_of, hour_text, short_day_text
from sstc_cli.views.facts import WebinarFacts, webinar_facts
from sstc_cli.views.people import ContactFacts, contacts
from sstc_cli.views.site.calendar import Feed
from sstc_cli.views.site.context import Site
from sstc_cli.views.site.page import PageFacts, SiteSeries, series_of
from sstc_cli.views.site.webinars import SiteRow, utc_slot


@dataclass(frozen=True, slots=True)
class CalendarLink:
    """A link that adds the webinar to a calendar on the web."""

    name: Annotated[str, "name of the calendar"]
    url: Annotated[str, "its web address"]


@dataclass(frozen=True, slots=True)
class EarlierStart:
    """A start for which the webinar was planned before."""

    date: Annotated[str, "weekday and date in the series' zone"]
    time: Annotated[str, "start in the series' zone"]
    zone: Annotated[str, "everyday name of the zone"]
    offset: Annotated[str, "its offset on that date"]


@dataclass(frozen=True, slots=True)
class WebinarPage:
    """The page of a webinar, whose address never changes."""

    language: Annotated[str, "code of the page's language"]
    direction: Annotated[str, "direction of writing: `ltr` or `rtl`"]
    page: Annotated[PageFacts, "the page among the others"]
    series: Annotated[SiteSeries, "the series"]
    webinar: Annotated[WebinarFacts, "the webinar"]
    row: Annotated[SiteRow, "the webinar as in lists, with its times for programs"]
    utc: Annotated[str, "start and end in UTC"]
    utc_day: Annotated[str, "the date of the start in UTC, for tables"]
    earlier: Annotated[tuple[EarlierStart, ...], "starts for which it was planned before"]
    in_programme: Annotated[bool, "whether the series still has it"]
    items: Annotated[tuple[ItemLine, ...], "the run of show"]
    calendar: Annotated[str, "path of its calendar file, from the folder of the language"]
    calendar_links: Annotated[tuple[CalendarLink, ...], "links for calendars on the web"]
    subscribe: Annotated[Feed | None, "the calendar for everybody; none once the webinar is over"]
    before: Annotated[SiteRow | None, "the webinar before it in the programme"]
    after: Annotated[SiteRow | None, "the webinar after it"]
    contacts: Annotated[tuple[ContactFacts, ...], "the organisers to ask"]


@dataclass(frozen=True, slots=True)
class WebinarParts:
    """What a webinar's page has besides the webinar; rows of its neighbours, if it has any."""

    row: SiteRow
    before: SiteRow | None
    after: SiteRow | None
    links: tuple[CalendarLink, ...]
    subscribe: Feed | None
    earlier: tuple[EarlierStart, ...]


def webinar_page(
    site: Site, webinar: Webinar, language: str, page: PageFacts, parts: WebinarParts
) -> WebinarPage:
    """Return the page of a webinar."""
    series, row = site.series, parts.row
    return WebinarPage(
        language=language,
        direction=direction_of(language),
        page=page,
        series=series_of(site, language),
        webinar=readable_now(site, webinar_facts(series, webinar, language), webinar),
        row=row,
        utc=utc_slot(site, webinar, language),
        utc_day=short_day_text(series.instant(webinar.starts).astimezone(UTC), language),
        earlier=parts.earlier,
        in_programme=webinar not in site.dropped,
        items=() if webinar.cancelled else item_lines(series, webinar, language),
        calendar=f"{row.href.removesuffix('.html')}.ics",
        calendar_links=parts.links,
        subscribe=parts.subscribe,
        before=parts.before,
        after=parts.after,
        contacts=contacts(series.organisers_of(webinar), language),
    )


def earlier_start(site: Site, start: datetime, language: str) -> EarlierStart:
    """Return an earlier start, on the clocks that the series has now."""
    local = start.astimezone(site.series.tz)
    hour, zone = hour_text(local, language), site.zone_name(language)
    return EarlierStart(day_text(local, language), hour, zone, offset_text(local))


def is_readable(material_from: date | None, today: date) -> bool:
    """Return whether a document may be read today."""
    return material_from is None or material_from <= today


def readable_now(site: Site, facts: WebinarFacts, webinar: Webinar) -> WebinarFacts:
    """Return the facts without the addresses of documents that may not be read yet."""
    pairs = zip(facts.materials, webinar.materials, strict=True)
    shown = tuple(
        facts_of if is_readable(material.from_, site.today) else replace(facts_of, url="")
        for facts_of, material in pairs
    )
    return replace(facts, materials=shown)
