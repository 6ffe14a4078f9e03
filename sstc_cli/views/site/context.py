"""What all pages of a site have in common, before they are in a language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from sstc_cli.model import Series, Webinar
from sstc_cli.views.dates import city_of
from sstc_cli.views.facts import zone_text


@dataclass(frozen=True)
class Site:
    """A public series, the day on which its site is built, and where it will be on the web.

    `dropped` are webinars that are no longer in the programme, but keep their pages. `published` is
    None for a draft before the first release. The `url` ends in a slash. `earlier` has the earlier
    starts of webinars that were moved, by their ids. `pictures` are the addresses of pictures to
    share, by page and language.
    """

    series: Series
    dropped: tuple[Webinar, ...]
    today: date
    draft: bool = False
    published: datetime | None = None
    url: str | None = None
    earlier: Mapping[str, tuple[datetime, ...]] | None = None

    @cached_property
    def held(self) -> list[Webinar]:
        """The webinars that are not cancelled, the first one first."""
        return self.series.in_time_order

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the site, the main one first."""
        return self.series.languages

    @cached_property
    def webinars(self) -> tuple[Webinar, ...]:
        """The webinars with a page: those of the series, then those that were dropped."""
        return (*self.series.webinars, *self.dropped)

    def is_past(self, webinar: Webinar) -> bool:
        """Return whether a webinar is over: it was held, or its last day is before today."""
        if webinar.cancelled:
            return False
        return webinar.status == "held" or webinar.ends.date() < self.today

    def zone_name(self, language: str) -> str:
        """Return the everyday name of the series' zone, otherwise its city."""
        if self.series.zone_name:
            return zone_text(self.series, language)
        return city_of(self.series, self.series.zone, language)

    def address(self, path: str) -> str | None:
        """Return the web address of a file of the site, or None without an address of the site."""
        return f"{self.url}{path}" if self.url else None

    @cached_property
    def register_url(self) -> str | None:
        """The link to register, if all webinars that take place have the same."""
        links = {webinar.register_url for webinar in self.series.webinars if not webinar.cancelled}
        return links.pop() if len(links) == 1 else None
