"""Cells of a workbook as texts of the data file, with what Excel has done to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sstc_cli.diagnostics import did_you_mean
from sstc_cli.model.wording import Wordings
from sstc_cli.planning.columns import Column, Kind
from sstc_cli.planning.incoming.clock import read_day, read_time
from sstc_cli.planning.incoming.faults import CellError, Reading
from sstc_cli.planning.incoming.texts import read_number, read_text
from sstc_cli.planning.rows import APART
from sstc_cli.sheets.cells import Value, text_of

_SEPARATORS = (";", "；", "\n")
_ALSO = (",", "，", "、")
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
        """Return the ids of several things."""
        ids = (self._id(kind, part.strip()) for part in _parts(text, _SEPARATORS) if part.strip())
        return APART.join(dict.fromkeys(id_ for found in ids for id_ in found))

    def _id(self, kind: Kind, part: str) -> list[str]:
        """Return the id of a name, or those of names with commas between them."""
        whole = self.readings[kind].find(part)
        if whole is not None:
            return [whole]
        names = [name.strip() for name in _parts(part, _ALSO) if name.strip()]
        found = [self.readings[kind].find(name) for name in names]
        for name, id_ in zip(names, found, strict=True):
            if id_ is None:
                raise self._unknown(kind, name)
        return [id_ for id_ in found if id_ is not None]

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
    return read_text(value, base)


def _parts(text: str, separators: Sequence[str]) -> list[str]:
    first, *others = separators
    for other in others:
        text = text.replace(other, first)
    return text.split(first)
