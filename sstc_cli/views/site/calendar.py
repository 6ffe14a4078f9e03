"""The fields of `site-calendar`: how to subscribe, for each program."""

from dataclasses import dataclass
from typing import Annotated

from sstc_cli.views.site.page import PageFacts, SiteSeries


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar to subscribe to."""

    name: Annotated[str | None, "name of the audience; none for everybody"]
    file: Annotated[str, "path of the calendar file, from the folder of the language"]
    url: Annotated[str | None, "its web address, if the site has one"]
    webcal: Annotated[
        str | None, "link that subscribes with Apple Calendar, Thunderbird and others"
    ]
    google: Annotated[str | None, "link that subscribes with Google Calendar"]
    outlook: Annotated[str | None, "link that subscribes with Outlook.com"]
    office365: Annotated[str | None, "link that subscribes with Outlook at work or school"]
    qr: Annotated[str | None, "path of a QR code with the first link"]


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """How to subscribe, for each program."""

    language: Annotated[str, "code of the page's language"]
    direction: Annotated[str, "direction of writing: `ltr` or `rtl`"]
    page: Annotated[PageFacts, "the page among the others"]
    series: Annotated[SiteSeries, "the series"]
    feeds: Annotated[tuple[Feed, ...], "the calendar for everybody, then those of audiences"]
