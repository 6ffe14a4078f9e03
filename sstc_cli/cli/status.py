"""`sstc status`: the state of the series today."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import typer

from sstc_cli.cli.console.files import from_here, listed
from sstc_cli.cli.console.json import write_results
from sstc_cli.cli.console.options import Json, Language, Today, Zones, read_language, read_zones
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.quantity import quantity
from sstc_cli.versions import TABLES, table_version, tables_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rich.console import RenderableType

    from sstc_cli.diagnostics import Severity
    from sstc_cli.model import Series
    from sstc_cli.views import Due, StatusView
    from sstc_cli.workspace import Workspace


def status(
    context: typer.Context,
    zone: Zones = None,
    language: Language = None,
    as_json: Json = False,
    today: Today = None,
) -> None:
    """Show the next webinar, what is due this week, and what is wrong.

    Without `--zone`, the time of the next webinar is also shown in the zone of this computer.

    Example: `sstc status --today 2020-10-01`
    """
    from sstc_cli.views import scheduled_webinar, status_view

    session = session_of(context)
    day = today or date.today()
    workspace, series = session.opened(day)
    read, zones = read_language(language, series.languages), read_zones(zone)
    view = status_view(series, day, read)
    following = scheduled_webinar(series, view.next, zones, read) if view.next else None
    if as_json:
        facts: dict[str, object] = {"today": day, "days": view.days, "next": following}
        facts |= {"overdue": view.overdue, "due": view.due}
        facts |= {"past": view.past, "ahead": view.ahead, "cancelled": view.cancelled}
        facts |= {"release": workspace.release.name if workspace.release else None}
        facts |= {"earlier_files": [from_here(file) for file in _earlier_files(workspace, series)]}
        facts |= {"tables": {name: table_version(name) for name in TABLES}}
        facts |= {f"{severity}s": number for severity, number in _severities(workspace).items()}
        session.result(write_results(series=series.id, **facts))
    else:
        _print_status(session, workspace, series, view, zones, read)


def _severities(workspace: Workspace) -> dict[Severity, int]:
    """Return the number of diagnostics of each severity."""
    from sstc_cli.diagnostics import Severity

    severities = [diagnostic.severity for diagnostic in workspace.diagnostics]
    return {severity: severities.count(severity) for severity in Severity}


def _print_status(
    session: Session,
    workspace: Workspace,
    series: Series,
    view: StatusView,
    zones: list[str],
    language: str,
) -> None:
    from sstc_cli.cli.console.sections import print_sections, under

    cancelled = f", {view.cancelled} cancelled" if view.cancelled else ""
    overdue = [f"{view.overdue}: see `sstc due`"] if view.overdue else []
    due = [
        under(session.out, f"{duty.day:%a %Y-%m-%d}", f"{duty.name}{_of(duty)}")
        for duty in view.due
    ]
    counts = [quantity(number, noun) for noun, number in _severities(workspace).items() if number]
    wrong = f"{', '.join(counts)}: see `sstc validate`" if counts else "nothing is wrong"
    earlier = listed(_earlier_files(workspace, series))
    session.out.print(series.title.pick(language), style="bold")
    session.out.print(f"{view.today}: {view.past} past, {view.ahead} ahead{cancelled}")
    sections: list[tuple[str, Sequence[RenderableType]]] = [
        ("Next", _next(series, view, zones, language)),
        ("Overdue", overdue),
        ("Due within a week", due or ["nothing"]),
        ("Last release", _released(workspace, series)),
        ("Written from an earlier plan, and no longer right", earlier),
        ("Data", [wrong, f"time zones and holidays: {tables_text()}"]),
    ]
    print_sections(session.out, sections)


def _of(due: Due) -> str:
    """Return the webinar that something is due for, in brackets, or nothing."""
    return "" if due.webinar is None else f" (webinar {due.webinar})"


def _earlier_files(workspace: Workspace, series: Series) -> list[Path]:
    """Return the documents in `out/` that were written from an earlier plan."""
    from sstc_cli.documents.earlier_files import earlier_files

    return earlier_files(series, workspace.out) if workspace.out.is_dir() else []


def _released(workspace: Workspace, series: Series) -> list[str]:
    """Return a line about the last release and what has changed since, if there is one."""
    from sstc_cli.releases import changes_between, state_of

    release = workspace.release
    if release is None:
        return []
    changes = changes_between(release.series, state_of(series))
    parts = [quantity(len(changes.webinars), "webinar")] if changes.webinars else []
    parts += ["the series"] if changes.series else []
    since = release.published.astimezone(series.tz).date()
    changed = f"{' and '.join(parts)} changed since: see `sstc release diff`"
    return [f"{release.name}, {since}: {changed if parts else 'nothing has changed since'}"]


def _next(series: Series, view: StatusView, zones: list[str], language: str) -> list[str]:
    """Return the next webinar, with its times in the zones named, or on this computer."""
    from sstc_cli.views import local_slots

    webinar = view.next
    if webinar is None:
        return ["no webinars ahead"]
    when = {0: "today", 1: "tomorrow"}.get(view.days, f"in {view.days} days")
    name = series.zone_name.pick(language) if series.zone_name else series.zone
    starts, ends = series.instant(webinar.starts), series.instant(webinar.ends)
    lines = [
        f"Webinar {webinar.number}, {when}: {webinar.title.pick(language)}",
        f"{starts:%a %Y-%m-%d %H:%M}–{webinar.ends:%H:%M} {name}",
    ]
    for slot in local_slots(series, webinar, zones):
        lines += [f"{slot.starts:%a %Y-%m-%d %H:%M}–{slot.ends:%H:%M} {slot.place}"]
    here = starts.astimezone()
    if not zones and here.utcoffset() != starts.utcoffset():
        until = ends.astimezone()
        place = f"on this computer (UTC{here.isoformat()[-6:]})"
        lines += [f"{here:%a %Y-%m-%d %H:%M}–{until:%H:%M} {place}"]
    return lines
