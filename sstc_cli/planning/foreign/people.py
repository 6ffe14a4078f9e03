"""The people of a schedule, each once, by name; their private facts stay in `people`."""

import re
from dataclasses import dataclass, field

from sstc_cli.model.countries import country_code
from sstc_cli.model.email import read_email, typed_email
from sstc_cli.model.people import read_phone
from sstc_cli.model.readers import InvalidError
from sstc_cli.planning.foreign.cells import Cell, Line
from sstc_cli.planning.foreign.facts import Fact
from sstc_cli.planning.foreign.ids import Ids
from sstc_cli.planning.foreign.notes import Notes, quoted
from sstc_cli.planning.foreign.spelling.calendar_words import plain
from sstc_cli.planning.foreign.spelling.speakers import Speaker, speakers_in
from sstc_cli.planning.foreign.spelling.words import on_one_line
from sstc_cli.planning.foreign.texts import clean

_LINES = re.compile(r"[;；\n]+")
_PRIVATE = {"email": "an e-mail address", "phone": "a telephone number"}
_KEYS = (
    "id", "name", "honorific", "position", "organisation", "biography", "country", "email", "phone",
)  # fmt: skip


@dataclass
class Roster:
    """The people who were found, in their order, by the plain form of the name."""

    notes: Notes
    known: dict[str, dict[str, str]] = field(default_factory=dict)
    ids: Ids = field(default_factory=Ids)

    def speakers(self, line: Line) -> list[str]:
        """Return the ids of the speakers of a line, with the facts beside them."""
        return self._people(line, Fact.SPEAKER)

    def moderators(self, line: Line) -> list[str]:
        """Return the ids of the moderators of a line."""
        return self._people(line, Fact.MODERATOR)

    def documents(self) -> list[dict[str, str]]:
        """Return the people as the plan has them."""
        return [
            {key: person[key] for key in _KEYS if person.get(key)} for person in self.known.values()
        ]

    def _people(self, line: Line, fact: Fact) -> list[str]:
        ids = []
        for cell in line.cells.get(fact, ()):
            found = speakers_in(cell.text)
            if not all(_is_name(speaker.name) for speaker in found):
                what = "a person" if len(found) == 1 else "the name of a person"
                self.notes.add("W772", f"`{quoted(cell.text)}` is not {what}", cell.spot)
                continue
            beside = self._beside(line, cell, len(found)) if fact is Fact.SPEAKER else {}
            for at, speaker in enumerate(found):
                about = {key: texts[at] for key, texts in beside.items() if at < len(texts)}
                ids.append(self._id_of(speaker, about, cell))
        return list(dict.fromkeys(ids))

    def _id_of(self, speaker: Speaker, about: dict[str, str], cell: Cell) -> str:
        """Return the id of a person; one who is known already gets the facts that were missing."""
        own = {
            "name": speaker.name, "honorific": speaker.honorific, "position": speaker.position,
            "organisation": speaker.organisation, "email": speaker.email,
        }  # fmt: skip
        if "position" in about and speaker.position and "organisation" in about:
            own["position"] = ""
        own = {key: on_one_line(value) for key, value in own.items()}
        facts = {key: value for key, value in {**own, **about}.items() if value}
        if speaker.email:
            facts |= self._checked("email", speaker.email, cell)
        key = plain(speaker.name)
        if key not in self.known:
            self.known[key] = {"id": self.ids.new(speaker.name, "person"), **facts}
            return self.known[key]["id"]
        person = self.known[key]
        for name, value in facts.items():
            if name in ("organisation", "position", "country") and person.get(name, value) != value:
                message = f"another row has another {name} for `{quoted(speaker.name)}`"
                self.notes.add("W775", message, cell.spot, "the first one was used: check it")
            person.setdefault(name, value)
        return person["id"]

    def _beside(self, line: Line, speakers: Cell, count: int) -> dict[str, list[str]]:
        """Return the facts in other columns of the same group, one for each person of a cell."""
        beside: dict[str, list[str]] = {}
        for fact in (
            Fact.ORGANISATION, Fact.POSITION, Fact.BIOGRAPHY, Fact.COUNTRY, Fact.EMAIL, Fact.PHONE,
        ):  # fmt: skip
            for cell in line.cells.get(fact, ()):
                if cell.column.group != speakers.column.group:
                    continue
                texts = [text.strip() for text in _LINES.split(cell.text) if text.strip()]
                if fact is Fact.BIOGRAPHY or (count == 1 and fact is not Fact.EMAIL):
                    texts = [cell.text]
                if len(texts) != count > 0:
                    message = f"the {fact.value} of {count} people cannot be told apart"
                    self.notes.add("W772", message, cell.spot, "add it to `people` yourself")
                    continue
                checked = [
                    self._checked(fact.value, text, cell).get(fact.value, "") for text in texts
                ]
                beside[fact.value] = checked
        return beside

    def _checked(self, key: str, text: str, cell: Cell) -> dict[str, str]:
        """Return a fact as the plan can have it, or nothing and a note that does not repeat it."""
        if key in _PRIVATE:
            return self._private(key, text, cell)
        found: str | None = on_one_line(text)
        if key == "biography":
            found = clean(cell, self.notes, lines=True)
        elif key == "country":
            found = country_code(text)
            if found is None:
                self.notes.add("W772", f"unknown country `{quoted(text)}`", cell.spot)
        return {key: found} if found else {}

    def _private(self, key: str, text: str, cell: Cell) -> dict[str, str]:
        """Return an address or a number, or nothing and a note that does not repeat the text."""
        try:
            return {
                key: read_phone(text) if key == "phone" else read_email(typed_email(text) or "")
            }
        except InvalidError:
            message = f"this is not {_PRIVATE[key]} that can be read"
            self.notes.add("W772", message, cell.spot, "add it to `people` yourself")
            return {}


def _is_name(name: str) -> bool:
    """Return whether a text may be the name of a person, and not a link or an address."""
    shown = on_one_line(name)
    return shown[:1].isalpha() and "//" not in shown and "@" not in shown
