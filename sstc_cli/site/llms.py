"""`llms.txt`: the series in a few lines of Markdown, for language models."""

from collections.abc import Iterator

from sstc_cli.model.languages import language_name
from sstc_cli.render.escape import clean
from sstc_cli.views.dates import day_text, hour_text
from sstc_cli.views.site.context import Site
from sstc_cli.views.site.webinars import page_name


def llms(site: Site) -> bytes:
    """Return the file, in the main language of the series."""
    main = site.languages[0]
    programs = {
        "All facts as JSON": "api/series.json",
        "Calendar": f"{main}/calendar.ics",
        "Changes": f"{main}/changes.xml",
    }
    languages = {language_name(code, "en"): f"{code}/index.html" for code in site.languages}
    lines = [
        *_opening(site, main),
        "## Webinars\n",
        *_webinars(site, main),
        "\n## For programs\n",
        *(f"- [{name}]({_link(site, path)})" for name, path in programs.items()),
        "\n## Languages\n",
        *(f"- [{name}]({_link(site, path)})" for name, path in languages.items()),
    ]
    return ("\n".join(lines).replace("\u00a0", " ") + "\n").encode()


def _opening(site: Site, language: str) -> Iterator[str]:
    yield f"# {_line(site.series.title.pick(language))}\n"
    if site.held:
        first, last = (day_text(one.starts, language) for one in (site.held[0], site.held[-1]))
        yield f"> {len(site.held)} webinars online, {first} to {last}.\n"
    yield f"All times are {site.zone_name(language)} ({site.series.zone}).\n"


def _webinars(site: Site, language: str) -> Iterator[str]:
    for webinar in site.series.webinars:
        when = f"{day_text(webinar.starts, language)}, {hour_text(webinar.starts, language)}"
        state = " (cancelled)" if webinar.cancelled else ""
        title = _line(webinar.title.pick(language))
        page = _link(site, f"{language}/{page_name(webinar)}.html")
        yield f"- [{webinar.number}. {title}]({page}): {when}{state}"


def _link(site: Site, path: str) -> str:
    return site.address(path) or path


def _line(text: str) -> str:
    """Return a text on one line, in which brackets make no link."""
    return " ".join(clean(text).split()).replace("[", "(").replace("]", ")")
