"""Files whose rows need not be read again: they are the same, and so is the store.

Reading the rows is most of an import. What came of it is remembered until anything else in the
store changes, under a mark of everything that it depends on.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from sstc_cli import __version__
from sstc_cli.diagnostics import Diagnostic, Place
from sstc_cli.model import Series
from sstc_cli.survey.database import decoded
from sstc_cli.survey.plan import Counts
from sstc_cli.survey.response import Reading
from sstc_cli.survey.schema import ABOUT
from sstc_cli.survey.sheet import Source
from sstc_cli.survey.table import Table

_NAME = "settled "  # before a mark, in the table `about`


@dataclass(frozen=True, slots=True)
class Settled:
    """What an import of the same file would find: its remarks, and that all rows are unchanged."""

    readings: tuple[Reading, ...]
    counts: list[Counts]


def mark_of(source: Source, tables: Sequence[Table], series: Series) -> str:
    """What the reading of a file depends on; empty where its rows name their webinars."""
    if any(each.webinar is None for each in tables):
        return ""
    parts = [__version__, source.file.name, source.sha256, str(source.encoding)]
    parts += [repr(series), *(part for each in tables for part in _decided(each))]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _decided(table: Table) -> list[str]:
    """What was decided about a table before its rows are read."""
    columns = [
        (each.index, each.header, each.how, each.question and each.question.id, each.use,
         each.option, each.suggestion, each.contact)
        for each in table.columns
    ]  # fmt: skip
    place = (table.sheet.name, table.header, table.first, table.webinar, table.zone, table.order)
    answers = repr(table.mapping.answers)
    return [table.platform.name, repr(table.survey), repr(place), repr(columns), answers]


def settle(
    connection: Connection, mark: str, readings: Sequence[Reading], counts: Sequence[Counts]
) -> None:
    """Remember what came of reading a file, unless rows were rejected."""
    if not mark or any(each.rejected for each in counts):
        return
    found = [
        {
            "sheet": reading.sheet, "platform": reading.platform, "survey": reading.survey,
            "file": reading.file, "notes": [_written(each) for each in reading.notes],
            "counts": asdict(_again(each)),
        }
        for reading, each in zip(readings, counts, strict=True)
    ]  # fmt: skip
    row = {"name": _NAME + mark, "value": json.dumps(found, ensure_ascii=False)}
    connection.execute(delete(ABOUT).where(ABOUT.c.name == row["name"]))
    connection.execute(insert(ABOUT).values(row))


def unsettle(connection: Connection) -> None:
    """The store changes: every file has to be read again."""
    connection.execute(delete(ABOUT).where(ABOUT.c.name.startswith(_NAME)))


def recall(connection: Connection, mark: str) -> Settled | None:
    """What is remembered of a file."""
    query = select(ABOUT.c.value).where(ABOUT.c.name == _NAME + mark)
    value = connection.execute(query).scalar_one_or_none() if mark else None
    if value is None:
        return None
    found = decoded(value)
    counts = [Counts(**each.pop("counts")) for each in found]
    return Settled(tuple(map(_reading, found)), counts)


def _again(counts: Counts) -> Counts:
    """What the same file would do a second time."""
    same = counts.new + counts.changed + counts.unchanged
    return replace(counts, new=0, changed=0, unchanged=same, withdrawn=0)


def _written(note: Diagnostic) -> dict[str, Any]:
    place = asdict(note.place) if note.place else None
    return {"code": note.code, "message": note.message, "hint": note.hint, "place": place}


def _reading(found: dict[str, Any]) -> Reading:
    notes = [
        Diagnostic(**{**each, "place": Place(**each["place"]) if each["place"] else None})
        for each in found.pop("notes")
    ]
    return Reading(**found, notes=notes)
