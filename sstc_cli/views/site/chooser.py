"""The fields of `site-chooser`: the way in."""

from dataclasses import dataclass
from typing import Annotated

from sstc_cli.views.dates import direction_of
from sstc_cli.views.site.context import Site
from sstc_cli.views.site.page import PageFacts, SiteSeries, series_of


@dataclass(frozen=True, slots=True)
class ChooserLanguage:
    """A language of the site."""

    code: Annotated[str, "code of the language"]
    name: Annotated[str, "its name in the language itself"]
    direction: Annotated[str, "direction of writing: `ltr` or `rtl`"]
    href: Annotated[str, "path of its first page"]
    title: Annotated[str, "title of the series in the language"]


@dataclass(frozen=True, slots=True)
class ChooserPage:
    """The way in: a choice of languages."""

    language: Annotated[str, "code of the series' main language"]
    direction: Annotated[str, "direction of writing: `ltr` or `rtl`"]
    page: Annotated[PageFacts, "the page among the others"]
    series: Annotated[SiteSeries, "the series"]
    languages: Annotated[tuple[ChooserLanguage, ...], "the languages"]


def chooser_page(site: Site, page: PageFacts) -> ChooserPage:
    """Return the choice of languages, with the title of the series in each of them."""
    main = site.languages[0]
    languages = tuple(
        ChooserLanguage(
            link.code,
            link.name,
            link.direction,
            f"{link.code}/index.html",
            site.series.title.pick(link.code),
        )
        for link in page.alternatives
    )
    return ChooserPage(main, direction_of(main), page, series_of(site, main), languages)
