"""`sstc site build`: the site in its folder."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sstc_cli.cli.console.files import contents, from_here, listed
from sstc_cli.cli.console.json import write_results
from sstc_cli.cli.site.folder import folder_of
from sstc_cli.cli.site.place import place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sstc_cli.cli.console.session import Session
    from sstc_cli.cli.site.place import Placed
    from sstc_cli.site.build import Built


_NO_URL = """\
note: without a web address, the site has no links to subscribe and no sitemap
help: add `site_url` to data/webinars.yaml, or `--url`"""


def build_site(
    session: Session,
    draft: bool,
    url: str | None,
    output: str | None,
    today: date | None,
    pictures: bool | None,
    *,
    as_json: bool,
) -> None:
    """Write the files of the site, and print where it begins."""
    from sstc_cli.site.build import Request, build
    from sstc_cli.site.guard import Guard

    workspace, series = session.opened(today, publishing=not draft)
    folder = folder_of(session, output)
    kept = _kept(folder, pictures)
    built = build(workspace, series, Request(workspace.today, url, draft, kept))
    guard, root = Guard(series), workspace.root if output is None else None
    placed = place(session, folder, guard.over(built.files), root, guard.refuse)
    _report(session, built, placed, folder, as_json=as_json)


def _kept(folder: Path, pictures: bool | None) -> Callable[[str], bytes | None] | None:
    """Return what finds a picture as it was drawn before; None if pages shall have no pictures.

    Unless the user decides, a site with pictures keeps having them.
    """
    from sstc_cli.site.manifest import NAME, digest_of, read_manifest

    listed = read_manifest(contents(folder / NAME), from_here(folder / NAME))
    if pictures is None:
        pictures = any(name.startswith("pictures/") for name in listed)
    if not pictures:
        return None

    def kept(name: str) -> bytes | None:
        data = contents(folder / name) if name in listed else None
        return data if data and digest_of(data) in listed[name] else None

    return kept


def _report(session: Session, built: Built, placed: Placed, folder: Path, *, as_json: bool) -> None:
    """Report the first page, the counts, and what is missing."""
    first = from_here(folder / "index.html")
    if as_json:
        session.result(write_results(first_page=first, draft=built.site.draft, **_entry(placed)))
    else:
        session.result(first)
    written, removed = len(placed.written), len(placed.removed)
    session.say(f"{placed.unchanged} unchanged, {written} written, {removed} removed")
    for message, hint in built.missing.messages():
        session.say(f"warning: {message}\nhelp: {hint}")
    if placed.others:
        session.say(f"kept, because sstc did not write it: {', '.join(listed(placed.others))}")
    if not built.site.url:
        session.say(_NO_URL)


def _entry(placed: Placed) -> dict[str, object]:
    """Return what has become of the files, for programs."""
    return {
        "unchanged": placed.unchanged,
        "written": placed.written,
        "removed": placed.removed,
        "others": [from_here(path) for path in placed.others],
    }
