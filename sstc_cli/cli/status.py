"""`sstc status`: the state of the series today."""

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import typer
from rich.console import RenderableType

from sstc_cli.cli.console.files import from_here, listed
from sstc_cli.cli.console.mailed import duties_by_mail, name_lost_webinars
from sstc_cli.cli.console.options import Json, Language, Zones, read_language, read_zones
from sstc_cli.cli.console.sections import phrases_for, print_sections, under
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.console.streams import write_results
from sstc_cli.cli.todo import tasks, together
from sstc_cli.diagnostics import Severity
from sstc_cli.documents.outdated_files import earlier_files
from sstc_cli.model import Series
from sstc_cli.model.phrases import Phrases
from sstc_cli.releases import changes_between, shifts_since, state_of
from sstc_cli.versions import TABLES, table_version, tables_text
from sstc_cli.views.dates import local_slots
from sstc_cli.views.schedule import (
    Due,
    ScheduledWebinar,
    StatusView,
    scheduled_webinar,
    status_view,
)
from sstc_cli.workspace import Workspace

_FIRST = 3  # of what is left to do


def status(
    context: typer.Context,
    zone: Zones = None,
    language: Language = None,
    as_json: Json = False,
) -> None:
    """Show the next webinar, what is due this week, and what is wrong.

    Without `--zone`, the time of the next webinar is also shown in the zone of this computer.

    Example: `sstc status --today 2020-10-01`
    """
    session = session_of(context)
    workspace, series = session.opened()
    read, zones = read_language(language, series.languages), read_zones(zone)
    name_lost_webinars(session, workspace)
    sent = duties_by_mail(session, workspace, series)
    view = status_view(series, workspace.today, read, sent)
    if as_json:
        following = scheduled_webinar(series, view.next, zones, read) if view.next else None
        facts: dict[str, object] = {"today": workspace.today, "days": view.days}
        facts |= {"next": _without_link(following) if following else None}
        facts |= {"overdue": view.overdue, "due": view.due}
        facts |= {"past": view.past, "ahead": view.ahead, "cancelled": view.cancelled}
        facts |= {"release": workspace.release.name if workspace.release else None}
        facts |= {"earlier_files": [from_here(file) for file in _earlier_files(workspace, series)]}
        facts |= {"tables": {name: table_version(name) for name in TABLES}}
        facts |= {f"{severity}s": number for severity, number in _severities(workspace).items()}
        session.result(write_results(series=series.id, **facts))
    else:
        first = together(tasks(context, session, workspace, series, sent, _FIRST))[:_FIRST]
        left = [
            line for task in first for line in (task.sentence, f"  {task.command}") if line.strip()
        ]
        _print_status(session, workspace, series, view, zones, read, left)


def _without_link(webinar: ScheduledWebinar) -> dict[str, object]:
    """Return a webinar without how to join, because logs of scripts may be public."""
    names = [key.name for key in fields(webinar) if not key.name.startswith("join_")]
    return {name: getattr(webinar, name) for name in names}


def _severities(workspace: Workspace) -> dict[Severity, int]:
    """Return the number of diagnostics of each severity."""
    severities = [diagnostic.severity for diagnostic in workspace.diagnostics]
    return {severity: severities.count(severity) for severity in Severity}


def _print_status(
    session: Session,
    workspace: Workspace,
    series: Series,
    view: StatusView,
    zones: list[str],
    language: str,
    left: Sequence[str],
) -> None:
    phrases = phrases_for(language, series)
    say = phrases.say
    due = [
        under(session.out, phrases.due(duty.day, duty.at), f"{duty.name}{_of(duty, phrases)}")
        for duty in view.due
    ]
    overdue = [say("{number}: see `sstc due`", number=view.overdue)] if view.overdue else []
    tables = say("time zones and holidays: {versions}", versions=tables_text())
    session.out.print(series.title.pick(language), style="bold")
    session.out.print(_progress(view, phrases))
    sections: list[tuple[str, Sequence[RenderableType]]] = [
        ("Next", _next(series, view, zones, phrases)),
        ("To do first", left),
        ("Overdue", overdue),
        ("Due within a week", due or [say("nothing")]),
        ("Last release", _released(workspace, series, phrases)),
        (
            "Written from an earlier plan, and out of date",
            listed(_earlier_files(workspace, series)),
        ),
        ("Data", [_wrong(workspace, phrases), tables]),
    ]
    print_sections(session.out, [(say(heading), lines) for heading, lines in sections])


def _progress(view: StatusView, phrases: Phrases) -> str:
    """Return how many webinars are past, ahead and cancelled."""
    counts = {"today": view.today, "past": view.past, "ahead": view.ahead}
    text = phrases.say("{today}: {past} past, {ahead} ahead", **counts)
    return text + (
        phrases.say(", {number} cancelled", number=view.cancelled) if view.cancelled else ""
    )


def _wrong(workspace: Workspace, phrases: Phrases) -> str:
    """Return how much is wrong with the data."""
    found = _severities(workspace)
    counts = [phrases.count(number, noun) for noun, number in found.items() if number]
    if not counts:
        return phrases.say("nothing is wrong")
    return phrases.say("{counts}: see `sstc validate`", counts=phrases.say(", ").join(counts))


def _of(due: Due, phrases: Phrases) -> str:
    """Return the webinar that something is due for, in brackets, or nothing."""
    return "" if due.webinar is None else phrases.say(" (webinar {number})", number=due.webinar)


def _earlier_files(workspace: Workspace, series: Series) -> list[Path]:
    """Return the documents in `out/` that were written from an earlier plan."""
    return earlier_files(series, workspace.out) if workspace.out.is_dir() else []


def _released(workspace: Workspace, series: Series, phrases: Phrases) -> list[str]:
    """Return a line about the last release and what has changed since, if there is one."""
    release = workspace.release
    if release is None:
        return []
    changes = changes_between(release.series, state_of(series), shifts_since(release, series))
    parts = [phrases.count(len(changes.webinars), "webinar")] if changes.webinars else []
    parts += [phrases.say("the series")] if changes.series else []
    text = "{what} changed since: see `sstc release diff`" if parts else "nothing has changed since"
    words = {
        "release": release.name,
        "since": release.published.astimezone(series.tz).date(),
        "what": phrases.say(text, what=phrases.listed(parts)),
    }
    return [phrases.say("{release}, {since}: {what}", **words)]


def _next(series: Series, view: StatusView, zones: list[str], phrases: Phrases) -> list[str]:
    """Return the next webinar, with its times in the zones named, or on this computer."""
    webinar, say = view.next, phrases.say
    if webinar is None:
        return [say("no webinars ahead")]
    words = {"number": webinar.number, "when": phrases.ahead(view.days)}
    words["title"] = webinar.title.pick(phrases.language)
    starts, ends = series.slot(webinar)
    lines = [
        say("Webinar {number}, {when}: {title}", **words),
        f"{phrases.slot(starts, ends)} {phrases.zone(series.zone)}",
    ]
    for slot in local_slots(series, webinar, zones):
        lines += [f"{phrases.slot(slot.starts, slot.ends)} {phrases.place(slot.zone)}"]
    here = starts.astimezone()
    if not zones and here.utcoffset() != starts.utcoffset():
        slot_here = phrases.slot(here, ends.astimezone())
        offset = f"UTC{here.isoformat()[-6:]}"
        lines += [say("{slot} on this computer ({offset})", slot=slot_here, offset=offset)]
    return lines
