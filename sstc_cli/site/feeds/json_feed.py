"""The feed of changes as JSON Feed 1.1."""

import json
from collections.abc import Sequence

from sstc_cli.site.feeds.entries import Say, address_of, begin_of, entry_text, title_of
from sstc_cli.views.site.changes import PublishedChanges
from sstc_cli.views.site.context import Site

Json = dict[str, object]
_VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(site: Site, language: str, releases: Sequence[PublishedChanges], say: Say) -> bytes:
    """Return the JSON feed of a language."""
    begin = begin_of(site, language, releases)
    feed: Json = {
        "version": _VERSION,
        "title": title_of(site, language, say),
        "language": language,
        "authors": [{"name": one.name.pick(language)} for one in site.series.organisers],
    }
    if url := site.address(f"{language}/changes.json"):
        feed |= {"feed_url": url, "home_page_url": site.address(f"{language}/changes.html")}
    feed["items"] = [
        {"id": f"{begin}:{release.id}", **_item(release, address_of(site, language, release), say)}
        for release in releases
    ]
    return (json.dumps(feed, ensure_ascii=False, indent=2) + "\n").encode()


def _item(release: PublishedChanges, address: str | None, say: Say) -> Json:
    item: Json = {
        "title": release.date,
        "content_text": entry_text(release, say),
        "date_published": release.stamp,
    }
    return item | ({"url": address} if address else {})
