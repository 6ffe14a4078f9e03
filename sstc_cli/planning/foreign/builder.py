"""A group of lines becomes a webinar of the plan, with its talks."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sstc_cli.planning.foreign.cell_texts import (
    Words,
    clean,
    link_of,
    more_of,
    passcode_in,
    title_of,
    words_of,
)
from sstc_cli.planning.foreign.dialogue import Fact, Notes, quoted
from sstc_cli.planning.foreign.grouping import Levels
from sstc_cli.planning.foreign.schedule import ScheduleCell, TimedLine, WebinarLines
from sstc_cli.planning.foreign.speakers import Ids, Roster
from sstc_cli.planning.foreign.spelling import (
    is_confirmed,
    may_be_moved,
    on_one_line,
    same,
    status_of,
    without_cancelled,
)
from sstc_cli.planning.foreign.timing import overlap
from sstc_cli.survey.webinars import WEBINAR


def set_minutes(entries: Sequence[TimedLine], talks: Sequence[dict[str, Any]]) -> None:
    """Set the minutes of all talks, if all have a slot of their own, and none runs into another."""
    slots = [(entry.starts, entry.ends) for entry in entries]
    ordered = sorted((starts, ends) for starts, ends in slots if starts and ends)
    if len(slots) < 2 or len(set(slots)) < len(slots) or len(ordered) < len(slots):
        return
    if overlap(ordered):
        return
    for entry, talk in zip(entries, talks, strict=True):
        more = talk.pop("more", None)
        talk["minutes"] = str(entry.minutes)
        if more:
            talk["more"] = more


def talks_of(
    group: WebinarLines,
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
    entry: TimedLine,
    fact: Fact | None,
    languages: Sequence[str],
    roster: Roster,
    kept: Sequence[Fact | None],
) -> dict[str, Any]:
    """Return the talk of a row: its first speaker gives it, and the others are in `more`."""
    talk: dict[str, Any] = {}
    cells = entry.line.cells.get(fact, ()) if fact else ()
    if title := title_of(cells, languages, roster.notes):
        talk["title"] = title
    speakers = roster.people(entry.line, Fact.SPEAKER)
    more = more_of([entry], kept, roster.notes)
    if speakers:
        talk["speaker"] = speakers[0]
    if len(speakers) > 1:
        cell = entry.line.cells[Fact.SPEAKER][0]
        names = {person["id"]: person["name"] for person in roster.known.values()}
        more = {"with": ", ".join(names[id_] for id_ in speakers[1:]), **more}
        message = "a talk has one speaker in the plan: the others are in `more`"
        roster.notes.add("W774", message, cell.spot, "split the talk if they speak one by one")
    if speakers and is_confirmed(entry.line.text(Fact.STATUS)):
        talk["confirmed"] = "true"
    if summary := entry.line.cell(Fact.SUMMARY):
        text = clean(summary, roster.notes)
        more = {**more, "summary": text} if text else more
    return {**talk, "more": more} if more else talk


def _by_speaker(
    group: WebinarLines, levels: Levels, languages: Sequence[str], roster: Roster
) -> list[dict[str, Any]]:
    """Return a talk for each speaker of a webinar with one title; an only one has that title."""
    speakers = dict.fromkeys(
        id_ for entry in group.entries for id_ in roster.people(entry.line, Fact.SPEAKER)
    )
    confirmed = {"confirmed": "true"} if is_confirmed(group.first.line.text(Fact.STATUS)) else {}
    talks: list[dict[str, Any]] = [{"speaker": id_, **confirmed} for id_ in speakers]
    further = group.entries[1:]
    titled = [entry for entry in further if levels.webinar and entry.line.text(levels.webinar)]
    if titled:
        talks = [_talk(entry, levels.webinar, languages, roster, ()) for entry in group.entries]
    elif len(talks) == 1 and levels.webinar:
        cells = group.first.line.cells.get(levels.webinar, ())
        if title := title_of(cells, languages, Notes("")):
            talks[0] = {"title": title, **talks[0]}
    return talks


def _without_repeated(
    talks: list[dict[str, Any]], group: WebinarLines, levels: Levels, languages: Sequence[str]
) -> list[dict[str, Any]]:
    """Return talks without their title if all of several have that of the webinar.

    Each row is then a speaker, and agendas would repeat the title for each of them.
    """
    cells = group.first.line.cells.get(levels.webinar, ()) if levels.webinar else ()
    title = title_of(cells, languages, Notes(""))
    if len(talks) < 2 or not title or any(talk.get("title") != title for talk in talks):
        return talks
    return [{key: value for key, value in talk.items() if key != "title"} for talk in talks]


_PASSCODE = re.compile(r"[!-~]{1,64}")
Slot = tuple[datetime, datetime]


@dataclass
class Builder:
    """Builds the webinars of one schedule, its people and its audiences."""

    languages: Sequence[str]
    levels: Levels
    notes: Notes
    roster: Roster = field(init=False)
    ids: Ids = field(default_factory=Ids)
    audiences: dict[str, str] = field(default_factory=dict)
    audience_ids: Ids = field(default_factory=Ids)

    def __post_init__(self) -> None:
        self.roster = Roster(self.notes)

    def webinar(self, group: WebinarLines, number: int, slot: Slot) -> dict[str, Any]:
        title = self._title(group, number)
        status, kept = self._status(group), self._kept(group)
        self._note_moved(group)
        main = title if isinstance(title, str) else title.get("en") or next(iter(title.values()))
        summary = () if group.has_talks else group.first.line.cells.get(Fact.SUMMARY, ())
        found: dict[str, Any] = {
            "id": self.ids.new(main, "webinar"),
            "number": str(number),
            "title": title,
            "starts": f"{slot[0]:%Y-%m-%d %H:%M}",
            "ends": f"{slot[1]:%Y-%m-%d %H:%M}",
            "status": status,
            "summary": words_of(summary, self.languages, self.notes, lines=True),
            "join": self._join(group),
            "register_url": self._link(group, Fact.REGISTER),
            "recording": self._link(group, Fact.RECORDING),
            "materials": self._materials(group),
            "moderator": self._moderator(group),
            "audiences": self._audiences(group),
            "talks": talks_of(group, self.levels, self.languages, self.roster, kept),
            "more": self._more(group, kept),
        }
        return {key: value for key, value in found.items() if value}

    def _title(self, group: WebinarLines, number: int) -> Words:
        """Return the title of a webinar, or its number if it has none yet."""
        fact = self.levels.webinar
        cells = group.first.line.cells.get(fact, ()) if fact else ()
        if group.has_talks and self.levels.talk is None:
            texts = {entry.line.text(fact) for entry in group.entries} if fact else set()
            cells = cells if len(texts) == 1 else ()
        if title := title_of(cells, self.languages, self.notes):
            return title
        section = group.first.line.section
        if section and group.has_talks:
            return section
        language = self.languages[0]
        stand_in = WEBINAR.get(language, WEBINAR["en"]).format(number)
        stand_in = stand_in[0].upper() + stand_in[1:]
        message = f"the webinar has no title: it is called `{stand_in}`"
        self.notes.add("W772", message, group.first.spot, "write its title when it is known")
        return stand_in

    def _status(self, group: WebinarLines) -> str:
        """Return the status of a webinar, unless it is planned."""
        for fact in (Fact.STATUS, self.levels.webinar, Fact.SPEAKER):
            cell = group.first.line.cell(fact) if fact else None
            if cell is None:
                continue
            if fact is Fact.STATUS:
                status = status_of(cell.text)
                if status is None:
                    message = f"`{quoted(cell.text)}` is not a status of webinars"
                    hint = "write `planned`, `held` or `cancelled`"
                    self.notes.add("W772", message, cell.spot, hint)
                if status and status != "planned":
                    return status
            elif without_cancelled(cell.text)[1]:
                message = f"`{quoted(cell.text)}` was read as cancelled"
                self.notes.add("W774", message, cell.spot)
                return "cancelled"
        return ""

    def _note_moved(self, group: WebinarLines) -> None:
        """Note titles and remarks that may say that the date of their row is out of date."""
        titles = [fact for fact in (self.levels.webinar, self.levels.talk) if fact]
        cells = {
            cell.spot: (cell.text, fact in titles)
            for entry in group.entries
            for fact in (*titles, None, Fact.MORE)
            for cell in entry.line.cells.get(fact, ())
        }
        for spot, (text, is_title) in cells.items():
            if may_be_moved(text, or_cancelled=not is_title):
                message = f"`{quoted(text)}` may mean that the date has changed"
                self.notes.add("W774", message, spot, "correct it in data/webinars.yaml")

    def _cells(self, group: WebinarLines, fact: Fact) -> list[ScheduleCell]:
        """Return the cells of a group with a fact, each text once."""
        cells: list[ScheduleCell] = []
        for entry in group.entries:
            for cell in entry.line.cells.get(fact, ()):
                if not any(same(cell.text, known.text) for known in cells):
                    cells.append(cell)
        return cells

    def _link(self, group: WebinarLines, fact: Fact) -> str | None:
        """Return the only link of a group; note those that the plan has no key for."""
        cells = self._cells(group, fact)
        for further in cells[1:]:
            message = f"a webinar has one {fact.value} link: the first one was used"
            self.notes.add("W775", message, further.spot, "add it to `materials` yourself")
        return link_of(cells[0], self.notes) if cells else None

    def _join(self, group: WebinarLines) -> dict[str, str] | None:
        """Return the link to join, which stays private, with its passcode."""
        url = self._link(group, Fact.JOIN)
        own, cells = self._cells(group, Fact.PASSCODE), self._cells(group, Fact.JOIN)
        passcode = own[0].text if own else passcode_in(cells[0].text) if cells else ""
        if url is None:
            if own:
                message = "there is a passcode, but no link to join"
                hint = "add `join` with its `url` and `passcode`"
                self.notes.add("W772", message, own[0].spot, hint)
            return None
        return {"url": url, **({"passcode": passcode} if _PASSCODE.fullmatch(passcode) else {})}

    def _materials(self, group: WebinarLines) -> list[dict[str, str]]:
        return [
            {"title": on_one_line(cell.column.header) or "Material", "url": url}
            for cell in self._cells(group, Fact.MATERIAL)
            if (url := link_of(cell, self.notes))
        ]

    def _moderator(self, group: WebinarLines) -> str | None:
        """Return the id of the moderator; note others, because a webinar has one."""
        ids = [
            id_ for entry in group.entries for id_ in self.roster.people(entry.line, Fact.MODERATOR)
        ]
        if len(set(ids)) > 1:
            cell = self._cells(group, Fact.MODERATOR)[0]
            message = "a webinar has one moderator: the first one was used"
            self.notes.add("W775", message, cell.spot, "the others are in `people`")
        return ids[0] if ids else None

    def _audiences(self, group: WebinarLines) -> list[str]:
        cells = self._cells(group, Fact.AUDIENCE)
        texts = (clean(cell, self.notes).replace("；", ";").split(";") for cell in cells)
        return [id_ for names in texts for id_ in self.add_audiences(names)]

    def add_audiences(self, names: Iterable[str]) -> list[str]:
        """Return the ids of audiences; new ones are added."""
        known = [*filter(None, map(str.strip, names))]
        for name in known:
            if name not in self.audiences:
                self.audiences[name] = self.audience_ids.new(name, "audience")
        return [self.audiences[name] for name in known]

    def _kept(self, group: WebinarLines) -> list[Fact | None]:
        """Return the facts that each talk keeps in `more`: those that differ between talks."""
        if not group.has_talks:
            return []
        cells = [entry.line.cells for entry in group.entries]
        return [
            fact
            for fact in self._own_texts()
            if len({"\n".join(one.text for one in own.get(fact, ())) for own in cells}) > 1
        ]

    def _own_texts(self) -> list[Fact | None]:
        facts: list[Fact | None] = [None, Fact.MORE, Fact.INTERPRETATION, *self.levels.others]
        return [*facts, self.levels.section] if self.levels.section else facts

    def _more(self, group: WebinarLines, kept: Sequence[Fact | None]) -> dict[str, str]:
        """Return the texts for which the plan has no key, and the section of the file."""
        facts = [fact for fact in self._own_texts() if fact not in kept]
        more = more_of(group.entries, facts, self.notes)
        section = group.first.line.section
        if section and not (group.has_talks and self.levels.talk is None):
            more.setdefault("section", section)
        return more
