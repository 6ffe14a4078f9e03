"""What a site tells search engines and language models: JSON-LD, robots, sitemap, llms.txt."""

import json
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import quoteattr

from sstc_cli.model import Organiser, Webinar
from sstc_cli.model.languages import language_name
from sstc_cli.model.text import pick
from sstc_cli.render.escape import clean
from sstc_cli.views.dates import day_text, hour_text
from sstc_cli.views.facts import zone_text
from sstc_cli.views.people import name_of
from sstc_cli.views.site_frame import Site
from sstc_cli.views.site_webinar import page_name

_ONLINE = "https://schema.org/OnlineEventAttendanceMode"
Data = dict[str, object]


def webinar_data(site: Site, webinar: Webinar, language: str, picture: str | None = None) -> str:
    event = _event_data(site, webinar, language)
    event["superEvent"] = _series_data(site, language)
    if picture and (url := site.address(picture)):
        event["image"] = url
    return _json_text(event)


def series_data(site: Site, language: str) -> str:
    """Return the series with the addresses of its webinars, whose pages have the rest."""
    graph: list[Data] = [_series_data(site, language)]
    if site.url:
        pages = (f"{language}/{page_name(webinar)}.html" for webinar in site.series.webinars)
        listed = [
            {"@type": "ListItem", "position": at, "url": site.address(page)}
            for at, page in enumerate(pages, 1)
        ]
        graph.append({"@type": "ItemList", "itemListElement": listed})
    return _json_text({"@graph": graph})


def _json_text(data: Mapping[str, object]) -> str:
    whole = {"@context": "https://schema.org", **data}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def _series_data(site: Site, language: str) -> Data:
    held = site.held
    data: Data = {
        "@type": "EventSeries",
        "name": site.series.title.pick(language),
        "eventAttendanceMode": _ONLINE,
        "isAccessibleForFree": True,
        "organizer": [_organisation(one, language) for one in site.series.organisers],
    }
    if held:
        data["startDate"] = site.series.instant(held[0].starts).isoformat()
        data["endDate"] = site.series.instant(held[-1].ends).isoformat()
    if url := site.address(f"{language}/index.html"):
        data["url"] = url
    return data


def _event_data(site: Site, webinar: Webinar, language: str) -> Data:
    series, earlier = site.series, (site.earlier or {}).get(webinar.id, ())
    status = "Cancelled" if webinar.cancelled else "Rescheduled" if earlier else "Scheduled"
    data: Data = {
        "@type": "EducationEvent",
        "name": webinar.title.pick(language),
        "startDate": series.instant(webinar.starts).isoformat(),
        "endDate": series.instant(webinar.ends).isoformat(),
        "eventAttendanceMode": _ONLINE,
        "eventStatus": f"https://schema.org/Event{status}",
    }
    if earlier and not webinar.cancelled:
        data["previousStartDate"] = [start.isoformat() for start in earlier]
    data |= {
        "isAccessibleForFree": True,
        "organizer": [_organisation(one, language) for one in series.organisers_of(webinar)],
    }
    if heard := series.interpretation_of(webinar):
        data["inLanguage"] = list(heard)
    if webinar.recording:
        data["recordedIn"] = {"@type": "VideoObject", "url": webinar.recording}
    url = site.address(f"{language}/{page_name(webinar)}.html")
    if place := webinar.register_url or webinar.join_url or url:
        data["location"] = {"@type": "VirtualLocation", "url": place}
    facts = {"url": url, "description": pick(webinar.summary, language)}
    data |= {key: fact for key, fact in facts.items() if fact}
    if people := series.speakers_of(webinar):
        names = (name_of(person, language) for person in people)
        data["performer"] = [{"@type": "Person", "name": name} for name in names]
    return data


def _organisation(organiser: Organiser, language: str) -> Data:
    data: Data = {"@type": "Organization", "name": organiser.name.pick(language)}
    if organiser.url:
        data["url"] = organiser.url
    return data


_XHTML = "http://www.w3.org/1999/xhtml"
_SITEMAP_HEAD = f"""\
<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="{_XHTML}">"""


def robots(site: Site) -> bytes:
    """Return `robots.txt`, which keeps drafts out of search engines."""
    rule = "Disallow: /" if site.draft else "Allow: /"
    address = site.address("sitemap.xml")
    lines = ["User-agent: *", rule, *([f"Sitemap: {address}"] if address else [])]
    return ("\n".join(lines) + "\n").encode()


def sitemap(site: Site, names: Sequence[str]) -> bytes:
    """Return the sitemap of pages by name, each with its address in every language."""
    lines = [_SITEMAP_HEAD]
    for name in names:
        addresses = {code: site.address(f"{code}/{name}.html") or "" for code in site.languages}
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(address)}/>'
            for code, address in addresses.items()
        )
        lines += (
            f"<url><loc>{quoteattr(address)[1:-1]}</loc>{links}</url>"
            for address in addresses.values()
        )
    return ("\n".join([*lines, "</urlset>"]) + "\n").encode()


def llms(site: Site) -> bytes:
    main = site.languages[0]
    programs = {
        "All facts as JSON": "api/series.json",
        "Calendar": f"{main}/calendar.ics",
        "Changes": f"{main}/changes.xml",
    }
    languages = {language_name(code, "en"): f"{code}/index.html" for code in site.languages}
    webinars = []
    for webinar in site.series.webinars:
        when = f"{day_text(webinar.starts, main)}, {hour_text(webinar.starts, main)}"
        state = " (cancelled)" if webinar.cancelled else ""
        title = _llms_line(webinar.title.pick(main))
        page = _llms_link(site, f"{main}/{page_name(webinar)}.html")
        webinars.append(f"- [{webinar.number}. {title}]({page}): {when}{state}")
    lines = [
        *_llms_opening(site, main),
        "## Webinars\n",
        *webinars,
        "\n## For programs\n",
        *(f"- [{name}]({_llms_link(site, path)})" for name, path in programs.items()),
        "\n## Languages\n",
        *(f"- [{name}]({_llms_link(site, path)})" for name, path in languages.items()),
    ]
    return ("\n".join(lines).replace("\u00a0", " ") + "\n").encode()


def _llms_opening(site: Site, language: str) -> Iterator[str]:
    yield f"# {_llms_line(site.series.title.pick(language))}\n"
    if site.held:
        first, last = (day_text(one.starts, language) for one in (site.held[0], site.held[-1]))
        yield f"> {len(site.held)} webinars online, {first} to {last}.\n"
    yield f"All times are {zone_text(site.series, language)} ({site.series.zone}).\n"


def _llms_link(site: Site, path: str) -> str:
    return site.address(path) or path


def _llms_line(text: str) -> str:
    """Return a text on one line, in which brackets make no link."""
    return " ".join(clean(text).split()).replace("[", "(").replace("]", ")")
