"""`sstc release`: published versions of the series, and changes between them."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sstc_cli.cli.console.completion import complete_state
from sstc_cli.cli.console.group import new_group
from sstc_cli.cli.console.json import write_results
from sstc_cli.cli.console.options import Json, Language, Today, flag, read_language
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.errors import ExitCode

if TYPE_CHECKING:
    from sstc_cli.releases import StateChanges
    from sstc_cli.workspace.states import NamedState

app = new_group("release")


class DiffFormat(StrEnum):
    """The formats of changes: for a terminal, for a document, and for programs."""

    TEXT = "text"
    MD = "md"
    JSON = "json"


def read_note(text: str) -> str:
    """Return a note on the command line; refuse one that is empty or not a readable line."""
    if text.isprintable() and text.strip():
        return text.strip()
    raise typer.BadParameter("write one line of text, without invisible characters")


Name = Annotated[
    str,
    typer.Argument(metavar="NAME", help="Name of the release, for example `first-agenda`."),
]
Note = Annotated[
    str | None,
    typer.Option(
        parser=read_note, metavar="TEXT", help="Purpose of the release.", show_default=False
    ),
]
StateName = Annotated[
    str,
    typer.Argument(
        metavar="NAME",
        help="Release, `working` for the data file, or `git:REVISION`.",
        autocompletion=complete_state,
    ),
]
Before = Annotated[
    str | None,
    typer.Argument(
        metavar="BEFORE",
        help="Earlier state. [default: the last release]",
        show_default=False,
        autocompletion=complete_state,
    ),
]
After = Annotated[
    str | None,
    typer.Argument(
        metavar="AFTER",
        help="Later state. [default: the data file]",
        show_default=False,
        autocompletion=complete_state,
    ),
]


@app.command()
def publish(
    context: typer.Context,
    name: Name,
    note: Note = None,
    dry_run: Annotated[bool, flag("--dry-run", text="Show the changes. Write nothing.")] = False,
    force: Annotated[bool, flag("--force", text="Publish even if nothing changed.")] = False,
    language: Language = None,
    today: Today = None,
) -> None:
    """Save the public facts as a release, in `data/releases/`.

    Calendars and notices compare with the last release. The data must have no errors. With
    `--today`, the time of the release is the start of that day.

    Example: `sstc release publish first-plan --note "Sent to all partners"`
    """
    from sstc_cli.cli.console.phrases import phrases_for
    from sstc_cli.cli.release.publish import prepare
    from sstc_cli.cli.release.text import print_changes

    session = session_of(context)
    workspace, series = session.opened(today, publishing=True)
    now = _instant(series.instant(datetime.combine(today, datetime.min.time())) if today else None)
    publication = prepare(session, workspace, name, note, now, force=force)
    if dry_run:
        read = read_language(language, series.languages)
        print_changes(session, publication.changes, phrases_for(read, series))
        session.say("no files changed")
    else:
        publication.write(session)


@app.command("list")
def list_(context: typer.Context, as_json: Json = False) -> None:
    """List all releases, the oldest first.

    Example: `sstc release list`
    """
    from sstc_cli.cli.release.text import print_releases
    from sstc_cli.workspace import releases_by_name
    from sstc_cli.workspace.states import find_state

    session = session_of(context)
    releases = [
        find_state(session.root, name, os.environ) for name in releases_by_name(session.root)
    ]
    if as_json:
        session.result(write_results(releases=[_about(release) for release in releases]))
    elif releases:
        print_releases(session, releases)
    else:
        session.say("no release yet: publish one with `sstc release publish NAME`")


@app.command()
def show(
    context: typer.Context, name: StateName, language: Language = None, as_json: Json = False
) -> None:
    """Show the contents of a release, or of the next one.

    Example: `sstc release show working`
    """
    from sstc_cli.cli.console.phrases import phrases_for
    from sstc_cli.cli.release.text import print_state
    from sstc_cli.releases import json_value
    from sstc_cli.workspace.states import find_state

    session = session_of(context)
    named = find_state(session.root, name, os.environ)
    read = read_language(language, named.state.languages)
    if as_json:
        session.result(write_results(release=_about(named), series=json_value(named.state, read)))
    else:
        print_state(session, named, phrases_for(read, named.state))


@app.command()
def diff(
    context: typer.Context,
    before: Before = None,
    after: After = None,
    format: Annotated[DiffFormat, typer.Option(help="Format of the changes.")] = DiffFormat.TEXT,
    exit_code: Annotated[bool, flag("--exit-code", text="Exit with 1 if they differ.")] = False,
    language: Language = None,
) -> None:
    """Show the changes between two states, and the people affected.

    A state is a release, `working` for the data file, or a git revision, for example `git:HEAD~3`.

    Example: `sstc release diff --format md`
    """
    from sstc_cli.releases import changes_between, shifts_between
    from sstc_cli.workspace import WORKING
    from sstc_cli.workspace.states import find_state, last_state

    session = session_of(context)
    old = find_state(session.root, before, os.environ) if before else last_state(session.root)
    new = find_state(session.root, after or WORKING, os.environ)
    read = read_language(language, new.state.languages)
    if old:
        shifts = shifts_between(old.state, old.tables, new.state, new.tables)
        changes = changes_between(old.state, new.state, shifts)
    else:
        changes = changes_between(None, new.state)
    _show(session, old, new, changes, format, read)
    raise typer.Exit(ExitCode.DATA if exit_code and changes else ExitCode.OK)


def _show(
    session: Session,
    old: NamedState | None,
    new: NamedState,
    changes: StateChanges,
    format: DiffFormat,
    language: str,
) -> None:
    from sstc_cli.cli.console.phrases import phrases_for
    from sstc_cli.cli.release.text import print_changes, write_markdown
    from sstc_cli.releases import changes_entry

    if format is DiffFormat.JSON:
        sides = {"before": _about(old) if old else None, "after": _about(new)}
        session.result(write_results(**sides, **changes_entry(changes, language)))
        return
    session.say(_comparison(old, new, changes))
    phrases = phrases_for(language, *([old.state] if old else []), new.state)
    if format is DiffFormat.MD and changes:
        session.result(write_markdown(changes, phrases))
    else:
        print_changes(session, changes, phrases)


def _comparison(old: NamedState | None, new: NamedState, changes: StateChanges) -> str:
    """Return a line with the two states that are compared."""
    from sstc_cli.workspace import WORKING

    if old is None:
        return "no release yet: everything is new"
    since = f"since `{old.name}`" + (f" in `{new.name}`" if new.name != WORKING else "")
    return since if changes else f"nothing has changed {since}"


def _about(named: NamedState) -> dict[str, object]:
    """Return the facts about a state, without its contents."""
    tables = named.tables
    return {
        "name": named.name,
        "published": named.published,
        "note": named.note,
        "tables": {"tzdata": tables.tzdata, "holidays": tables.holidays} if tables else None,
        "webinars": len(named.state.webinars),
    }


def _instant(moment: datetime | None) -> datetime:
    """Return the moment, or now, in UTC and in whole seconds as calendars need it."""
    return (moment or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
