"""The feed of changes as Atom (RFC 4287)."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from sstc_cli.render.escape import clean
from sstc_cli.site.feeds.entries import Say, address_of, begin_of, entry_text, title_of
from sstc_cli.views.site.changes import PublishedChanges
from sstc_cli.views.site.context import Site

_EPOCH = "1970-01-01T00:00:00+00:00"
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"'


def atom(site: Site, language: str, releases: Sequence[PublishedChanges], say: Say) -> bytes:
    """Return the Atom feed of a language; its ids never change, wherever the site is."""
    title, organisers = title_of(site, language, say), site.series.organisers
    author = organisers[0].name.pick(language) if organisers else title
    begin = begin_of(site, language, releases)
    parts = [
        f"{_HEAD} xml:lang={quoteattr(language)}>",
        _element("title", title),
        _element("id", f"{begin}:changes"),
        _element("updated", releases[0].stamp if releases else _EPOCH),
        f"<author>{_element('name', author)}</author>",
        *_link("self", "application/atom+xml", site.address(f"{language}/changes.xml")),
        *_link("alternate", "text/html", site.address(f"{language}/changes.html")),
    ]
    for release in releases:
        address = address_of(site, language, release)
        parts += _entry(release, f"{begin}:{release.id}", address, say)
    return ("\n".join([*parts, "</feed>"]) + "\n").encode()


def _entry(release: PublishedChanges, id_: str, address: str | None, say: Say) -> Iterator[str]:
    yield "<entry>"
    yield _element("title", release.date)
    yield _element("id", id_)
    yield _element("updated", release.stamp)
    yield from _link("alternate", "text/html", address)
    yield _element("content", entry_text(release, say), ' type="text"')
    yield "</entry>"


def _link(relation: str, kind: str, address: str | None) -> Iterator[str]:
    if address:
        yield f'<link rel="{relation}" type="{kind}" href={quoteattr(address)}/>'


def _element(name: str, text: str, attributes: str = "") -> str:
    return f"<{name}{attributes}>{escape(clean(text))}</{name}>"
