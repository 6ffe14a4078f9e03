"""The talks of a webinar: its rows, or one for each speaker of its only row."""

from collections.abc import Sequence
from typing import Any

from sstc_cli.planning.foreign.entry import Entry
from sstc_cli.planning.foreign.facts import Fact
from sstc_cli.planning.foreign.group import Group
from sstc_cli.planning.foreign.levels import Levels
from sstc_cli.planning.foreign.more import more_of
from sstc_cli.planning.foreign.notes import Notes
from sstc_cli.planning.foreign.people import Roster
from sstc_cli.planning.foreign.spelling.statuses import is_confirmed
from sstc_cli.planning.foreign.talk_minutes import set_minutes
from sstc_cli.planning.foreign.texts import clean, words_of

_WITH = "with"


def talks_of(
    group: Group,
    levels: Levels,
    languages: Sequence[str],
    roster: Roster,
    kept: Sequence[Fact | None],
) -> list[dict[str, Any]]:
    """Return the talks of a webinar; `kept` are the facts that each talk keeps in `more`."""
    if group.has_talks:
        fact = levels.talk or levels.webinar
        talks = [_talk(entry, fact, languages, roster, kept) for entry in group.entries]
        set_minutes(group.entries, talks)
        talks = _without_repeated(talks, group, levels, languages)
    else:
        talks = _by_speaker(group, levels, languages, roster)
    talks = [talk for talk in talks if talk]
    return [{"id": f"talk-{number}", **talk} for number, talk in enumerate(talks, 1)]


def _talk(
    entry: Entry,
    fact: Fact | None,
    languages: Sequence[str],
    roster: Roster,
    kept: Sequence[Fact | None],
) -> dict[str, Any]:
    """Return the talk of a row: its first speaker gives it, and the others are in `more`."""
    talk: dict[str, Any] = {}
    cells = entry.line.cells.get(fact, ()) if fact else ()
    if title := words_of(cells, languages, roster.notes):
        talk["title"] = title
    speakers = roster.speakers(entry.line)
    more = more_of([entry], kept, roster.notes)
    if speakers:
        talk["speaker"] = speakers[0]
    if len(speakers) > 1:
        cell = entry.line.cells[Fact.SPEAKER][0]
        names = [_name(roster, id_) for id_ in speakers[1:]]
        more = {_WITH: ", ".join(names), **more}
        message = "a talk has one speaker in the plan: the others are in `more`"
        roster.notes.add("W774", message, cell.spot, "split the talk if they speak one by one")
    if speakers and is_confirmed(entry.line.text(Fact.STATUS)):
        talk["confirmed"] = "true"
    if summary := entry.line.cell(Fact.SUMMARY):
        text = clean(summary, roster.notes)
        more = {**more, "summary": text} if text else more
    return {**talk, "more": more} if more else talk


def _by_speaker(
    group: Group, levels: Levels, languages: Sequence[str], roster: Roster
) -> list[dict[str, Any]]:
    """Return a talk for each speaker of a webinar with one title; an only one has that title."""
    speakers = [id_ for entry in group.entries for id_ in roster.speakers(entry.line)]
    speakers = list(dict.fromkeys(speakers))
    confirmed = {"confirmed": "true"} if is_confirmed(group.first.line.text(Fact.STATUS)) else {}
    talks: list[dict[str, Any]] = [{"speaker": id_, **confirmed} for id_ in speakers]
    further = group.entries[1:]
    titled = [entry for entry in further if levels.webinar and entry.line.text(levels.webinar)]
    if titled:
        talks = [_talk(entry, levels.webinar, languages, roster, ()) for entry in group.entries]
    elif len(talks) == 1 and levels.webinar:
        cells = group.first.line.cells.get(levels.webinar, ())
        if title := words_of(cells, languages, Notes("")):
            talks[0] = {"title": title, **talks[0]}
    return talks


def _without_repeated(
    talks: list[dict[str, Any]], group: Group, levels: Levels, languages: Sequence[str]
) -> list[dict[str, Any]]:
    """Return talks without their title if all of several have that of the webinar.

    Each row is then a speaker, and agendas would repeat the title for each of them.
    """
    cells = group.first.line.cells.get(levels.webinar, ()) if levels.webinar else ()
    title = words_of(cells, languages, Notes(""))
    if len(talks) < 2 or not title or any(talk.get("title") != title for talk in talks):
        return talks
    return [{key: value for key, value in talk.items() if key != "title"} for talk in talks]


def _name(roster: Roster, id_: str) -> str:
    return next(person["name"] for person in roster.known.values() if person["id"] == id_)
