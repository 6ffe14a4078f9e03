"""What all pages of the public site share, before and after they are in a language."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Annotated, Any

from sstc_cli.model import Series, Webinar
from sstc_cli.model.deadlines import last_day_to_register
from sstc_cli.model.languages import language_name
from sstc_cli.model.text import pick
from sstc_cli.model.view import Facts
from sstc_cli.views.dates import city_of, day_text, direction_of, hour_text, span_text
from sstc_cli.views.facts import zone_text
from sstc_cli.views.people import OrganiserFacts, in_language, organiser_facts


@dataclass(frozen=True)
class Site:
    """A public series, the day when its site is built, and where it will be on the web.

    `dropped` are webinars that are no longer in the programme, but keep their pages. `published` is
    None for a draft before the first release. The `url` ends in a slash. `earlier` has the earlier
    starts of webinars that were moved, by their ids.
    """

    series: Series
    dropped: tuple[Webinar, ...]
    today: date
    draft: bool = False
    published: datetime | None = None
    url: str | None = None
    earlier: Mapping[str, tuple[datetime, ...]] | None = None
    logos: tuple["Logo", ...] = ()

    @cached_property
    def held(self) -> list[Webinar]:
        return self.series.in_time_order

    @property
    def languages(self) -> tuple[str, ...]:
        return self.series.languages

    @cached_property
    def webinars(self) -> tuple[Webinar, ...]:
        return (*self.series.webinars, *self.dropped)

    def is_past(self, webinar: Webinar) -> bool:
        """Return whether a webinar is over: it was held, or its last day is before today."""
        return webinar.status == "held" or webinar.ends.date() < self.today

    def is_open(self, webinar: Webinar) -> bool:
        """Return whether people can register: it takes place, and the last day has not passed."""
        last = last_day_to_register(self.series, webinar)
        closed = last is not None and last < self.today
        return not (webinar.cancelled or self.is_past(webinar) or closed)

    def address(self, path: str) -> str | None:
        return f"{self.url}{path}" if self.url else None

    @cached_property
    def has_themes(self) -> bool:
        return any(self.series.themes_of(webinar) for webinar in self.series.webinars)

    @cached_property
    def register_url(self) -> str | None:
        """The link to register, if all webinars that one can register for have the same."""
        links = {webinar.register_url for webinar in self.series.webinars if self.is_open(webinar)}
        return links.pop() if len(links) == 1 else None

    @property
    def next_to_register(self) -> Webinar | None:
        """The next webinar that one can register for."""
        return next((one for one in self.held if one.register_url and self.is_open(one)), None)


_HOUR = datetime(2000, 1, 1, 15, 30)


class LanguageLink(Facts):
    """The same page in a language."""

    code: Annotated[str, "code of the language"]
    name: Annotated[str, "its name in the language itself"]
    direction: Annotated[str, "direction of writing: `ltr` or `rtl`"]
    href: Annotated[str, "link to the page, from this page"]
    url: Annotated[str | None, "its web address, if the site has one"]


class ZoneChoice(Facts):
    """A time zone that the list of zones begins with."""

    zone: Annotated[str, "IANA time zone"]
    city: Annotated[str, "its city"]


class PageFacts(Facts):
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


class Logo(Facts):
    """A logo of the letterhead."""

    file: Annotated[str, "path of its picture, from the folder of the site"]
    alternative: Annotated[str, "whose it is, for people who do not see it"]
    width: Annotated[int, "its width in pixels"]
    height: Annotated[int, "its height in pixels"]


class SiteSeries(Facts):
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
    logos: Annotated[tuple[Logo, ...], "the logos in the header of the letterhead"]
    has_themes: Annotated[bool, "whether the site has a page of themes"]
    more: Annotated[Mapping[str, str], "texts of the office's own, by key"]


class SitePage(Facts):
    """What every page has."""

    language: Annotated[str, "code of the page's language"]
    direction: Annotated[str, "direction of writing: `ltr` or `rtl`"]
    page: Annotated[PageFacts, "the page among the others"]
    series: Annotated[SiteSeries, "the series"]


def page_fields(site: Site, language: str, page: PageFacts) -> dict[str, Any]:
    series, direction = series_of(site, language), direction_of(language)
    return {"language": language, "direction": direction, "page": page, "series": series}


def series_of(site: Site, language: str) -> SiteSeries:
    series, held = site.series, site.held
    title = series.title.pick(language)
    return in_language(
        SiteSeries,
        series,
        language,
        title=title,
        short_title=pick(series.short_title, language) or title,
        count=len(held),
        starts=day_text(held[0].starts, language) if held else None,
        ends=day_text(held[-1].starts, language) if held else None,
        zone=zone_text(site.series, language),
        register_url=site.register_url,
        organisers=organiser_facts(series.organisers, language),
        logos=site.logos,
        has_themes=site.has_themes,
    )


def page_of(
    site: Site, language: str, name: str, data: str = "", picture: str | None = None
) -> PageFacts:
    """Return the facts about a page; its name is a path in the folder of the language."""
    base = "../" * name.count("/")
    root, published = f"{base}../", site.published
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
        published=day_text(published.astimezone(site.series.tz), language) if published else None,
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
    zones = dict.fromkeys((site.series.zone, *site.series.audience_zones))
    cities = tuple(ZoneChoice(zone, city_of(site.series, zone, language)) for zone in zones)
    return cities if "UTC" in zones else (*cities, ZoneChoice("UTC", "UTC"))
