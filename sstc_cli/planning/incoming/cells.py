"""Cells of a workbook as texts of the data file, with what Excel has done to them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sstc_cli.diagnostics import did_you_mean
from sstc_cli.model.wording import Wordings
from sstc_cli.planning.columns import Column, Kind
from sstc_cli.planning.incoming.clock import read_day, read_time
from sstc_cli.planning.incoming.faults import CellError, Reading
from sstc_cli.planning.incoming.texts import read_number, read_text
from sstc_cli.planning.incoming.whereabouts import read_country, read_zone
from sstc_cli.planning.rows import APART
from sstc_cli.sheets.cells import Value, text_of

_SEPARATOR, _ALSO = re.compile("([;；\n])"), re.compile("[,，、]")
_MOST_JOINED = 7  # parts of a name that has separators
_WORDS = (Kind.PERSON, Kind.STATUS, Kind.FLAG)
_LISTS = (Kind.AUDIENCES, Kind.THEMES)
_EMPTY = {Kind.STATUS: "planned", Kind.FLAG: "false"}


@dataclass(frozen=True)
class CellReader:
    """Reads cells; `readings` are what their words stand for."""

    readings: Mapping[Kind, Wordings[str]]
    people: str  # the name of the sheet with them

    def read(self, column: Column, value: Value, base: str) -> Reading:
        """Return what a cell says, or raise CellError; `base` is its text in the export."""
        if value == "":
            return Reading(_EMPTY.get(column.kind, ""))
        if column.kind in _WORDS:
            return Reading(self._word(column.kind, text_of(value)))
        if column.kind in _LISTS:
            return Reading(self._words(column.kind, text_of(value)))
        if column.kind is Kind.LINK and (link := self.readings[Kind.LINK].find(text_of(value))):
            return Reading(link)
        return _read(column, value, base)

    def _word(self, kind: Kind, text: str) -> str:
        found = self.readings[kind].find(text) if text else _EMPTY.get(kind, "")
        if found is None:
            raise self._unknown(kind, text)
        return found

    def _words(self, kind: Kind, text: str) -> str:
        """Return the ids of several things, whose names may have separators themselves."""
        ids: list[str] = []
        parts = _SEPARATOR.split(text)  # names, with the separators between them
        while parts:
            count, id_ = self._longest(kind, parts)
            ids += [id_] if id_ else self._ids(kind, parts[0].strip())
            parts = parts[count + 1 :]
        return APART.join(dict.fromkeys(ids))

    def _longest(self, kind: Kind, parts: Sequence[str]) -> tuple[int, str]:
        """Return how many parts are a name, and its id, which is empty if none begins there."""
        for count in range(_MOST_JOINED, 0, -2):
            name = "".join(parts[:count]).strip()
            if name and count <= len(parts) and (id_ := self.readings[kind].find(name)):
                return count, id_
        return 1, ""

    def _ids(self, kind: Kind, part: str) -> list[str]:
        """Return the ids of names with commas between them."""
        names = [name.strip() for name in _ALSO.split(part) if name.strip()]
        ids = []
        for name in names:
            id_ = self.readings[kind].find(name)
            if id_ is None:
                raise self._unknown(kind, name)
            ids.append(id_)
        return ids

    def _unknown(self, kind: Kind, text: str) -> CellError:
        known = [words for words, id_ in self.readings[kind].meanings.items() if id_ is not None]
        near = did_you_mean(text, known)
        if kind is Kind.PERSON:
            message = f"`{text[:60]}` is not the name of one person in the sheet {self.people}"
            add = f"add the person in a new row of {self.people}"
            return CellError(message, near if "mean" in near else add)
        what = {Kind.AUDIENCES: "an audience", Kind.THEMES: "a theme"}.get(kind, "a word")
        hint = near if "mean" in near else "choose from the list in the cell"
        return CellError(f"`{text[:60]}` is not {what} of the list", hint)


def _read(column: Column, value: Value, base: str) -> Reading:
    match column.kind:
        case Kind.DATE:
            return read_day(value)
        case Kind.TIME:
            return read_time(value, may_be_next_day=column.key == "end")
        case Kind.NUMBER:
            return read_number(value)
        case Kind.COUNTRY:
            return read_country(value)
        case Kind.ZONE:
            return read_zone(value)
    return read_text(value, base)
