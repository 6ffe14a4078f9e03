"""Shell completion of numbers, people, zones, languages, releases and paths of the data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from sstc_cli.errors import SstcError

if TYPE_CHECKING:
    from sstc_cli.model import Series
    from sstc_cli.source import Tree


def complete_number(context: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield numbers of webinars, with their titles."""
    series = _series(context)
    for webinar in series.webinars if series else ():
        if str(webinar.number).startswith(incomplete):
            yield str(webinar.number), webinar.title.pick(series.languages[0] if series else "")


def complete_deadline(context: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield ids of deadlines, with their names."""
    series = _series(context)
    for deadline in series.deadlines if series else ():
        if deadline.id.startswith(incomplete):
            yield deadline.id, deadline.name.pick(series.languages[0] if series else "")


def complete_person(context: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield ids of people, with their names."""
    series = _series(context)
    for person in series.people if series else ():
        if person.id.startswith(incomplete):
            yield person.id, person.name.pick(series.languages[0] if series else "")


def complete_audience(context: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield ids of audiences, with their names."""
    series = _series(context)
    for audience in series.audiences if series else ():
        if audience.id.startswith(incomplete):
            yield audience.id, audience.name.pick(series.languages[0] if series else "")


def complete_language(context: typer.Context, incomplete: str) -> list[str]:
    """Return the series' languages, also after another one and `+`."""
    series = _series(context)
    head, plus, start = incomplete.rpartition("+")
    languages = series.languages if series else ()
    return [f"{head}{plus}{code}" for code in languages if code.startswith(start)]


def complete_zone(incomplete: str) -> list[str]:
    """Return IANA time zones."""
    from sstc_cli.model import known_zones

    return sorted(zone for zone in known_zones() if zone.startswith(incomplete))


def complete_state(context: typer.Context, incomplete: str) -> list[str]:
    """Return the names of the releases, and `working`."""
    from sstc_cli.workspace import WORKING, find_root, releases_by_name

    options: dict[str, Any] = context.find_root().params
    try:
        releases = releases_by_name(options.get("workspace") or find_root(Path.cwd()))
    except SstcError:
        return []
    return [name for name in (*releases, WORKING) if name.startswith(incomplete)]


def complete_path(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return paths in the data file, step by step, with the values there."""
    from sstc_cli.model import Series
    from sstc_cli.source import path_completions

    tree = _tree(context)
    try:
        return list(path_completions(tree, Series, incomplete)) if tree else []
    except SstcError:
        return []


def _series(context: typer.Context) -> Series | None:
    """Return the series of the workspace, or None, because completion never complains."""
    from sstc_cli.model import Series
    from sstc_cli.source import build

    tree = _tree(context)
    return build(tree, Series)[0] if tree else None


def _tree(context: typer.Context) -> Tree | None:
    from sstc_cli.source import read
    from sstc_cli.workspace import DATA, find_root

    options: dict[str, Any] = context.find_root().params
    try:
        root = options.get("workspace") or find_root(Path.cwd())
        return read(root / DATA, DATA.as_posix())
    except SstcError:
        return None
