"""The fields of `site-changes`: what has changed from release to release."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from sstc_cli.model.zones import offsets_text
from sstc_cli.views.dates import hour_text, short_day_text, span_text
from sstc_cli.views.site.page import PageFacts, SiteSeries


@dataclass(frozen=True, slots=True)
class PublishedTime:
    """A time that a release has, on the clocks of its zone."""

    date: Annotated[str, "weekday and date for tables, with the year"]
    time: Annotated[str, "start and end, or a start alone"]
    zone: Annotated[str, "everyday name of the zone"]
    offset: Annotated[str, "its offset on that date"]
    overnight: Annotated[bool, "whether it ends on the next day"]


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change: what it is, and what was and is, in words or as times."""

    what: Annotated[str, "what has changed"]
    was: Annotated[str | None, "what was published before; none if it is a time"]
    now: Annotated[str | None, "what is published now; none if it is a time"]
    before: Annotated[PublishedTime | None, "the time that was published before"]
    after: Annotated[PublishedTime | None, "the time that is published now"]


@dataclass(frozen=True, slots=True)
class ChangedWebinar:
    """The changes of a webinar, or of the series."""

    number: Annotated[int | None, "number of the webinar; none for the series"]
    title: Annotated[str, "title of the webinar or the series"]
    href: Annotated[str | None, "path of its page, from the folder of the language"]
    lines: Annotated[tuple[ChangeLine, ...], "its changes"]


@dataclass(frozen=True, slots=True)
class PublishedChanges:
    """What a release changed."""

    id: Annotated[str, "name of the release"]
    date: Annotated[str, "weekday and date of the release"]
    stamp: Annotated[str, "when it was published, in UTC, for programs"]
    first: Annotated[bool, "whether it is the first release"]
    count: Annotated[int, "number of webinars in the release"]
    webinars: Annotated[tuple[ChangedWebinar, ...], "what has changed"]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """What has changed from release to release, the latest first."""

    language: Annotated[str, "code of the page's language"]
    direction: Annotated[str, "direction of writing: `ltr` or `rtl`"]
    page: Annotated[PageFacts, "the page among the others"]
    series: Annotated[SiteSeries, "the series"]
    unpublished: Annotated[tuple[ChangedWebinar, ...], "what a draft changes of the last release"]
    releases: Annotated[tuple[PublishedChanges, ...], "the releases, the latest first"]


def published_time(
    starts: datetime, ends: datetime | None, zone: str, language: str
) -> PublishedTime:
    """Return a slot, or a start alone, in a zone with this everyday name."""
    hour = hour_text(starts, language)
    last = ends or starts
    return PublishedTime(
        short_day_text(starts, language, year=True),
        span_text(hour, hour_text(ends, language), language) if ends else hour,
        zone,
        offsets_text(starts, last),
        last.date() != starts.date(),
    )
