"""HTML to paste into a page of somebody else: a webinar, or a frame with all that are ahead."""

from functools import partial
from html import escape

from sstc_cli.documents.translations import labels_by_language
from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model import Series
from sstc_cli.site.build import SiteRequest, site_of
from sstc_cli.site.calendars import Calendars
from sstc_cli.site.pages import LanguagePages, site_templates, web_pages
from sstc_cli.workspace import Workspace


def fragment(
    workspace: Workspace, series: Series, request: SiteRequest, number: int, language: str
) -> str:
    """Return a webinar as plain HTML, which editors of web pages keep as it is."""
    site, public = site_of(workspace, series, request)
    webinar = site.series.webinar(number)
    if webinar is None:
        known = ", ".join(str(one.number) for one in site.series.webinars)
        message = (
            f"webinar {number} is not in the last release"
            if not request.draft
            else (f"webinar {number} does not exist")
        )
        raise SstcError(message, f"choose from {known}", ExitCode.USAGE)
    labels = labels_by_language(workspace, site.languages)
    calendars = Calendars(site, public, labels)
    templates = web_pages(site_templates(workspace), labels[language], language)
    pages = LanguagePages(site, language, templates, calendars, tuple, {})
    html = pages.page("site-fragment", partial(pages.webinar, webinar)).html
    return "\n".join(line for line in html.splitlines() if line.strip()) + "\n"


def frame(workspace: Workspace, series: Series, request: SiteRequest, language: str) -> str:
    """Return a frame that shows the webinars ahead, wherever it is pasted."""
    site, _ = site_of(workspace, series, request)
    address = site.address(f"{language}/embed.html")
    if address is None:
        hint = "add `site_url` to data/webinars.yaml, or name a webinar, or `--url`"
        raise SstcError("a frame needs the web address of the site", hint, ExitCode.DATA)
    title = escape(str(site.series.title.pick(language)))
    attributes = 'width="100%" height="600" loading="lazy" style="border: 0"'
    return f'<iframe src="{escape(address)}" title="{title}" {attributes}></iframe>\n'
