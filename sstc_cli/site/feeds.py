"""Feeds of changes, one entry for each release: Atom (RFC 4287) and JSON Feed 1.1."""

import json
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape, quoteattr

from sstc_cli.render.escape import clean
from sstc_cli.views.site.context import Site
from sstc_cli.views.site.others import PublishedChanges

Say = Callable[..., str]
_EPOCH = "1970-01-01T00:00:00+00:00"


def entry_text(release: PublishedChanges, say: Say) -> str:
    """Return what a release changed as plain text, with `→` between what was and what is."""
    if release.first:
        return say("First published, with {count} webinars.", count=release.count)
    lines = []
    for changed in release.webinars:
        number = f"{changed.number}. " if changed.number is not None else ""
        lines.append(f"{number}{changed.title}")
        for line in changed.lines:
            sides = " → ".join(filter(None, (line.was, line.now)))
            lines.append(f"– {line.what}{say(': ') + sides if sides else ''}")
    return "\n".join(lines) or say("Nothing has changed.")


def atom(site: Site, language: str, releases: Sequence[PublishedChanges], say: Say) -> bytes:
    """Return the Atom feed of a language; its ids never change, wherever the site is."""
    series = site.series
    title = f"{series.title.pick(language)} – {say('Changes')}"
    author = series.organisers[0].name.pick(language) if series.organisers else title
    begin = _tag(site, releases)
    updated = releases[0].stamp if releases else _EPOCH
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(language)}>',
        _element("title", title),
        _element("id", f"{begin}:{language}:changes"),
        _element("updated", updated),
        f"<author>{_element('name', author)}</author>",
    ]
    if url := site.address(f"{language}/changes.xml"):
        parts.append(f'<link rel="self" type="application/atom+xml" href={quoteattr(url)}/>')
    if url := site.address(f"{language}/changes.html"):
        parts.append(f'<link rel="alternate" type="text/html" href={quoteattr(url)}/>')
    for release in releases:
        parts += [
            "<entry>",
            _element("title", release.date),
            _element("id", f"{begin}:{language}:{release.id}"),
            _element("updated", release.stamp),
        ]
        if url := _url(site, language, release):
            parts.append(f'<link rel="alternate" type="text/html" href={quoteattr(url)}/>')
        parts += [_element("content", entry_text(release, say), ' type="text"'), "</entry>"]
    return ("\n".join([*parts, "</feed>"]) + "\n").encode()


def json_feed(site: Site, language: str, releases: Sequence[PublishedChanges], say: Say) -> bytes:
    """Return the JSON feed of a language."""
    series = site.series
    feed: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{series.title.pick(language)} – {say('Changes')}",
        "language": language,
        "authors": [{"name": one.name.pick(language)} for one in series.organisers],
    }
    if url := site.address(f"{language}/changes.json"):
        feed |= {"feed_url": url, "home_page_url": site.address(f"{language}/changes.html")}
    items, begin = [], _tag(site, releases)
    for release in releases:
        item = {
            "id": f"{begin}:{language}:{release.id}",
            "title": release.date,
            "content_text": entry_text(release, say),
            "date_published": release.stamp,
        }
        if url := _url(site, language, release):
            item["url"] = url
        items.append(item)
    feed["items"] = items
    return (json.dumps(feed, ensure_ascii=False, indent=2) + "\n").encode()


def _url(site: Site, language: str, release: PublishedChanges) -> str | None:
    return site.address(f"{language}/changes.html#{release.id}")


def _tag(site: Site, releases: Sequence[PublishedChanges]) -> str:
    """Return the beginning of all ids (RFC 4151), with a year in which the domain was ours."""
    year = releases[-1].stamp[:4] if releases else f"{site.series.revised:%Y}"
    return f"tag:{site.series.domain},{year}:{site.series.id}"


def _element(name: str, text: str, attributes: str = "") -> str:
    return f"<{name}{attributes}>{escape(clean(text))}</{name}>"
