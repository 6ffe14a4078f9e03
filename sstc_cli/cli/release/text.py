"""Releases and changes for people: on a terminal, or in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sstc_cli.releases import affected_words, words_of

if TYPE_CHECKING:
    from sstc_cli.cli.console.session import Session
    from sstc_cli.model import State, WebinarState
    from sstc_cli.releases import Change, Changes
    from sstc_cli.workspace.states import NamedState

_SERIES = "The series"


def print_changes(session: Session, changes: Changes, language: str) -> None:
    """Print all changes by webinar, with the facts before and after, and the people affected."""
    from rich.console import Group, RenderableType
    from rich.padding import Padding
    from rich.text import Text

    lines: list[RenderableType] = []  # printed at once, because each print of rich is slow
    for heading, phrases, affected in _parts(changes, language):
        lines.append(Text(heading, "bold"))
        for phrase, sides in phrases:
            lines.append(Padding(phrase, (0, 0, 0, 2), expand=False))
            lines += [Padding(side, (0, 0, 0, 4), expand=False) for side in sides]
        if affected:
            lines.append(Padding(f"Affected: {affected}", (0, 0, 0, 2), expand=False))
        lines.append("")
    if lines:
        session.out.print(Group(*lines))


def write_markdown(changes: Changes, language: str) -> str:
    """Return all changes in Markdown, with a heading for each webinar."""
    from sstc_cli.render import escape

    lines: list[str] = []
    for heading, phrases, affected in _parts(changes, language):
        lines += [f"## {escape(heading)}", ""]
        for phrase, sides in phrases:
            lines += [f"- {escape(phrase)}", *(f"  - {escape(side)}" for side in sides)]
        lines += ["", f"Affected: {escape(affected)}", ""] if affected else [""]
    return "\n".join(lines).rstrip("\n") + "\n"


def print_releases(session: Session, releases: Sequence[NamedState]) -> None:
    """Print the releases as a table, or in a narrow terminal as a list."""
    from rich import box
    from rich.table import Table

    from sstc_cli.cli.console.sections import NARROW, print_sections

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


def print_state(session: Session, named: NamedState, language: str) -> None:
    """Print the webinars of a state, with the revisions that calendars have."""
    from sstc_cli.cli.console.sections import print_sections

    state = named.state
    session.out.print(state.title.pick(language), style="bold")
    when = f"published {_moment(named)} UTC" if named.published else "not published"
    if tables := named.tables:
        when += f", with tzdata {tables.tzdata} and holidays {tables.holidays}"
    session.out.print(f"{named.name}, {when}" + (f": {named.note}" if named.note else ""))
    sections = [
        (_heading(webinar, language), _lines(state, webinar, language))
        for webinar in state.webinars
    ]
    dropped = [_heading(webinar, language) for webinar in state.dropped]
    print_sections(session.out, [*sections, ("No longer in the programme", dropped)])


def _parts(
    changes: Changes, language: str
) -> Iterator[tuple[str, list[tuple[str, list[str]]], str]]:
    """Yield each heading with its changes, and the people affected."""
    if changes.series:
        yield _SERIES, [_phrase(change, language) for change in changes.series], ""
    for changed in changes.webinars:
        phrases = [_phrase(change, language) for change in changed.changes]
        affected = affected_words(changed.affected, language)
        yield _heading(changed.webinar, language), phrases, affected


def _heading(webinar: WebinarState, language: str) -> str:
    return f"Webinar {webinar.number}: {webinar.title.pick(language)}"


def _phrase(change: Change, language: str) -> tuple[str, list[str]]:
    """Return the phrase for a change, and the lines for the facts before and after."""
    words = words_of(change, language)
    sides = {"was": words.was, "now": words.now}
    return words.phrase, [f"{name}  {text}" for name, text in sides.items() if text]


def _lines(state: State, webinar: WebinarState, language: str) -> list[str]:
    """Return slot, link, talks and revision of one webinar."""
    slot = f"{webinar.starts:%a %Y-%m-%d %H:%M}–{webinar.ends:%H:%M} {state.zone}"
    because = f": {webinar.reason.pick(language)}" if webinar.reason else ""
    talks = [
        " – ".join(
            text.pick(language)
            for text in (talk.title, talk.speaker.name if talk.speaker else None)
            if text
        )
        for talk in webinar.talks
    ]
    return [
        slot,
        *([f"cancelled{because}"] if webinar.cancelled else []),
        *([webinar.join_url] if webinar.join_url else []),
        *(f"- {talk}" for talk in talks if talk),
        f"sequence {webinar.sequence}, stamp {webinar.stamp:%Y-%m-%d %H:%M:%S} UTC",
    ]


def _moment(named: NamedState) -> str:
    return f"{named.published:%Y-%m-%d %H:%M}" if named.published else ""
