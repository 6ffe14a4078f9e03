"""All files of a site, each made when it is read, and HTML to paste into other pages."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial
from html import escape
from urllib.parse import urlsplit

from sstc_cli.documents.translations import labels_by_language
from sstc_cli.documents.workspace_templates import letterhead_of, stationery
from sstc_cli.errors import ExitCode, SstcError, nothing_published
from sstc_cli.model import Series
from sstc_cli.releases.public_series import PublicSeries, draft_state, public_series
from sstc_cli.render.web import WebPage, WebPages, without_words
from sstc_cli.site.api import schema_json, series_json
from sstc_cli.site.calendars import Calendars
from sstc_cli.site.feeds import atom, json_feed
from sstc_cli.site.history import History, earlier_starts
from sstc_cli.site.pages import (
    Kept,
    LanguagePages,
    MissingTranslations,
    Pictures,
    logo_files,
    names_of,
    portraits,
    script,
    site_templates,
    style,
    web_pages,
)
from sstc_cli.site.schedule import schedule_json, schedule_xml
from sstc_cli.site.search_engines import llms, robots, sitemap
from sstc_cli.views.site_frame import Site, at_root
from sstc_cli.views.site_pages import chooser_page, plain_page
from sstc_cli.views.site_webinar import page_name
from sstc_cli.workspace import Workspace

Maker = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class SiteRequest:
    """The day when the site is built, its address, and whether it is a draft of the data.

    With `kept`, which returns a picture that is there already, pages have pictures to share.
    """

    today: date
    url: str | None = None
    draft: bool = False
    kept: Kept | None = None


@dataclass(frozen=True)
class BuiltSite:
    """The site with the makers of its files, and the translations that those made so far lack."""

    site: Site
    public: PublicSeries
    files: Mapping[str, Maker]
    missing: MissingTranslations = field(default_factory=MissingTranslations)


def site_of(
    workspace: Workspace, series: Series, request: SiteRequest
) -> tuple[Site, PublicSeries]:
    """Return what the site shows: the last release, or for a draft the data."""
    release = workspace.release
    if release is None and not request.draft:
        missing = nothing_published()
        hint = f"{missing.hint}, or add `--draft` to see the data"
        raise SstcError(missing.message, hint, missing.status)
    state = draft_state(series, release) if request.draft or not release else release.series
    public = public_series(series, state)
    published = release.published if release else None
    url = request.url or series.site_url
    site = Site(
        series=public.series,
        dropped=public.dropped,
        today=request.today,
        draft=request.draft,
        published=None if request.draft else published,
        url=f"{url.removesuffix('/')}/" if url else None,
        earlier=earlier_starts(workspace.releases, state),
    )
    return site, public


def build(workspace: Workspace, series: Series, request: SiteRequest) -> BuiltSite:
    site, public = site_of(workspace, series, request)
    labels = labels_by_language(workspace, site.languages)
    letterhead = letterhead_of(workspace, public.series)
    logos = tuple(logo_files(letterhead))
    site = replace(site, logos=tuple(logo for logo, _ in logos))
    files: dict[str, Maker] = {}
    built = BuiltSite(site, public, files)
    pages_with = frozenset(one.id for one in site.webinars)
    history = History(workspace.releases, pages_with, series if site.draft else None)
    calendars = Calendars(site, public, labels)
    templates = site_templates(workspace)
    pictures = Pictures(workspace, site, request.kept, letterhead) if request.kept else None
    for language in site.languages:
        releases = cache(partial(history.published, language))
        pages_of = web_pages(templates, labels[language], language)
        shown = pictures.of(language) if pictures else {}
        draft = partial(history.unpublished, language)
        pages = LanguagePages(site, language, pages_of, calendars, releases, shown, draft)
        for name, template, view in pages.makers():
            maker = partial(_html, built.missing, partial(pages.page, template, view))
            files[f"{language}/{name}.html"] = maker
        files |= dict(calendars.files(language))
        say = partial(_say, labels[language])
        files[f"{language}/changes.xml"] = partial(atom, site, language, releases, say)
        files[f"{language}/changes.json"] = partial(json_feed, site, language, releases, say)
        if site.series.in_time_order:
            files[f"{language}/schedule.xml"] = partial(schedule_xml, site, language)
            files[f"{language}/schedule.json"] = partial(schedule_json, site, language)
    main = web_pages(templates, labels[site.languages[0]], site.languages[0])
    page = stationery(workspace, site.series, site.languages[0], letterhead=letterhead)
    files |= dict(_of_the_whole(built, main))
    files |= {"style.css": partial(style, workspace, page), "script.js": partial(script, workspace)}
    files |= {logo.file: make for logo, make in logos}
    files |= dict(portraits(workspace, site))
    files |= pictures.files if pictures else {}
    return built


def pages_alone(
    workspace: Workspace, site: Site, public: PublicSeries, language: str
) -> LanguagePages:
    labels = labels_by_language(workspace, site.languages)
    templates = web_pages(site_templates(workspace), labels[language], language)
    return LanguagePages(site, language, templates, Calendars(site, public, labels), tuple, {})


def _of_the_whole(built: BuiltSite, templates: WebPages) -> Iterator[tuple[str, Maker]]:
    site = built.site
    yield "index.html", partial(_html, built.missing, partial(_chooser, site, templates))
    yield "404.html", partial(_html, built.missing, partial(_not_found, site, templates))
    yield "robots.txt", partial(robots, site)
    yield "llms.txt", partial(llms, site)
    yield "api/series.json", partial(series_json, site, built.public)
    yield "api/series.schema.json", schema_json
    if site.url:
        names = [name for name in names_of(site) if name not in ("404", "embed")]
        names += [page_name(webinar) for webinar in site.webinars]
        yield "sitemap.xml", partial(sitemap, site, names)


def _html(missing: MissingTranslations, make: Callable[[], WebPage]) -> bytes:
    return missing.noted(make())


def _chooser(site: Site, templates: WebPages) -> WebPage:
    return templates.page("site-chooser", chooser_page(site, at_root(site, "index")))


def _not_found(site: Site, templates: WebPages) -> WebPage:
    """Return the page of unknown addresses, whose links work from any folder of the web server."""
    page = at_root(site, "404", urlsplit(site.url).path if site.url else "")
    return templates.page("site-404", plain_page(site, site.languages[0], page))


def _say(labels: Mapping[str, str], text: str, **values: object) -> str:
    return labels.get(text, text).format(**values)


def fragment(
    workspace: Workspace, series: Series, request: SiteRequest, number: int, language: str
) -> str:
    """Return a webinar as plain HTML, which editors of web pages keep as it is."""
    site, public = site_of(workspace, series, request)
    webinar = site.series.webinar(number)
    if webinar is None:
        known = ", ".join(str(one.number) for one in site.series.webinars)
        lacks = "does not exist" if request.draft else "is not in the last release"
        raise SstcError(f"webinar {number} {lacks}", f"choose from {known}", ExitCode.USAGE)
    pages = pages_alone(workspace, site, public, language)
    html = without_words(pages.page("site-fragment", partial(pages.webinar, webinar)).html)
    return "\n".join(line for line in html.splitlines() if line.strip()) + "\n"


def frame(workspace: Workspace, series: Series, request: SiteRequest, language: str) -> str:
    """Return a frame that shows the webinars ahead, wherever it is pasted."""
    site, _ = site_of(workspace, series, request)
    address = site.address(f"{language}/embed.html")
    if address is None:
        hint = "add `site_url` to data/webinars.yaml, or name a webinar, or `--url`"
        raise SstcError("a frame needs the web address of the site", hint, ExitCode.DATA)
    title = escape(str(site.series.title.pick(language)))
    attributes = 'width="100%" height="600" loading="lazy" frameborder="0"'
    return f'<iframe src="{escape(address)}" title="{title}" {attributes}></iframe>\n'
