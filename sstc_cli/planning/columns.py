"""The sheets and columns of the workbook: what each is called, and what its cells hold."""

from dataclasses import dataclass, replace
from enum import StrEnum

from sstc_cli.model.text import kin
from sstc_cli.views.fixed_labels import PlanLabel, PlanNote


class Table(StrEnum):
    """A sheet with a row for each thing."""

    WEBINARS = "webinars"
    TALKS = "talks"
    PEOPLE = "people"
    DUTIES = "duties"


class CellKind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    PARAGRAPH = "paragraph"
    LINE = "line"
    LINK = "link"
    COUNTRY = "country"
    ZONE = "zone"
    DATE = "date"
    TIME = "time"
    NUMBER = "number"
    PERSON = "person"
    AUDIENCES = "audiences"
    THEMES = "themes"
    STATUS = "status"
    FLAG = "flag"


SLOT = ("date", "start", "end")  # the columns that are one value together
TEXTS = (CellKind.TEXT, CellKind.PARAGRAPH)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the key of the data that it shows, its head, and how wide it is in characters.

    `language` is that of its texts, if they have several, and `kin` the one that it is a kind of,
    unless that has its own column. `is_main` texts may be in no particular language. Cells of a
    `fixed` column are for reading only.
    """

    key: str
    label: PlanLabel
    note: PlanNote
    kind: CellKind
    width: int
    language: str = ""
    kin: str = ""
    is_main: bool = True
    is_private: bool = False
    is_fixed: bool = False
    is_required: bool = False

    @property
    def name(self) -> str:
        return f"{self.key}.{self.language}" if self.language else self.key


_L, _N, _K = PlanLabel, PlanNote, CellKind
_COLUMNS = {
    Table.WEBINARS: (
        Column("number", _L.NUMBER, _N.NUMBER, _K.NUMBER, 9, is_required=True),
        Column("date", _L.DATE, _N.DATE, _K.DATE, 12, is_required=True),
        Column("start", _L.START, _N.START, _K.TIME, 9, is_required=True),
        Column("end", _L.END, _N.END, _K.TIME, 9, is_required=True),
        Column("title", _L.TITLE, _N.TITLE, _K.TEXT, 44, is_required=True),
        Column("summary", _L.SUMMARY, _N.SUMMARY, _K.PARAGRAPH, 44),
        Column("moderator", _L.MODERATOR, _N.PERSON, _K.PERSON, 22),
        Column("audiences", _L.AUDIENCES, _N.AUDIENCES, _K.AUDIENCES, 24),
        Column("themes", _L.THEMES, _N.THEMES, _K.THEMES, 24),
        Column("join", _L.JOIN, _N.JOIN, _K.LINK, 26),
        Column("passcode", _L.PASSCODE, _N.PASSCODE, _K.LINE, 12, is_private=True),
        Column("register_url", _L.REGISTER, _N.REGISTER, _K.LINE, 26),
        Column("register_by", _L.REGISTER_BY, _N.REGISTER_BY, _K.DATE, 14),
        Column("recording", _L.RECORDING, _N.RECORDING, _K.LINE, 26),
        Column("status", _L.STATUS, _N.STATUS, _K.STATUS, 12),
        Column("cancelled_because", _L.REASON, _N.REASON, _K.TEXT, 26),
    ),
    Table.TALKS: (
        Column("webinar", _L.WEBINAR, _N.TALK_OF, _K.NUMBER, 12, is_required=True),
        Column("order", _L.ORDER, _N.ORDER, _K.NUMBER, 9),
        Column("title", _L.TITLE, _N.TALK, _K.TEXT, 44),
        Column("speaker", _L.SPEAKER, _N.PERSON, _K.PERSON, 26),
        Column("minutes", _L.MINUTES, _N.MINUTES, _K.NUMBER, 11),
        Column("confirmed", _L.CONFIRMED, _N.CONFIRMED, _K.FLAG, 13),
        Column("themes", _L.THEMES, _N.THEMES, _K.THEMES, 24),
    ),
    Table.PEOPLE: (
        Column("name", _L.NAME, _N.NAME, _K.TEXT, 26, is_required=True),
        Column("honorific", _L.HONORIFIC, _N.HONORIFIC, _K.TEXT, 18),
        Column("position", _L.POSITION, _N.POSITION, _K.TEXT, 28),
        Column("organisation", _L.ORGANISATION, _N.ORGANISATION, _K.TEXT, 32),
        Column("biography", _L.BIOGRAPHY, _N.BIOGRAPHY, _K.PARAGRAPH, 44),
        Column("country", _L.COUNTRY, _N.COUNTRY, _K.COUNTRY, 11),
        Column("zone", _L.ZONE, _N.ZONE, _K.ZONE, 20),
        Column("email", _L.EMAIL, _N.CONTACT, _K.LINE, 26, is_private=True),
        Column("phone", _L.PHONE, _N.CONTACT, _K.LINE, 18, is_private=True),
        Column("gender", _L.GENDER, _N.GENDER, _K.LINE, 10, is_private=True),
    ),
    Table.DUTIES: (
        Column("task", _L.TASK, _N.READ_ONLY, _K.TEXT, 36, is_fixed=True),
        Column("webinar", _L.WEBINAR, _N.READ_ONLY, _K.NUMBER, 12, is_fixed=True),
        Column("due", _L.DUE, _N.READ_ONLY, _K.DATE, 12, is_fixed=True),
        Column("done", _L.DONE_ON, _N.DONE_ON, _K.DATE, 14),
    ),
}
LABELS = {
    Table.WEBINARS: PlanLabel.WEBINARS,
    Table.TALKS: PlanLabel.TALKS,
    Table.PEOPLE: PlanLabel.PEOPLE,
    Table.DUTIES: PlanLabel.DEADLINES,
}


@dataclass(frozen=True, slots=True)
class Layout:
    """The language of a workbook, those of its texts, and whether it has private values."""

    language: str
    languages: tuple[str, ...]
    private: bool

    def columns(self, table: Table) -> tuple[Column, ...]:
        """Return the columns of a sheet, with a column for each language of a text."""
        found: list[Column] = []
        for column in _COLUMNS[table]:
            if column.is_private and not self.private:
                continue
            if column.kind not in TEXTS or column.is_fixed or len(self.languages) < 2:
                found.append(column)
                continue
            for language in self.languages:
                is_main, general = language == self.languages[0], kin(language)[-1]
                own = replace(
                    column,
                    language=language,
                    kin="" if general in self.languages else general,
                    is_main=is_main,
                    is_required=column.is_required and is_main,
                )
                found.append(own)
        return tuple(found)


def heads_of(table: Table) -> tuple[PlanLabel, ...]:
    return tuple(column.label for column in _COLUMNS[table])
