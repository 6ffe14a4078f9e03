"""Releases and changes as people read them: on a terminal, or in Markdown."""

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
    """Webinar by webinar: what happened, what was, what is now, and who is concerned."""
    from rich.console import Group, RenderableType
    from rich.padding import Padding
    from rich.text import Text

    shown: list[RenderableType] = []  # printed at once, for rich takes its time for each print
    for heading, told, concerned in _parts(changes, language):
        shown.append(Text(heading, "bold"))
        for phrase, sides in told:
            shown.append(Padding(phrase, (0, 0, 0, 2), expand=False))
            shown += [Padding(side, (0, 0, 0, 4), expand=False) for side in sides]
        if concerned:
            shown.append(Padding(f"Concerned: {concerned}", (0, 0, 0, 2), expand=False))
        shown.append("")
    if shown:
        session.out.print(Group(*shown))


def write_markdown(changes: Changes, language: str) -> str:
    """The same as a document: a heading a webinar, an item a change."""
    from sstc_cli.render import escape

    lines: list[str] = []
    for heading, told, concerned in _parts(changes, language):
        lines += [f"## {escape(heading)}", ""]
        for phrase, sides in told:
            lines += [f"- {escape(phrase)}", *(f"  - {escape(side)}" for side in sides)]
        lines += ["", f"Concerned: {escape(concerned)}", ""] if concerned else [""]
    return "\n".join(lines).rstrip("\n") + "\n"


def print_releases(session: Session, found: Sequence[NamedState]) -> None:
    """Name, moment, number of webinars, and the note; in a narrow terminal line by line."""
    from rich import box
    from rich.table import Table

    from sstc_cli.cli.console.sections import NARROW, print_sections

    if session.out.width < NARROW:
        lines = [
            (each.name, [f"{_moment(each)} UTC", *filter(None, [each.note])]) for each in found
        ]
        print_sections(session.out, lines)
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("Release", overflow="fold")
    table.add_column("Published (UTC)", no_wrap=True)
    table.add_column("Webinars", justify="right", no_wrap=True)
    table.add_column("Note", overflow="fold")
    for each in found:
        table.add_row(each.name, _moment(each), str(len(each.state.webinars)), each.note or "")
    session.out.print(table)


def print_state(session: Session, found: NamedState, language: str) -> None:
    """What a release told: its webinars with the revisions that calendars have."""
    from sstc_cli.cli.console.sections import print_sections

    state = found.state
    session.out.print(state.title.pick(language), style="bold")
    when = f"published {_moment(found)} UTC" if found.published else "not published"
    session.out.print(f"{found.name}, {when}" + (f": {found.note}" if found.note else ""))
    shown = [(each, _lines(state, each, language)) for each in state.webinars]
    gone = [f"Webinar {each.number}: {each.title.pick(language)}" for each in state.dropped]
    sections = [(f"Webinar {e.number}: {e.title.pick(language)}", lines) for e, lines in shown]
    print_sections(session.out, [*sections, ("Not in the programme any more", gone)])


def _parts(
    changes: Changes, language: str
) -> Iterator[tuple[str, list[tuple[str, list[str]]], str]]:
    """Each heading with its changes, and who is concerned."""
    if changes.series:
        yield _SERIES, [_told(each, language) for each in changes.series], ""
    for each in changes.webinars:
        heading = f"Webinar {each.webinar.number}: {each.webinar.title.pick(language)}"
        told = [_told(change, language) for change in each.changes]
        yield heading, told, affected_words(each.affected, language)


def _told(change: Change, language: str) -> tuple[str, list[str]]:
    """The phrase, and what was and what is now under it."""
    words = words_of(change, language)
    sides = {"was": words.was, "now": words.now}
    return words.phrase, [f"{name}  {text}" for name, text in sides.items() if text]


def _lines(state: State, webinar: WebinarState, language: str) -> list[str]:
    """Slot, link, talks and revision of one webinar."""
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
        *(f"- {each}" for each in talks if each),
        f"sequence {webinar.sequence}, stamp {webinar.stamp:%Y-%m-%d %H:%M:%S} UTC",
    ]


def _moment(found: NamedState) -> str:
    return f"{found.published:%Y-%m-%d %H:%M}" if found.published else ""
