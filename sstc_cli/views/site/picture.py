"""The fields of `site-picture`: what people see when they share a page of the series."""

from dataclasses import dataclass
from typing import Annotated

from sstc_cli.views.dates import direction_of
from sstc_cli.views.facts import revised_text
from sstc_cli.views.site.context import Site
from sstc_cli.views.site.page import SiteSeries, series_of


@dataclass(frozen=True, slots=True)
class SeriesPicture:
    """The series at a glance."""

    language: Annotated[str, "code of the picture's language"]
    direction: Annotated[str, "direction of writing: `ltr` or `rtl`"]
    revised: Annotated[str, "when the plan last changed, in UTC"]
    series: Annotated[SiteSeries, "the series"]


def series_picture(site: Site, language: str) -> SeriesPicture:
    """Return the series for a picture."""
    series = series_of(site, language)
    return SeriesPicture(language, direction_of(language), revised_text(site.series), series)
