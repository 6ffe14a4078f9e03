"""What search engines and language models read first: `robots.txt`, `sitemap.xml`, `llms.txt`."""

from collections.abc import Callable, Sequence
from xml.sax.saxutils import quoteattr

from sstc_cli.model.languages import language_name
from sstc_cli.render.escape import clean
from sstc_cli.views.dates import day_text, hour_text
from sstc_cli.views.site.context import Site
from sstc_cli.views.site.webinars import page_name

_XHTML = "http://www.w3.org/1999/xhtml"


def robots(site: Site) -> bytes:
    """Return `robots.txt`, which keeps drafts out of search engines."""
    rule = "Disallow: /" if site.draft else "Allow: /"
    sitemap = site.address("sitemap.xml")
    lines = ["User-agent: *", rule, *([f"Sitemap: {sitemap}"] if sitemap else [])]
    return ("\n".join(lines) + "\n").encode()


def sitemap(site: Site, names: Sequence[str]) -> bytes:
    """Return the sitemap of pages by name, each with its address in every language."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="{_XHTML}">',
    ]
    for name in names:
        addresses = {code: site.address(f"{code}/{name}.html") or "" for code in site.languages}
        links = [
            f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(address)}/>'
            for code, address in addresses.items()
        ]
        for address in addresses.values():
            escaped = quoteattr(address)[1:-1]
            lines.append(f"<url><loc>{escaped}</loc>{''.join(links)}</url>")
    return ("\n".join([*lines, "</urlset>"]) + "\n").encode()


def llms(site: Site) -> bytes:
    """Return `llms.txt`: the series in a few lines of Markdown, with links."""
    language = site.languages[0]
    series, link = site.series, _linker(site)
    held = series.in_time_order
    lines = [f"# {_line(series.title.pick(language))}", ""]
    if held:
        dates = [day_text(one.starts, language) for one in (held[0], held[-1])]
        lines += [f"> {len(held)} webinars online, {dates[0]} to {dates[1]}.", ""]
    lines += [f"All times are {site.zone_name(language)} ({series.zone}).", ""]
    lines += ["## Webinars", ""]
    for webinar in series.webinars:
        when = f"{day_text(webinar.starts, language)}, {hour_text(webinar.starts, language)}"
        state = " (cancelled)" if webinar.cancelled else ""
        title = _line(webinar.title.pick(language))
        page = link(f"{language}/{page_name(webinar)}.html")
        lines.append(f"- [{webinar.number}. {title}]({page}): {when}{state}")
    lines += ["", "## For programs", ""]
    lines += [
        f"- [All facts as JSON]({link('api/series.json')})",
        f"- [Calendar]({link(f'{language}/calendar.ics')})",
        f"- [Changes]({link(f'{language}/changes.xml')})",
        "",
        "## Languages",
        "",
    ]
    for code in site.languages:
        lines.append(f"- [{language_name(code, 'en')}]({link(f'{code}/index.html')})")
    return ("\n".join(lines).replace("\u00a0", " ") + "\n").encode()


def _linker(site: Site) -> Callable[[str], str]:
    return lambda path: site.address(path) or path


def _line(text: str) -> str:
    """Return a text on one line, in which brackets make no link."""
    return " ".join(clean(text).split()).replace("[", "(").replace("]", ")")
