"""Calendar files of the site, links that subscribe to them, and their QR codes."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from sstc_cli.ics import (
    Style,
    add_links,
    subscribe_links,
    webinars_for_audience,
    write_audience,
    write_series,
    write_webinar,
)
from sstc_cli.model import Audience, Webinar
from sstc_cli.releases.public_series import PublicSeries
from sstc_cli.render.display.qr import qr_svg
from sstc_cli.views.site_frame import Site
from sstc_cli.views.site_webinar import CalendarLink, Feed, page_name

Maker = Callable[[], bytes]
NAMES = {"google": "Google Calendar", "outlook": "Outlook.com", "office365": "Outlook 365"}


class Calendars:
    """The calendars of a site; `labels` are their words by language."""

    def __init__(
        self, site: Site, public: PublicSeries, labels: Mapping[str, Mapping[str, str]]
    ) -> None:
        self._site = site
        self._style = Style(labels=labels, revision_of=public.revision_of)
        # subscribers keep webinars that were dropped, until the file cancels them
        self._all = public.everything

    def files(self, language: str) -> Iterator[tuple[str, Maker]]:
        style = self._style
        yield f"{language}/calendar.ics", partial(write_series, self._all, language, style)
        for audience in self._audiences():
            name = f"{language}/{_audience_stem(audience)}.ics"
            yield name, partial(write_audience, self._all, audience, language, style)
        for webinar in self._all.webinars:
            name = f"{language}/{page_name(webinar)}.ics"
            yield name, partial(write_webinar, self._all, webinar, language, style)
        for feed in self.feeds(language):
            if feed.qr and feed.webcal:
                title = feed.name or self._site.series.title.pick(language)
                yield f"{language}/{feed.qr}", partial(qr_svg, feed.webcal, title)

    def feeds(self, language: str) -> tuple[Feed, ...]:
        """Return the calendars to subscribe to: that for all people, then those of audiences."""
        title = self._site.series.title.pick(language)
        return (
            self._feed(None, "calendar", title, language),
            *(
                self._feed(name, _audience_stem(one), f"{title} – {name}", language)
                for one in self._audiences()
                for name in (one.name.pick(language),)
            ),
        )

    def links(self, webinar: Webinar, language: str) -> tuple[CalendarLink, ...]:
        """Return the links that add a webinar which takes place to calendars on the web."""
        if webinar.cancelled or self._site.is_past(webinar):
            return ()
        links = add_links(self._site.series, webinar, language, style=self._style, brief=True)
        return tuple(CalendarLink(name, links[code]) for code, name in NAMES.items())

    def _audiences(self) -> tuple[Audience, ...]:
        """Return the audiences that are not invited to everything, so need their own file."""
        series = self._site.series
        return tuple(
            audience
            for audience in series.audiences
            if 0 < len(webinars_for_audience(series, audience)) < len(series.webinars)
        )

    def _feed(self, name: str | None, stem: str, title: str, language: str) -> Feed:
        url = self._site.address(f"{language}/{stem}.ics")
        links = subscribe_links(url, title) if url else {}
        return Feed(
            name=name,
            file=f"{stem}.ics",
            url=url,
            webcal=links.get("webcal"),
            google=links.get("google"),
            outlook=links.get("outlook"),
            office365=links.get("office365"),
            qr=f"{stem}.svg" if url else None,
        )


def _audience_stem(audience: Audience) -> str:
    return f"audience-{audience.id}"
