"""A site in one zip file, the same bytes for the same site on any machine."""

from collections.abc import Mapping

from sstc_cli.render.zipped import zipped
from sstc_cli.site.servers import SERVERS

_TEXTS = (".html", ".css", ".js", ".ics", ".xml", ".json", ".svg", ".txt", ".config")


def packed(files: Mapping[str, bytes], server: str | None = None) -> bytes:
    """Return a zip file of the site, with what a web server needs to know about it."""
    more = SERVERS[server]() if server else {}
    whole = {**files, **{name: text.encode() for name, text in more.items()}}
    return zipped({name: whole[name] for name in sorted(whole)}, _TEXTS)
