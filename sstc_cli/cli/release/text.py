"""Releases and changes for people: on a terminal, or in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sstc_cli.releases import affected_words, cancelled_words, slot_of, slot_words, words_of

if TYPE_CHECKING:
    from sstc_cli.cli.console.session import Session
    from sstc_cli.model import State, WebinarState
    from sstc_cli.model.phrases import Phrases
    from sstc_cli.releases import Change, StateChanges
    from sstc_cli.workspace.states import NamedState


def print_changes(session: Session, changes: StateChanges, phrases: Phrases) -> None:
    """Print all changes by webinar, with the facts before and after, and the people affected."""
    from rich.console import Group, RenderableType
    from rich.padding import Padding
    from rich.text import Text

    lines: list[RenderableType] = []  # printed at once, because each print of rich is slow
    for heading, described, affected in _parts(changes, phrases):
        lines.append(Text(heading, "bold"))
        for phrase, sides in described:
            lines.append(Padding(phrase, (0, 0, 0, 2), expand=False))
            lines += [Padding(side, (0, 0, 0, 4), expand=False) for side in sides]
        if affected:
            lines.append(Padding(affected, (0, 0, 0, 2), expand=False))
        lines.append("")
    if lines:
        session.out.print(Group(*lines))


def write_markdown(changes: StateChanges, phrases: Phrases) -> str:
    """Return all changes in Markdown, with a heading for each webinar."""
    from sstc_cli.render import escape

    lines: list[str] = []
    for heading, described, affected in _parts(changes, phrases):
        lines += [f"## {escape(heading)}", ""]
        for phrase, sides in described:
            lines += [f"- {escape(phrase)}", *(f"  - {escape(side)}" for side in sides)]
        lines += ["", escape(affected), ""] if affected else [""]
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


def print_state(session: Session, named: NamedState, phrases: Phrases) -> None:
    """Print the webinars of a state, with the revisions that calendars have."""
    from sstc_cli.cli.console.sections import print_sections

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


def _parts(
    changes: StateChanges, phrases: Phrases
) -> Iterator[tuple[str, list[tuple[str, list[str]]], str]]:
    """Yield each heading with its changes, and a line with the people affected."""
    if changes.series:
        described = [_described(change, phrases) for change in changes.series]
        yield phrases.say("The series"), described, ""
    for changed in changes.webinars:
        described = [_described(change, phrases) for change in changed.changes]
        people = affected_words(changed.affected, phrases)
        affected = phrases.say("Affected: {people}", people=people) if people else ""
        yield _heading(changed.webinar, phrases), described, affected


def _heading(webinar: WebinarState, phrases: Phrases) -> str:
    title = webinar.title.pick(phrases.language)
    return phrases.say("Webinar {number}: {title}", number=webinar.number, title=title)


def _described(change: Change, phrases: Phrases) -> tuple[str, list[str]]:
    """Return the phrase for a change, and the lines for the facts before and after."""
    words = words_of(change, phrases)
    sides = {"was": words.was, "now": words.now}
    return words.phrase, [f"{phrases.say(name)}  {text}" for name, text in sides.items() if text]


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
