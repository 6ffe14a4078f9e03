"""The other pages of a site: those of fixed words, and the one for frames."""

from dataclasses import dataclass
from typing import Annotated

from sstc_cli.views.dates import direction_of
from sstc_cli.views.people import ContactFacts, contacts
from sstc_cli.views.site.context import Site
from sstc_cli.views.site.page import PageFacts, SiteSeries, series_of
from sstc_cli.views.site.webinars import SiteRow


@dataclass(frozen=True, slots=True)
class PlainPage:
    """A page with little more than fixed words: accessibility, 404."""

    language: Annotated[str, "code of the page's language"]
    direction: Annotated[str, "direction of writing: `ltr` or `rtl`"]
    page: Annotated[PageFacts, "the page among the others"]
    series: Annotated[SiteSeries, "the series"]
    contacts: Annotated[tuple[ContactFacts, ...], "the organisers to ask"]


@dataclass(frozen=True, slots=True)
class EmbedPage:
    """The webinars ahead, to be shown inside a page of somebody else."""

    language: Annotated[str, "code of the page's language"]
    direction: Annotated[str, "direction of writing: `ltr` or `rtl`"]
    page: Annotated[PageFacts, "the page among the others"]
    series: Annotated[SiteSeries, "the series"]
    webinars: Annotated[tuple[SiteRow, ...], "the webinars that are not over"]


def plain_page(site: Site, language: str, page: PageFacts) -> PlainPage:
    """Return a page of fixed words."""
    people = contacts(site.series.organisers, language)
    return PlainPage(language, direction_of(language), page, series_of(site, language), people)
