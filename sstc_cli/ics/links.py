"""Links that add one webinar to the large calendars on the web, or subscribe to a feed.

No vendor documents them, so their parameters are known only from use. All of them read UTC.
"""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC
from functools import partial
from urllib.parse import quote, urlencode

from sstc_cli.choices import Link
from sstc_cli.ics.event import description_of, summary_of
from sstc_cli.ics.style import PLAIN, Style
from sstc_cli.model import Series, Webinar

# Outlook's sign-in page keeps at most about 2,050 characters of an address, other software fewer
LONGEST = 2_000
_OUTLOOK = {Link.OUTLOOK: "outlook.live.com", Link.OFFICE365: "outlook.office.com"}
_BASIC = "%Y%m%dT%H%M%SZ"
_EXTENDED = "%Y-%m-%dT%H:%M:%SZ"


def add_links(
    series: Series, webinar: Webinar, language: str, *, style: Style = PLAIN, brief: bool = False
) -> dict[str, str]:
    """Return the links by the calendar's name, without the description if `brief`.

    A link that is too long first loses paragraphs from the end of the description, then the end of
    the title.
    """
    style = replace(style, named=False)  # everybody may see these links
    title = summary_of(webinar, webinar.title.pick(language), language, style)
    details = "" if brief else description_of(series, webinar, language, style)
    return {
        name: _shorten(title, details, partial(_link, name, series, webinar))
        for name in (Link.GOOGLE, *_OUTLOOK, Link.YAHOO)
    }


def subscribe_links(feed: str, title: str) -> dict[str, str]:
    """Return the links that subscribe to a feed, by the calendar's name.

    Google accepts a feed in `cid` only as `webcal:`, and Outlook only as a web address.
    """
    webcal = f"webcal:{feed.partition(':')[2]}"
    return {
        "webcal": webcal,
        "google": _address("https://calendar.google.com/calendar/r", safe="", cid=webcal),
        **{
            name: _address(f"https://{host}/calendar/0/addfromweb", safe="", url=feed, name=title)
            for name, host in _OUTLOOK.items()
        },
    }


def _shorten(title: str, details: str, link: Callable[[str, str], str]) -> str:
    """Return the link with as much of title and details as fits into the longest address."""
    if len(address := link(title, details)) <= LONGEST:
        return address
    paragraphs = details.split("\n\n")
    address = _longest(len(paragraphs), lambda count: link(title, "\n\n".join(paragraphs[:count])))
    if len(address) <= LONGEST:
        return address
    words = title.removesuffix("…")
    return _longest(len(words), lambda count: link(words[:count] + "…", ""))


def _longest(most: int, link: Callable[[int], str]) -> str:
    """Return the longest link that fits of those with fewer than `most` parts, or the shortest."""
    return link(bisect_left(range(1, most), True, key=lambda count: len(link(count)) > LONGEST))


def _link(name: Link, series: Series, webinar: Webinar, title: str, details: str) -> str:
    pattern = _EXTENDED if name in _OUTLOOK else _BASIC
    slot = (webinar.starts, webinar.ends)
    starts, ends = (series.instant(at).astimezone(UTC).strftime(pattern) for at in slot)
    join = webinar.join_for(named=False)  # everybody may see these links
    place = join.url if join else ""
    match name:
        case Link.GOOGLE:
            page = "https://calendar.google.com/calendar/render"
            texts = {"action": "TEMPLATE", "text": title, "dates": f"{starts}/{ends}"}
            texts |= {"ctz": series.zone, "details": details, "location": place}
        case Link.YAHOO:
            page = "https://calendar.yahoo.com/"
            texts = {"v": "60", "title": title, "st": starts, "et": ends}
            texts |= {"desc": details, "in_loc": place}
        case _:
            page = f"https://{_OUTLOOK[name]}/calendar/0/action/compose"
            texts = {"rru": "addevent", "startdt": starts, "enddt": ends}
            texts |= {"subject": title, "body": details, "location": place}
    return _address(page, **texts)


def _address(page: str, safe: str = "/:", **texts: str) -> str:
    """Return a page with the texts as parameters; `%20` is a space, as Outlook would show a `+`."""
    parameters = {name: text for name, text in texts.items() if text}
    return f"{page}?{urlencode(parameters, quote_via=quote, safe=safe)}"
