"""`sstc release list|show|diff`: releases and changes, for people and programs."""

import os
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sstc_cli.cli.console.group import flag
from sstc_cli.cli.console.options import Json, Language, complete_state, read_language
from sstc_cli.cli.console.sections import NARROW, phrases_for, print_sections
from sstc_cli.cli.console.session import Session, session_of
from sstc_cli.cli.console.streams import write_results
from sstc_cli.errors import ExitCode, nothing_published
from sstc_cli.model import State, WebinarState
from sstc_cli.model.phrases import Phrases
from sstc_cli.releases import (
    ChangeWords,
    StateChanges,
    affected_words,
    cancelled_words,
    changes_between,
    changes_entry,
    json_value,
    shifts_between,
    slot_of,
    slot_words,
    words_of,
)
from sstc_cli.render import escape
from sstc_cli.workspace import WORKING, releases_by_name
from sstc_cli.workspace.states import NamedState, find_state, last_state


def print_changes(session: Session, changes: StateChanges, phrases: Phrases) -> None:
    """Print all changes by webinar, with the facts before and after, and the people affected."""
    lines: list[RenderableType] = []  # printed at once, because each print of rich is slow
    for heading, described, affected in parts_of(changes, phrases):
        lines.append(Text(heading, "bold"))
        for words in described:
            lines.append(Padding(words.phrase, (0, 0, 0, 2), expand=False))
            sides = _sides(words, phrases)
            lines += [Padding(side, (0, 0, 0, 4), expand=False) for side in sides]
        if affected:
            lines.append(Padding(affected, (0, 0, 0, 2), expand=False))
        lines.append("")
    if lines:
        session.out.print(Group(*lines))


def write_markdown(changes: StateChanges, phrases: Phrases) -> str:
    """Return all changes in Markdown, with a heading for each webinar."""
    lines: list[str] = []
    for heading, described, affected in parts_of(changes, phrases):
        lines += [f"## {escape(heading)}", ""]
        for words in described:
            sides = _sides(words, phrases)
            lines += [f"- {escape(words.phrase)}", *(f"  - {escape(side)}" for side in sides)]
        lines += ["", escape(affected), ""] if affected else [""]
    return "\n".join(lines).rstrip("\n") + "\n"


def print_releases(session: Session, releases: Sequence[NamedState]) -> None:
    """Print the releases as a table, or in a narrow terminal as a list."""
    if session.out.width < NARROW:
        sections = [
            (release.name, [f"{_moment(release)} UTC", *filter(None, [release.note])])
            for release in releases
        ]
        print_sections(session.out, sections)
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("Release", overflow="fold")
    table.add_column("Published (UTC)", no_wrap=True)
    table.add_column("Webinars", justify="right", no_wrap=True)
    table.add_column("Note", overflow="fold")
    for release in releases:
        webinars = str(len(release.state.webinars))
        table.add_row(release.name, _moment(release), webinars, release.note or "")
    session.out.print(table)


def print_state(session: Session, named: NamedState, phrases: Phrases) -> None:
    """Print the webinars of a state, with the revisions that calendars have."""
    state, say = named.state, phrases.say
    session.out.print(state.title.pick(phrases.language), style="bold")
    when = say("not published")
    if named.published:
        when = say("published {moment} UTC", moment=_moment(named))
    if named.published and (tables := named.tables):
        versions = {"tzdata": tables.tzdata, "holidays": tables.holidays}
        when += say(", with tzdata {tzdata} and holidays {holidays}", **versions)
    session.out.print(f"{named.name}, {when}" + (f": {named.note}" if named.note else ""))
    sections = [
        (_heading(webinar, phrases), _lines(state, webinar, phrases)) for webinar in state.webinars
    ]
    dropped = [_heading(webinar, phrases) for webinar in state.dropped]
    print_sections(session.out, [*sections, (say("No longer in the programme"), dropped)])


def parts_of(
    changes: StateChanges, phrases: Phrases
) -> Iterator[tuple[str, list[ChangeWords], str]]:
    """Yield each heading with its changes, and a line with the people affected."""
    if changes.series:
        described = [words_of(change, phrases) for change in changes.series]
        yield phrases.say("The series"), described, ""
    for changed in changes.webinars:
        described = [words_of(change, phrases) for change in changed.changes]
        people = affected_words(changed.affected, phrases)
        affected = phrases.say("Affected: {people}", people=people) if people else ""
        yield _heading(changed.webinar, phrases), described, affected


def _heading(webinar: WebinarState, phrases: Phrases) -> str:
    title = webinar.title.pick(phrases.language)
    return phrases.say("Webinar {number}: {title}", number=webinar.number, title=title)


def _sides(words: ChangeWords, phrases: Phrases) -> list[str]:
    """Return the lines for the facts before and after a change."""
    sides = {"was": words.was, "now": words.now}
    return [f"{phrases.say(name)}  {text}" for name, text in sides.items() if text]


def _lines(state: State, webinar: WebinarState, phrases: Phrases) -> list[str]:
    """Return slot, link, talks and revision of one webinar."""
    talks = [
        " – ".join(
            text.pick(phrases.language)
            for text in (talk.title, talk.speaker.name if talk.speaker else None)
            if text
        )
        for talk in webinar.talks
    ]
    return [
        slot_words(slot_of(state, webinar), phrases),
        *([cancelled_words(webinar.reason, phrases)] if webinar.cancelled else []),
        *([webinar.join_url] if webinar.join_url else []),
        *([phrases.say("private join link")] if webinar.join_digest else []),
        *(f"- {talk}" for talk in talks if talk),
        _revision(webinar, phrases),
    ]


def _revision(webinar: WebinarState, phrases: Phrases) -> str:
    """Return the sequence and the stamp, by which calendars know the latest version."""
    stamp = f"{webinar.stamp:%Y-%m-%d %H:%M:%S}"
    text = "sequence {sequence}, stamp {stamp} UTC"
    return phrases.say(text, sequence=webinar.sequence, stamp=stamp)


def _moment(named: NamedState) -> str:
    return f"{named.published:%Y-%m-%d %H:%M}" if named.published else ""


class DiffFormat(StrEnum):
    """The formats of changes: for a terminal, for a document, and for programs."""

    TEXT = "text"
    MD = "md"
    JSON = "json"


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


def list_(context: typer.Context, as_json: Json = False) -> None:
    """List all releases, the oldest first.

    Example: `sstc release list`
    """
    session = session_of(context)
    releases = [
        find_state(session.root, name, os.environ) for name in releases_by_name(session.root)
    ]
    if as_json:
        session.result(write_results(releases=[_about(release) for release in releases]))
    elif releases:
        print_releases(session, releases)
    else:
        session.say_nothing(nothing_published())


def show(
    context: typer.Context, name: StateName, language: Language = None, as_json: Json = False
) -> None:
    """Show the contents of a release, or of the next one.

    Example: `sstc release show working`
    """
    session = session_of(context)
    named = find_state(session.root, name, os.environ)
    read = read_language(language, named.state.languages)
    if as_json:
        session.result(write_results(release=_about(named), series=json_value(named.state, read)))
    else:
        print_state(session, named, phrases_for(read, named.state))


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
    session = session_of(context)
    old, new, changes = compared(session.root, before, after)
    read = read_language(language, new.state.languages)
    _show(session, old, new, changes, format, read)
    raise typer.Exit(ExitCode.DATA if exit_code and changes else ExitCode.OK)


def compared(
    root: Path, before: str | None = None, after: str | None = None
) -> tuple[NamedState | None, NamedState, StateChanges]:
    """Return two states, by default the last release and the data file, and what differs."""
    old = find_state(root, before, os.environ) if before else last_state(root)
    new = find_state(root, after or WORKING, os.environ)
    if old is None:
        return old, new, changes_between(None, new.state, hosts=new.hosts)
    shifts = shifts_between(old.state, old.tables, new.state, new.tables)
    return old, new, changes_between(old.state, new.state, shifts, new.hosts)


def _show(
    session: Session,
    old: NamedState | None,
    new: NamedState,
    changes: StateChanges,
    format: DiffFormat,
    language: str,
) -> None:
    if format is DiffFormat.JSON:
        sides = {"before": _about(old) if old else None, "after": _about(new)}
        session.result(write_results(**sides, **changes_entry(changes, language)))
        return
    session.say(_comparison(old, new, changes))
    phrases = phrases_for(language, *([old.state] if old else []), new.state)
    if format is DiffFormat.TEXT and old is None:
        return
    if format is DiffFormat.MD and changes:
        session.result(write_markdown(changes, phrases))
    else:
        print_changes(session, changes, phrases)


def _comparison(old: NamedState | None, new: NamedState, changes: StateChanges) -> str:
    """Return a line with the two states that are compared."""
    if old is None:
        return "no release yet, so everything is new: `sstc release show working` lists it"
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
