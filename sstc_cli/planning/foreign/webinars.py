"""A group of lines becomes a webinar of the plan."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sstc_cli.planning.foreign.cells import Cell
from sstc_cli.planning.foreign.facts import Fact
from sstc_cli.planning.foreign.group import Group
from sstc_cli.planning.foreign.ids import Ids
from sstc_cli.planning.foreign.levels import Levels
from sstc_cli.planning.foreign.links import link_of, passcode_in
from sstc_cli.planning.foreign.more import more_of
from sstc_cli.planning.foreign.notes import Notes, quoted
from sstc_cli.planning.foreign.people import Roster
from sstc_cli.planning.foreign.spelling.statuses import status_of, without_cancelled
from sstc_cli.planning.foreign.spelling.words import on_one_line, same
from sstc_cli.planning.foreign.talks import talks_of
from sstc_cli.planning.foreign.texts import Words, clean, words_of
from sstc_cli.survey.webinars import WEBINAR

_MATERIAL = "Material"
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

    def webinar(self, group: Group, number: int, slot: Slot) -> dict[str, Any]:
        """Return one webinar as the plan has it."""
        title = self._title(group, number)
        status = self._status(group)
        first = next(iter(title.values())) if isinstance(title, dict) else title
        found: dict[str, Any] = {
            "id": self.ids.new(
                title.get("en", first) if isinstance(title, dict) else title, "webinar"
            ),
            "number": str(number),
            "title": title,
            "starts": f"{slot[0]:%Y-%m-%d %H:%M}",
            "ends": f"{slot[1]:%Y-%m-%d %H:%M}",
            "status": status,
            "summary": "" if group.has_talks else self._words(group, Fact.SUMMARY, lines=True),
            "join": self._join(group),
            "register_url": self._link(group, Fact.REGISTER),
            "recording": self._link(group, Fact.RECORDING),
            "materials": self._materials(group),
            "moderator": self._moderator(group),
            "audiences": self._audiences(group),
            "talks": talks_of(group, self.levels, self.languages, self.roster, self._kept(group)),
            "more": self._more(group),
        }
        return {key: value for key, value in found.items() if value}

    def _title(self, group: Group, number: int) -> Words:
        """Return the title of a webinar, or its number if it has none yet."""
        fact = self.levels.webinar
        cells = group.first.line.cells.get(fact, ()) if fact else ()
        if group.has_talks and self.levels.talk is None:
            texts = {entry.line.text(fact) for entry in group.entries} if fact else set()
            cells = cells if len(texts) == 1 else ()
        title = words_of(cells, self.languages, self.notes)
        if isinstance(title, str):
            title = without_cancelled(title)[0]
        if title:
            return title
        section = group.first.line.section
        if section and group.has_talks:
            return section
        language = self.languages[0]
        stand_in = WEBINAR.get(language, WEBINAR["en"]).format(number)
        stand_in = stand_in[0].upper() + stand_in[1:]
        message = f"the webinar has no title: `{stand_in}` stands for it"
        self.notes.add("W772", message, group.first.spot, "write its title when it is known")
        return stand_in

    def _status(self, group: Group) -> str:
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

    def _words(self, group: Group, fact: Fact, *, lines: bool = False) -> Words:
        return words_of(
            group.first.line.cells.get(fact, ()), self.languages, self.notes, lines=lines
        )

    def _cells(self, group: Group, fact: Fact) -> list[Cell]:
        """Return the cells of a group with a fact, each text once."""
        cells: list[Cell] = []
        for entry in group.entries:
            for cell in entry.line.cells.get(fact, ()):
                if not any(same(cell.text, known.text) for known in cells):
                    cells.append(cell)
        return cells

    def _link(self, group: Group, fact: Fact) -> str | None:
        """Return the only link of a group; note those that the plan has no key for."""
        cells = self._cells(group, fact)
        for further in cells[1:]:
            message = f"a webinar has one {fact.value} link: the first one was used"
            self.notes.add("W775", message, further.spot, "add it to `materials` yourself")
        return link_of(cells[0], self.notes) if cells else None

    def _join(self, group: Group) -> dict[str, str] | None:
        """Return the link to join, which stays private, with its passcode."""
        url = self._link(group, Fact.JOIN)
        own, cells = self._cells(group, Fact.PASSCODE), self._cells(group, Fact.JOIN)
        passcode = own[0].text if own else passcode_in(cells[0].text) if cells else ""
        if url is None:
            if own:
                hint = "add `join` with its `url` and `passcode`"
                self.notes.add(
                    "W772", "a passcode stands beside no link to join", own[0].spot, hint
                )
            return None
        return {"url": url, **({"passcode": passcode} if _PASSCODE.fullmatch(passcode) else {})}

    def _materials(self, group: Group) -> list[dict[str, str]]:
        """Return the documents of a group; a text without a link is noted."""
        links = [(cell, link_of(cell, self.notes)) for cell in self._cells(group, Fact.MATERIAL)]
        return [
            {"title": on_one_line(cell.column.header) or _MATERIAL, "url": url}
            for cell, url in links
            if url
        ]

    def _moderator(self, group: Group) -> str | None:
        """Return the id of the moderator; note others, because a webinar has one."""
        ids = [id_ for entry in group.entries for id_ in self.roster.moderators(entry.line)]
        if len(set(ids)) > 1:
            cell = self._cells(group, Fact.MODERATOR)[0]
            message = "a webinar has one moderator: the first one was used"
            self.notes.add("W775", message, cell.spot, "the others are in `people`")
        return ids[0] if ids else None

    def _audiences(self, group: Group) -> list[str]:
        """Return the ids of the audiences of a webinar."""
        ids = []
        for cell in self._cells(group, Fact.AUDIENCE):
            for name in filter(
                None, map(str.strip, clean(cell, self.notes).replace("；", ";").split(";"))
            ):
                if name not in self.audiences:
                    self.audiences[name] = self.audience_ids.new(name, "audience")
                ids.append(self.audiences[name])
        return ids

    def _kept(self, group: Group) -> list[Fact | None]:
        """Return the facts that each talk keeps in `more`: those that differ between talks."""
        if not group.has_talks:
            return []
        return [fact for fact in self._own_texts() if len(self._cells_of_rows(group, fact)) > 1]

    def _cells_of_rows(self, group: Group, fact: Fact | None) -> set[str]:
        return {
            "\n".join(cell.text for cell in entry.line.cells.get(fact, ()))
            for entry in group.entries
        }

    def _own_texts(self) -> list[Fact | None]:
        facts: list[Fact | None] = [None, Fact.MORE, Fact.INTERPRETATION, *self.levels.others]
        return [*facts, self.levels.section] if self.levels.section else facts

    def _more(self, group: Group) -> dict[str, str]:
        """Return the texts for which the plan has no key, and the section of the file."""
        kept = self._kept(group)
        facts = [fact for fact in self._own_texts() if fact not in kept]
        more = more_of(group.entries, facts, self.notes)
        section = group.first.line.section
        used = group.has_talks and self.levels.talk is None
        return (
            {**more, "section": section} if section and not used and "section" not in more else more
        )
