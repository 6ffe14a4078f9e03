"""The facts of a page for search engines: JSON-LD in the words of schema.org."""

import json
from collections.abc import Mapping

from sstc_cli.model import Organiser, Webinar
from sstc_cli.model.text import pick
from sstc_cli.views.people import name_of
from sstc_cli.views.site.context import Site
from sstc_cli.views.site.webinars import page_name

_ONLINE = "https://schema.org/OnlineEventAttendanceMode"
Data = dict[str, object]


def webinar_data(site: Site, webinar: Webinar, language: str, picture: str | None = None) -> str:
    """Return a webinar as an `EducationEvent`, part of its series."""
    event = _event(site, webinar, language)
    event["superEvent"] = _series(site, language)
    if picture and (url := site.address(picture)):
        event["image"] = url
    return _text(event)


def series_data(site: Site, language: str) -> str:
    """Return the series as an `EventSeries` with its webinars."""
    webinars = [_event(site, webinar, language) for webinar in site.series.webinars]
    return _text({**_series(site, language), "subEvent": webinars})


def _text(data: Mapping[str, object]) -> str:
    whole = {"@context": "https://schema.org", **data}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def _series(site: Site, language: str) -> Data:
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


def _event(site: Site, webinar: Webinar, language: str) -> Data:
    series = site.series
    return {
        "@type": "EducationEvent",
        "name": webinar.title.pick(language),
        "startDate": series.instant(webinar.starts).isoformat(),
        "endDate": series.instant(webinar.ends).isoformat(),
        "eventAttendanceMode": _ONLINE,
        **_status(site, webinar),
        "inLanguage": list(series.interpretation_of(webinar) or (language,)),
        "isAccessibleForFree": True,
        "organizer": [_organisation(one, language) for one in series.organisers_of(webinar)],
        **_places(site, webinar, language),
        **_texts(site, webinar, language),
    }


def _status(site: Site, webinar: Webinar) -> Data:
    """Return whether it takes place, and when it was planned before."""
    earlier = (site.earlier or {}).get(webinar.id, ())
    status = "Cancelled" if webinar.cancelled else "Rescheduled" if earlier else "Scheduled"
    data: Data = {"eventStatus": f"https://schema.org/Event{status}"}
    if earlier and not webinar.cancelled:
        data["previousStartDate"] = [start.isoformat() for start in earlier]
    return data


def _places(site: Site, webinar: Webinar, language: str) -> Data:
    """Return where to register or to join, and the page."""
    url = site.address(f"{language}/{page_name(webinar)}.html")
    place = webinar.register_url or webinar.join_url or url
    data: Data = {"location": {"@type": "VirtualLocation", "url": place}} if place else {}
    return data | ({"url": url} if url else {})


def _texts(site: Site, webinar: Webinar, language: str) -> Data:
    """Return the summary and the speakers, as far as they are known."""
    data: Data = {}
    if summary := pick(webinar.summary, language):
        data["description"] = summary
    if people := site.series.speakers_of(webinar):
        data["performer"] = [
            {"@type": "Person", "name": name_of(person, language)} for person in people
        ]
    return data


def _organisation(organiser: Organiser, language: str) -> Data:
    data: Data = {"@type": "Organization", "name": organiser.name.pick(language)}
    if organiser.url:
        data["url"] = organiser.url
    return data
