"""What search engines read first: `robots.txt` and `sitemap.xml`."""

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from sstc_cli.views.site.context import Site

_XHTML = "http://www.w3.org/1999/xhtml"
_HEAD = f"""\
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
    lines = [_HEAD]
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
