"""Fields that all pages of a site share; their notes become docs/reference/template-fields.md."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

from sstc_cli.model.languages import language_name
from sstc_cli.model.text import pick
from sstc_cli.views.dates import city_of, day_text, direction_of, hour_text, span_text
from sstc_cli.views.people import OrganiserFacts, organiser_facts, own_texts
from sstc_cli.views.site.context import Site

_HOUR = datetime(2000, 1, 1, 15, 30)


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The same page in a language."""

    code: Annotated[str, "code of the language"]
    name: Annotated[str, "its name in the language itself"]
    direction: Annotated[str, "direction of writing: `ltr` or `rtl`"]
    href: Annotated[str, "link to the page, from this page"]
    url: Annotated[str | None, "its web address, if the site has one"]


@dataclass(frozen=True, slots=True)
class ZoneChoice:
    """A time zone that the list of zones begins with."""

    zone: Annotated[str, "IANA time zone"]
    city: Annotated[str, "its city"]


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The page among the other pages."""

    name: Annotated[str, "name of its file without `.html`"]
    base: Annotated[str, "path to the folder of the language, for example `../`"]
    root: Annotated[str, "path to the folder of the whole site"]
    url: Annotated[str | None, "web address of the page, if the site has one"]
    picture: Annotated[str | None, "path of the picture to share, from the folder of the site"]
    picture_url: Annotated[str | None, "web address of that picture"]
    alternatives: Annotated[tuple[LanguageLink, ...], "the page in each language of the series"]
    zones: Annotated[
        tuple[ZoneChoice, ...], "the zones of the series and of its audiences, and UTC"
    ]
    hour: Annotated[str, "how the language writes 15:30"]
    span: Annotated[str, "how the language writes a start and an end"]
    draft: Annotated[bool, "whether this is a draft, of what is not published"]
    published: Annotated[str | None, "weekday and date of the release"]
    data: Annotated[str, "the same facts for search engines: JSON-LD"]


@dataclass(frozen=True, slots=True)
class SiteSeries:
    """The series."""

    title: Annotated[str, "title of the series"]
    short_title: Annotated[str, "its short title, otherwise the title"]
    count: Annotated[int, "number of webinars that take place"]
    starts: Annotated[str | None, "weekday and date of the first webinar"]
    ends: Annotated[str | None, "weekday and date of the last webinar"]
    zone: Annotated[str, "everyday name of the zone of all times"]
    register_url: Annotated[str | None, "the link to register, if it is one for all webinars"]
    organisers: Annotated[tuple[OrganiserFacts, ...], "the organisers"]
    notes: Annotated[tuple[str, ...], "remarks on the programme"]
    more: Annotated[Mapping[str, str], "texts of the office's own, by key"]


def series_of(site: Site, language: str) -> SiteSeries:
    """Return the facts about the series."""
    series, held = site.series, site.held
    title = series.title.pick(language)
    return SiteSeries(
        title=title,
        short_title=pick(series.short_title, language) or title,
        count=len(held),
        starts=day_text(held[0].starts, language) if held else None,
        ends=day_text(held[-1].starts, language) if held else None,
        zone=site.zone_name(language),
        register_url=site.register_url,
        organisers=organiser_facts(series.organisers, language),
        notes=tuple(note.pick(language) for note in series.notes),
        more=own_texts(series.more, language),
    )


def page_of(
    site: Site, language: str, name: str, data: str = "", picture: str | None = None
) -> PageFacts:
    """Return the facts about a page; its name is a path in the folder of the language."""
    base = "../" * name.count("/")
    root = f"{base}../"
    return PageFacts(
        name=name,
        base=base,
        root=root,
        url=site.address(f"{language}/{name}.html"),
        picture=picture,
        picture_url=site.address(picture) if picture else None,
        alternatives=tuple(_link(site, code, root, name) for code in site.languages),
        zones=_zones(site, language),
        hour=hour_text(_HOUR, language),
        span=span_text("{starts}", "{ends}", language),
        draft=site.draft,
        published=_published(site, language),
        data=data,
    )


def at_root(site: Site, name: str, root: str = "") -> PageFacts:
    """Return the facts about a page above the folders of the languages, in the main one."""
    main = site.languages[0]
    return replace(
        page_of(site, main, name),
        base=f"{root}{main}/",
        root=root,
        url=site.address(f"{name}.html"),
        alternatives=tuple(_link(site, code, root, "index") for code in site.languages),
    )


def _link(site: Site, code: str, root: str, name: str) -> LanguageLink:
    path = f"{code}/{name}.html"
    own_name = language_name(code, code)
    return LanguageLink(code, own_name, direction_of(code), f"{root}{path}", site.address(path))


def _zones(site: Site, language: str) -> tuple[ZoneChoice, ...]:
    """Return the zones of the series, each once, its own first, and UTC."""
    zones = dict.fromkeys((site.series.zone, *site.series.audience_zones))
    cities = tuple(ZoneChoice(zone, city_of(site.series, zone, language)) for zone in zones)
    return cities if "UTC" in zones else (*cities, ZoneChoice("UTC", "UTC"))


def _published(site: Site, language: str) -> str | None:
    """Return the day of the release in the zone of the series."""
    if site.published is None:
        return None
    return day_text(site.published.astimezone(site.series.tz), language)
