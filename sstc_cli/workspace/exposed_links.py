"""Files in `out/` for everybody with a link to join that is private now."""

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from sstc_cli.model import Series
from sstc_cli.workspace.traces import UNREADABLE, files_below

_LINK = re.compile(rb"https?://[^\s\"'<>)]+")
# folders and names of files, for example `07-payment.speaker-brief.ana.en.md`; compiled on first
# use, because few series have private links
_FOR_NAMED = (
    r"^(?:run-of-show|speaker|organiser-|private)|\.run-of-show\."
    r"|^(?:mail|confirmation|reminder|join-link-change)$"
    r"|\.(?:confirmation|reminder|join-link-change)\."
    r"|\.speaker-[a-z]+\.[a-z0-9-]+\.[A-Za-z+-]+\.[a-z]+$"
)
_MOST_BYTES = 20_000_000  # of a file, and of each part of a Word file
_AFTER = "/.,;:!?"


def exposing_files(series: Series, out: Path) -> list[Path]:
    """Return the files, except for those for people who get the private links."""
    joins = [webinar.join for webinar in series.webinars if webinar.join]
    private = {join.url.rstrip(_AFTER) for join in joins if not join.public}
    if not private:
        return []
    return [
        file
        for file in files_below(out)
        if not any(re.search(_FOR_NAMED, part) for part in file.relative_to(out).parts)
        and not private.isdisjoint(_links(file))
    ]


def _links(file: Path) -> Iterator[str]:
    """Yield the links in a file; none in what cannot be read."""
    try:
        for data in _contents(file):
            # calendar files fold lines, and they and PDF put a backslash before some characters
            for link in _LINK.findall(data.replace(b"\r\n ", b"").replace(b"\\", b"")):
                yield unescape(link.decode(errors="replace")).rstrip(_AFTER)
    except UNREADABLE:
        return


def _contents(file: Path) -> Iterator[bytes]:
    with file.open("rb") as stream:
        yield stream.read(_MOST_BYTES)
        if zipfile.is_zipfile(stream):
            with zipfile.ZipFile(stream) as archive:
                for name in archive.namelist():
                    with archive.open(name) as part:
                        yield part.read(_MOST_BYTES)
