"""The pages of a site in one language: templates, style, pictures, missing translations."""

from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from sstc_cli.documents.workspace_templates import stationery, templates_of
from sstc_cli.model import Foreign, Webinar
from sstc_cli.model.view import View
from sstc_cli.quantity import quantity
from sstc_cli.render import Document, Stationery, Templates
from sstc_cli.render.display.poster import poster_key, write_poster
from sstc_cli.render.stationery import PIXELS, Letterhead
from sstc_cli.render.typesetting import require_typst
from sstc_cli.render.web import SiteTemplates, WebPage, WebPages, own_or_shipped, style_sheet
from sstc_cli.site.calendars import Calendars
from sstc_cli.site.search_engines import series_data, webinar_data
from sstc_cli.views.announcement import poster_view
from sstc_cli.views.dates import direction_of
from sstc_cli.views.site_frame import Logo, PageFacts, Site, page_fields, page_of
from sstc_cli.views.site_pages import (
    ChangedWebinar,
    ChangesPage,
    EmbedPage,
    PublishedChanges,
    plain_page,
    programme_page,
    series_page,
    series_picture,
    speakers_page,
    themes_page,
)
from sstc_cli.views.site_webinar import (
    CalendarPage,
    Feed,
    SiteRow,
    earlier_start,
    page_name,
    picture_path,
    site_row,
    webinar_page,
)
from sstc_cli.workspace import Photos, Workspace, shipped_root


def site_templates(workspace: Workspace) -> SiteTemplates:
    return SiteTemplates(workspace.templates, shipped_root() / "templates")


def web_pages(templates: SiteTemplates, labels: Mapping[str, str], language: str) -> WebPages:
    return WebPages(templates, labels, language, direction_of(language))


def style(workspace: Workspace, page: Stationery) -> bytes:
    """Return the style sheet, with the font and the accent of the series' documents."""
    shipped = shipped_root() / "templates"
    return style_sheet(workspace.templates, shipped, page.look, page.paper.replace("-", " "))


def script(workspace: Workspace) -> bytes:
    return own_or_shipped(workspace.templates, shipped_root() / "templates", "site.js")


_LONGEST_EXAMPLE = 40


@dataclass(frozen=True, slots=True)
class MissingTranslations:
    """The translations that the pages made so far lack, by language."""

    texts: dict[str, dict[int, Foreign]] = field(default_factory=dict)
    labels: dict[str, set[str]] = field(default_factory=dict)

    def noted(self, page: WebPage) -> bytes:
        """Return the bytes of a page, and note what it lacks."""
        # the choice of languages has titles in all of them
        for words in (words for words in page.foreign if words.language != page.language):
            self.texts.setdefault(page.language, {})[id(words.text)] = words
        if page.untranslated and page.language.partition("-")[0] != "en":
            self.labels.setdefault(page.language, set()).update(page.untranslated)
        return page.html.encode()

    def messages(self) -> Iterator[tuple[str, str]]:
        """Yield a message and a hint for each language without some texts or labels."""
        for language, texts in self.texts.items():
            first = str(next(iter(texts.values())))
            short = first if len(first) <= _LONGEST_EXAMPLE else f"{first[:_LONGEST_EXAMPLE]}…"
            message = f"{quantity(len(texts), 'text')} without {language} on the site: “{short}”"
            yield message + ", …" * (len(texts) > 1), "run `sstc validate --select W501`"
        for language, labels in self.labels.items():
            message = f"{quantity(len(labels), 'label')} without {language} on the site"
            yield message, f"run `sstc templates labels --language {language}` to list the labels"


PicturePaths = Mapping[str, str]  # paths of pictures to share, by the name of their page
# the names of the pages in the folder of a language, besides those of webinars
NAMES = (
    "index", "programme", "speakers", "themes", "calendar", "changes", "accessibility", "embed",
    "404",
)  # fmt: skip
TEMPLATES = {"index": "site-series"}


def names_of(site: Site) -> tuple[str, ...]:
    """Return the names of the pages of a site, which has themes only if webinars have some."""
    return tuple(name for name in NAMES if site.has_themes or name != "themes")


_LISTED: Mapping[str, Callable[..., Any]] = {  # the pages that list webinars
    "index": series_page, "programme": programme_page, "speakers": speakers_page,
    "themes": themes_page,
}  # fmt: skip


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
        for name in names_of(self.site):
            template = TEMPLATES.get(name, f"site-{name}")
            yield name, template, partial(self._view, name)
        for webinar in self.site.webinars:
            yield page_name(webinar), "site-webinar", partial(self.webinar, webinar)

    def page(self, template: str, view: Callable[[], Any]) -> WebPage:
        return self.templates.page(template, view())

    @cached_property
    def rows(self) -> tuple[SiteRow, ...]:
        """The webinars of the series in lists, made once for all pages."""
        webinars = self.site.series.webinars
        return tuple(site_row(self.site, webinar, self.language) for webinar in webinars)

    @cached_property
    def _feeds(self) -> tuple[Feed, ...]:
        return self.calendars.feeds(self.language)

    def _facts(self, name: str, data: str = "") -> PageFacts:
        return page_of(self.site, self.language, name, data, self.pictures.get(name))

    def _view(self, name: str) -> Any:
        site, language, rows = self.site, self.language, self.rows
        page = self._facts(name, series_data(site, language) if name == "index" else "")
        if make := _LISTED.get(name):
            return make(site, language, page, rows)
        common = partial(page_fields, site, language, page)
        match name:
            case "calendar":
                return CalendarPage(**common(), feeds=self._feeds)
            case "changes":
                draft = self.unpublished()
                return ChangesPage(**common(), unpublished=draft, releases=self.releases())
            case "embed":
                return EmbedPage(**common(), webinars=tuple(row for row in rows if not row.past))
            case _:
                return plain_page(site, language, page)

    def webinar(self, webinar: Webinar) -> Any:
        site, language, name = self.site, self.language, page_name(webinar)
        picture = self.pictures.get(name)
        page = self._facts(name, webinar_data(site, webinar, language, picture))
        starts = (site.earlier or {}).get(webinar.id, ())
        return webinar_page(
            site,
            webinar,
            language,
            page,
            self._neighbours(webinar),
            links=self.calendars.links(webinar, language),
            subscribe=None if site.is_past(webinar) else self._feeds[0],
            earlier=tuple(earlier_start(site, start, language) for start in starts),
        )

    def _neighbours(self, webinar: Webinar) -> tuple[SiteRow | None, SiteRow, SiteRow | None]:
        """Return the rows before, of and after a webinar; a dropped one has no neighbours."""
        rows = self.rows if webinar not in self.site.dropped else ()
        for before, row, after in zip((None, *rows), rows, (*rows[1:], None), strict=False):
            if row.id == webinar.id:
                return before, row, after
        return None, site_row(self.site, webinar, self.language), None


def logo_files(letterhead: Letterhead | None) -> Iterator[tuple[Logo, Callable[[], bytes]]]:
    """Yield the logos of a letterhead, each with the maker of its file."""
    for number, logo in enumerate(letterhead.logos if letterhead else (), 1):
        kind, _, data = logo.source.removeprefix("data:image/").partition(";base64,")
        sides = (round(side * PIXELS) or 1 for side in (logo.width, logo.height))
        yield Logo(f"logos/{number}.{kind}", logo.alt, *sides), partial(b64decode, data)


def portraits(workspace: Workspace, site: Site) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the path of the picture of each speaker who has one, with its maker."""
    photos = Photos(workspace.root, site.series)
    for webinar in site.series.webinars:
        for who in site.series.speakers_of(webinar):
            if who.picture and (path := picture_path(who)):
                yield path, partial(_photo, photos, who.picture.file)


def _photo(photos: Photos, file: str) -> bytes:
    return photos[file].data


FOLDER = "pictures/"
_ENDING = "1200x628.png"
Kept = Callable[[str], bytes | None]


class Pictures:
    """The pictures of a site; `kept` returns one that is in its place already, by its path."""

    def __init__(
        self, workspace: Workspace, site: Site, kept: Kept, letterhead: Letterhead | None
    ) -> None:
        require_typst("a picture of a page")
        self._workspace, self._site, self._kept = workspace, site, kept
        self._letterhead = letterhead
        self.files: dict[str, Callable[[], bytes]] = {}

    def of(self, language: str) -> Mapping[str, str]:
        """Return the path of the picture of each page; the pages of the series share one."""
        page = stationery(self._workspace, self._site.series, language, letterhead=self._letterhead)
        templates = templates_of(self._workspace, language, page)
        found = {}
        for name, template, view in self._views(language):
            document = templates.document(template, view())
            stem = name.rpartition("/")[2]
            key = poster_key(document, templates, _ENDING)[:8]
            path = f"{FOLDER}{language}/{stem}-{key}.png"
            self.files[path] = partial(self._made, path, document, templates)
            found[name] = path
        return found | dict.fromkeys(NAMES, found["index"])

    def _views(self, language: str) -> Iterator[tuple[str, str, Callable[[], View]]]:
        yield "index", "site-picture", partial(series_picture, self._site, language)
        for webinar in self._site.webinars:
            view = partial(poster_view, self._site.series, webinar, language)
            yield page_name(webinar), "poster", view

    def _made(self, path: str, document: Document, templates: Templates) -> bytes:
        return self._kept(path) or write_poster(document, templates, _ENDING)
