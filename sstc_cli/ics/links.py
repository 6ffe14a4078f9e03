"""Links that add one webinar to a calendar on the web: one for each of the large ones.

None of the vendors documents them; what they take is known from use. All read UTC.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from urllib.parse import quote, urlencode

from sstc_cli.ics.description import description_of
from sstc_cli.ics.event import summary_of
from sstc_cli.model import Series, Webinar

# Outlook's sign-in page passes on addresses of about 2,050 characters, and other software fewer
LONGEST = 2_000


def add_links(
    series: Series, webinar: Webinar, language: str, *, brief: bool = False
) -> dict[str, str]:
    """The links by the calendar's name; `brief` ones leave the description out.

    What makes a link too long is cut: the description from its last paragraph on, then the title.
    """
    title = summary_of(webinar, webinar.title.pick(language), language)
    details = "" if brief else description_of(series, webinar, language)
    return {
        name: _fitted(title, details, lambda *texts, link=link: link(series, webinar, *texts))
        for name, link in LINKS.items()
    }


def _fitted(title: str, details: str, link: Callable[[str, str], str]) -> str:
    paragraphs = details.split("\n\n")
    while len(found := link(title, "\n\n".join(paragraphs))) > LONGEST and paragraphs:
        paragraphs.pop()
    while len(found) > LONGEST and len(title) > 1:
        title = title.removesuffix("…")[:-1] + "…"
        found = link(title, "")
    return found


def _google(series: Series, webinar: Webinar, title: str, details: str) -> str:
    basic = "%Y%m%dT%H%M%SZ"
    starts, ends = (_utc(series, each).strftime(basic) for each in (webinar.starts, webinar.ends))
    return _address(
        "https://calendar.google.com/calendar/render",
        action="TEMPLATE",
        text=title,
        dates=f"{starts}/{ends}",
        ctz=series.zone,
        details=details,
        location=webinar.join_url,
    )


def _microsoft(host: str) -> Callable[[Series, Webinar, str, str], str]:
    def link(series: Series, webinar: Webinar, title: str, details: str) -> str:
        extended = "%Y-%m-%dT%H:%M:%SZ"
        return _address(
            f"https://{host}/calendar/0/action/compose",
            rru="addevent",
            startdt=_utc(series, webinar.starts).strftime(extended),
            enddt=_utc(series, webinar.ends).strftime(extended),
            subject=title,
            body=details,
            location=webinar.join_url,
        )

    return link


def _yahoo(series: Series, webinar: Webinar, title: str, details: str) -> str:
    basic = "%Y%m%dT%H%M%SZ"
    return _address(
        "https://calendar.yahoo.com/",
        v="60",
        title=title,
        st=_utc(series, webinar.starts).strftime(basic),
        et=_utc(series, webinar.ends).strftime(basic),
        desc=details,
        in_loc=webinar.join_url,
    )


def _utc(series: Series, moment: datetime) -> datetime:
    return series.instant(moment).astimezone(UTC)


def _address(page: str, **texts: str | None) -> str:
    """The page with the texts that there are; Outlook shows a `+` for a blank as it is."""
    said = {name: text for name, text in texts.items() if text}
    return f"{page}?{urlencode(said, quote_via=quote, safe='/:')}"


LINKS: Mapping[str, Callable[[Series, Webinar, str, str], str]] = {
    "google": _google,
    "outlook": _microsoft("outlook.live.com"),
    "office365": _microsoft("outlook.office.com"),
    "yahoo": _yahoo,
}
