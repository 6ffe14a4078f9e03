"""The other pages of a site: calendars, changes, accessibility, embedding, and the way in."""

from dataclasses import dataclass
from typing import Annotated

from sstc_cli.views.dates import direction_of
from sstc_cli.views.people import ContactFacts, contacts
from sstc_cli.views.site.context import Site
from sstc_cli.views.site.page import PageFacts, SiteSeries, series_of
from sstc_cli.views.site.webinars import SiteRow


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


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change: what it is, and what was and is."""

    what: Annotated[str, "what has changed"]
    was: Annotated[str | None, "what was published before"]
    now: Annotated[str | None, "what is published now"]


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
    releases: Annotated[tuple[PublishedChanges, ...], "the releases, the latest first"]


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


def plain_page(site: Site, language: str, page: PageFacts) -> PlainPage:
    """Return a page of fixed words."""
    people = contacts(site.series.organisers, language)
    return PlainPage(language, direction_of(language), page, series_of(site, language), people)


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
