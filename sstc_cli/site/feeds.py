"""What has changed as feeds: Atom and JSON Feed."""

import json
from collections.abc import Callable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from sstc_cli.render.escape import clean
from sstc_cli.views.site_frame import Site
from sstc_cli.views.site_pages import ChangeLine, PublishedChanges, PublishedTime

Say = Callable[..., str]
Releases = Callable[[], Sequence[PublishedChanges]]


def entry_text(release: PublishedChanges, say: Say) -> str:
    """Return what a release changed as plain text, with `→` between what was and what is."""
    if release.first:
        return say("First published, with {count} webinars.", count=release.count)
    lines = []
    for changed in release.webinars:
        number = f"{changed.number}. " if changed.number is not None else ""
        several = say("Webinars {numbers}", numbers=say(", ").join(changed.numbers))
        lines.append(several if changed.numbers else f"{number}{changed.title}")
        lines += [f"– {_line_text(line, say)}" for line in changed.lines]
    return "\n".join(lines) or say("Nothing has changed.")


def _line_text(line: ChangeLine, say: Say) -> str:
    was = _time_text(line.before, say) if line.before else line.was
    now = _time_text(line.after, say) if line.after else line.now
    both = say("{before} → {after}", before=was, after=now) if was and now else was or now
    return line.what + (say(": ") + both if both else "")


def _time_text(time: PublishedTime, say: Say) -> str:
    names = {"date": time.date, "time": time.time, "zone": time.zone, "offset": time.offset}
    note = " " + say("({note})", note=say("ends the next day")) if time.overnight else ""
    return say("{date}, {time} {zone} ({offset})", **names) + note


def title_of(site: Site, language: str, say: Say) -> str:
    return f"{site.series.title.pick(language)} – {say('Changes')}"


def begin_of(site: Site, language: str, releases: Sequence[PublishedChanges]) -> str:
    """Return the beginning of all ids (RFC 4151), with a year in which the domain was ours."""
    year = releases[-1].stamp[:4] if releases else f"{site.series.revised:%Y}"
    return f"tag:{site.series.domain},{year}:{site.series.id}:{language}"


def address_of(site: Site, language: str, release: PublishedChanges) -> str | None:
    return site.address(f"{language}/changes.html#{release.id}")


_EPOCH = "1970-01-01T00:00:00+00:00"
_ATOM_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"'


def atom(site: Site, language: str, published: Releases, say: Say) -> bytes:
    """Return the Atom feed of a language; its ids never change, wherever the site is."""
    releases = published()
    title, organisers = title_of(site, language, say), site.series.organisers
    author = organisers[0].name.pick(language) if organisers else title
    begin = begin_of(site, language, releases)
    parts = [
        f"{_ATOM_HEAD} xml:lang={quoteattr(language)}>",
        _element("title", title),
        _element("id", f"{begin}:changes"),
        _element("updated", releases[0].stamp if releases else _EPOCH),
        f"<author>{_element('name', author)}</author>",
        *_link("self", "application/atom+xml", site.address(f"{language}/changes.xml")),
        *_link("alternate", "text/html", site.address(f"{language}/changes.html")),
    ]
    for release in releases:
        parts += [
            "<entry>",
            _element("title", release.date),
            _element("id", f"{begin}:{release.id}"),
            _element("updated", release.stamp),
            *_link("alternate", "text/html", address_of(site, language, release)),
            _element("content", entry_text(release, say), ' type="text"'),
            "</entry>",
        ]
    return ("\n".join([*parts, "</feed>"]) + "\n").encode()


def _link(relation: str, kind: str, address: str | None) -> Iterator[str]:
    if address:
        yield f'<link rel="{relation}" type="{kind}" href={quoteattr(address)}/>'


def _element(name: str, text: str, attributes: str = "") -> str:
    return f"<{name}{attributes}>{escape(clean(text))}</{name}>"


def json_feed(site: Site, language: str, published: Releases, say: Say) -> bytes:
    releases = published()
    begin = begin_of(site, language, releases)
    feed: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title_of(site, language, say),
        "language": language,
        "authors": [{"name": one.name.pick(language)} for one in site.series.organisers],
    }
    if url := site.address(f"{language}/changes.json"):
        feed |= {"feed_url": url, "home_page_url": site.address(f"{language}/changes.html")}
    items = []
    for release in releases:
        items.append(
            {
                "id": f"{begin}:{release.id}",
                "title": release.date,
                "content_text": entry_text(release, say),
                "date_published": release.stamp,
            }
        )
        if address := address_of(site, language, release):
            items[-1]["url"] = address
    return (json.dumps({**feed, "items": items}, ensure_ascii=False, indent=2) + "\n").encode()
