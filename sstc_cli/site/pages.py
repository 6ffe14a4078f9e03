"""The pages of a site in one language, each made when it is read."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from sstc_cli.model import Webinar
from sstc_cli.render.web.pages import WebPage, WebPages
from sstc_cli.site.calendars import Calendars
from sstc_cli.site.structured import series_data, webinar_data
from sstc_cli.views.dates import direction_of
from sstc_cli.views.site.calendar import CalendarPage, Feed
from sstc_cli.views.site.changes import ChangedWebinar, ChangesPage, PublishedChanges
from sstc_cli.views.site.context import Site
from sstc_cli.views.site.lists import programme_page, series_page, speakers_page
from sstc_cli.views.site.others import EmbedPage, plain_page
from sstc_cli.views.site.page import PageFacts, page_of, series_of
from sstc_cli.views.site.webinar import EarlierStart, WebinarParts, earlier_start, webinar_page
from sstc_cli.views.site.webinars import SiteRow, page_name, site_row

PicturePaths = Mapping[str, str]  # paths of pictures to share, by the name of their page
# the names of the pages in the folder of a language, besides those of webinars
NAMES = ("index", "programme", "speakers", "calendar", "changes", "accessibility", "embed", "404")
TEMPLATES = {"index": "site-series"}


@dataclass
class LanguagePages:
    """The pages of a language: their views, and the templates that are filled with them."""

    site: Site
    language: str
    templates: WebPages
    calendars: Calendars
    releases: Callable[[], tuple[PublishedChanges, ...]]
    pictures: PicturePaths
    unpublished: Callable[[], tuple[ChangedWebinar, ...]] = tuple

    def makers(self) -> Iterator[tuple[str, str, Callable[[], Any]]]:
        """Yield the name of each page with its template and the maker of its view."""
        views: dict[str, Callable[[str], Any]] = {
            "index": self._index,
            "programme": partial(self._listed, programme_page),
            "speakers": partial(self._listed, speakers_page),
            "calendar": self._calendar,
            "changes": self._changes,
            "accessibility": self._plain,
            "embed": self._embed,
            "404": self._plain,
        }
        for name in NAMES:
            template = TEMPLATES.get(name, f"site-{name}")
            yield name, template, partial(views[name], name)
        for webinar in self.site.webinars:
            yield page_name(webinar), "site-webinar", partial(self.webinar, webinar)

    def page(self, template: str, view: Callable[[], Any]) -> WebPage:
        """Return a page as it is written."""
        return self.templates.page(template, view())

    @cached_property
    def rows(self) -> tuple[SiteRow, ...]:
        """The webinars of the series in lists, made once for all pages."""
        webinars = self.site.series.webinars
        return tuple(site_row(self.site, webinar, self.language) for webinar in webinars)

    @cached_property
    def _feeds(self) -> tuple[Feed, ...]:
        return self.calendars.feeds(self.language)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {row.id: place for place, row in enumerate(self.rows)}

    def _facts(self, name: str, data: str = "") -> PageFacts:
        return page_of(self.site, self.language, name, data, self.pictures.get(name))

    def _index(self, name: str) -> Any:
        page = self._facts(name, series_data(self.site, self.language))
        return series_page(self.site, self.language, page, self.rows)

    def _listed(self, make: Callable[..., Any], name: str) -> Any:
        return make(self.site, self.language, self._facts(name), self.rows)

    def _plain(self, name: str) -> Any:
        return plain_page(self.site, self.language, self._facts(name))

    def _calendar(self, name: str) -> Any:
        return CalendarPage(*self._common(name), self._feeds)

    def _changes(self, name: str) -> Any:
        return ChangesPage(*self._common(name), self.unpublished(), self.releases())

    def _embed(self, name: str) -> Any:
        ahead = tuple(row for row in self.rows if not row.past)
        return EmbedPage(*self._common(name), ahead)

    def _common(self, name: str) -> tuple[str, str, PageFacts, Any]:
        language = self.language
        series = series_of(self.site, language)
        return language, direction_of(language), self._facts(name), series

    def webinar(self, webinar: Webinar) -> Any:
        """Return the view of a webinar's page."""
        site, language, name = self.site, self.language, page_name(webinar)
        picture = self.pictures.get(name)
        page = self._facts(name, webinar_data(site, webinar, language, picture))
        before, row, after = self._neighbours(webinar)
        links = self.calendars.links(webinar, language)
        feed = None if site.is_past(webinar) else self._feeds[0]
        parts = WebinarParts(row, before, after, links, feed, self._earlier(webinar))
        return webinar_page(site, webinar, language, page, parts)

    def _neighbours(self, webinar: Webinar) -> tuple[SiteRow | None, SiteRow, SiteRow | None]:
        """Return the rows before, of and after a webinar; a dropped one has no neighbours."""
        place = self._places.get(webinar.id)
        if place is None or webinar in self.site.dropped:
            return None, site_row(self.site, webinar, self.language), None
        rows = self.rows
        before = rows[place - 1] if place else None
        return before, rows[place], rows[place + 1] if place + 1 < len(rows) else None

    def _earlier(self, webinar: Webinar) -> tuple[EarlierStart, ...]:
        starts = (self.site.earlier or {}).get(webinar.id, ())
        return tuple(earlier_start(self.site, start, self.language) for start in starts)
