"""`sstc release`: what others were told, and what changed since."""

from __future__ import annotations

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
    from sstc_cli.releases import Changes
    from sstc_cli.workspace.states import NamedState

app = new_group("release")


class DiffFormat(StrEnum):
    """Who reads the changes: people at a terminal or in a document, or programs."""

    TEXT = "text"
    MD = "md"
    JSON = "json"


def read_note(text: str) -> str:
    """A note on the command line: a line that can be read."""
    if text.isprintable() and text.strip():
        return text.strip()
    raise typer.BadParameter("write one line of text that can be read")


Name = Annotated[
    str,
    typer.Argument(metavar="NAME", help="Its lasting name, as in `first-agenda`."),
]
Note = Annotated[
    str | None,
    typer.Option(parser=read_note, metavar="TEXT", help="What it is for.", show_default=False),
]
Of = Annotated[
    str,
    typer.Argument(
        metavar="NAME",
        help="A release, `working` for the data file, or `git:REVISION`.",
        autocompletion=complete_state,
    ),
]
Before = Annotated[
    str | None,
    typer.Argument(
        metavar="BEFORE",
        help="The earlier state; the last release by default.",
        show_default=False,
        autocompletion=complete_state,
    ),
]
After = Annotated[
    str | None,
    typer.Argument(
        metavar="AFTER",
        help="The later state; the data file by default.",
        show_default=False,
        autocompletion=complete_state,
    ),
]


@app.command()
def publish(
    context: typer.Context,
    name: Name,
    note: Note = None,
    dry_run: Annotated[bool, flag("--dry-run", text="Show what changed; write nothing.")] = False,
    force: Annotated[bool, flag("--force", text="Publish even if nothing changed.")] = False,
    language: Language = None,
    today: Today = None,
) -> None:
    """Freeze what is public now, in `data/releases/`, so that calendars follow and people learn it.

    Errors in the data stop it. With `--today` it is published as that day begins.

    Example: `sstc release publish first-plan --note "Sent to all partners"`
    """
    from sstc_cli.cli.release.publish import published
    from sstc_cli.cli.release.text import print_changes

    session = session_of(context)
    workspace, series = session.opened(today)
    now = _instant(series.instant(datetime.combine(today, datetime.min.time())) if today else None)
    made = published(session, workspace, name, note, now, force=force)
    if dry_run:
        print_changes(session, made.changes, read_language(language, series.languages))
        session.say("nothing is written")
    else:
        made.write(session)


@app.command("list")
def list_(context: typer.Context, as_json: Json = False) -> None:
    """List all releases, the oldest first.

    Example: `sstc release list`
    """
    from sstc_cli.cli.release.text import print_releases
    from sstc_cli.workspace import releases_by_name
    from sstc_cli.workspace.states import state_named

    session = session_of(context)
    found = [state_named(session.root, name) for name in releases_by_name(session.root)]
    if as_json:
        session.result(write_results(releases=[_about(each) for each in found]))
    elif found:
        print_releases(session, found)
    else:
        session.say("nothing was published yet: `sstc release publish NAME` makes a release")


@app.command()
def show(
    context: typer.Context, name: Of, language: Language = None, as_json: Json = False
) -> None:
    """Show what a release told, webinar by webinar, or what the next one would tell.

    Example: `sstc release show working`
    """
    from sstc_cli.cli.release.text import print_state
    from sstc_cli.releases import plain
    from sstc_cli.workspace.states import state_named

    session = session_of(context)
    found = state_named(session.root, name)
    read = read_language(language, found.state.languages)
    if as_json:
        session.result(write_results(release=_about(found), series=plain(found.state, read)))
    else:
        print_state(session, found, read)


@app.command()
def diff(
    context: typer.Context,
    before: Before = None,
    after: After = None,
    format: Annotated[
        DiffFormat, typer.Option(help="For people, or for programs.")
    ] = DiffFormat.TEXT,
    exit_code: Annotated[bool, flag("--exit-code", text="Exit with 1 where they differ.")] = False,
    language: Language = None,
) -> None:
    """Show what changed between two states, and who is concerned.

    A state is a release, `working` for the data file, or a revision of git, as in `git:HEAD~3`.

    Example: `sstc release diff --format md`
    """
    from sstc_cli.releases import changes_between
    from sstc_cli.workspace import WORKING
    from sstc_cli.workspace.states import last_state, state_named

    session = session_of(context)
    old = state_named(session.root, before) if before else last_state(session.root)
    new = state_named(session.root, after or WORKING)
    read = read_language(language, new.state.languages)
    changes = changes_between(old.state if old else None, new.state)
    _show(session, old, new, changes, format, read)
    raise typer.Exit(ExitCode.DATA if exit_code and changes else ExitCode.OK)


def _show(
    session: Session,
    old: NamedState | None,
    new: NamedState,
    changes: Changes,
    format: DiffFormat,
    language: str,
) -> None:
    from sstc_cli.cli.release.text import print_changes, write_markdown
    from sstc_cli.releases import changes_entry

    if format is DiffFormat.JSON:
        sides = {"before": _about(old) if old else None, "after": _about(new)}
        session.result(write_results(**sides, **changes_entry(changes, language)))
        return
    session.say(_said(old, new, changes))
    if format is DiffFormat.MD and changes:
        session.result(write_markdown(changes, language))
    else:
        print_changes(session, changes, language)


def _said(old: NamedState | None, new: NamedState, changes: Changes) -> str:
    """Between which two states the changes are."""
    from sstc_cli.workspace import WORKING

    if old is None:
        return "nothing was published yet: everything is new"
    since = f"since `{old.name}`" + (f" in `{new.name}`" if new.name != WORKING else "")
    return since if changes else f"nothing has changed {since}"


def _about(found: NamedState) -> dict[str, object]:
    """What a release is, without what it tells."""
    return {
        "name": found.name,
        "published": found.published,
        "note": found.note,
        "webinars": len(found.state.webinars),
    }


def _instant(moment: datetime | None) -> datetime:
    """The moment, else now, in UTC and in whole seconds, as calendars have it."""
    return (moment or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
