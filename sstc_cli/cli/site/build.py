"""`sstc site build`: the site in its folder."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sstc_cli.cli.console.files import from_here, listed
from sstc_cli.cli.console.json import write_results
from sstc_cli.cli.site.folder import folder_of
from sstc_cli.cli.site.place import in_place, place
from sstc_cli.cli.site.source import Source
from sstc_cli.site.manifest import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sstc_cli.cli.console.session import Session
    from sstc_cli.cli.site.place import Placed
    from sstc_cli.site.build import BuiltSite


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
    folder = folder_of(session, output)
    source = Source(session, folder, draft, url, today or date.today(), pictures)
    inputs = source.digest()
    if inputs and (found := in_place(folder, inputs)):
        placed, origin = found
        notes = origin.notes
    else:
        placed, notes = _built(source, inputs, None if output else session.root)
    first = from_here(folder / "index.html")
    if as_json:
        session.result(write_results(first_page=first, draft=draft, **_entry(placed)))
    else:
        session.result(first)
    _report(session, placed, notes)


def _built(source: Source, inputs: str | None, root: Path | None) -> tuple[Placed, tuple[str, ...]]:
    """Make the site and put it in its place; return the notes on it, too."""
    from sstc_cli.site.build import SiteRequest, build
    from sstc_cli.site.secrets import SiteGuard

    session, folder = source.session, source.folder
    workspace, series = session.opened(source.today, publishing=not source.draft)
    kept = source.kept if source.pictures else None
    built = build(workspace, series, SiteRequest(source.today, source.url, source.draft, kept))
    guard = SiteGuard(series)
    notes: tuple[str, ...] = ()

    def origin() -> Origin | None:
        nonlocal notes
        guard.refuse()
        notes = tuple(_notes(built))
        used = [workspace.root / who.picture.file for who in series.people if who.picture]
        # a file that was saved while the site was made may be in it or not
        same = inputs if inputs and inputs == source.digest(used) else None
        return Origin(same, notes) if same else None

    return place(session, folder, guard.over(built.files), root, origin), notes


def _notes(built: BuiltSite) -> Iterator[str]:
    """Yield what the site lacks."""
    for message, hint in built.missing.messages():
        yield f"warning: {message}\nhelp: {hint}"
    if not built.site.url:
        yield _NO_URL


def _report(session: Session, placed: Placed, notes: tuple[str, ...]) -> None:
    """Report the counts, the files of others, and what is missing."""
    written, removed = len(placed.written), len(placed.removed)
    session.say(f"{placed.unchanged} unchanged, {written} written, {removed} removed")
    if placed.others:
        session.say(f"kept, because sstc did not write it: {', '.join(listed(placed.others))}")
    for note in notes:
        session.say(note)


def _entry(placed: Placed) -> dict[str, object]:
    """Return what has become of the files, for programs."""
    return {
        "unchanged": placed.unchanged,
        "written": placed.written,
        "removed": placed.removed,
        "others": [from_here(path) for path in placed.others],
    }
