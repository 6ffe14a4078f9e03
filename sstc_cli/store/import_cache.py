"""The results of earlier imports, so that an unchanged file is not read again.

Reading the rows takes most of the time of an import. Its result is kept until anything else in the
store changes, under a fingerprint of everything that it depends on.
"""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select

from sstc_cli.diagnostics import Diagnostic, Place
from sstc_cli.store.database import decoded
from sstc_cli.store.import_plan import ImportCounts, MissingRows
from sstc_cli.store.response import Reading
from sstc_cli.store.schema import ABOUT, SETTLED


class CachedImport(NamedTuple):
    """The result of importing the same file again: its notes, and all rows unchanged."""

    readings: tuple[Reading, ...]
    counts: list[ImportCounts]


def remember(
    connection: Connection,
    fingerprint: str,
    readings: Sequence[Reading],
    counts: Sequence[ImportCounts],
) -> None:
    """Remember the result of reading a file, unless rows were rejected."""
    if not fingerprint or any(count.rejected for count in counts):
        return
    tables = [
        {
            "sheet": reading.sheet, "platform": reading.platform, "survey": reading.survey,
            "file": reading.file, "notes": [_as_json(note) for note in reading.notes],
            "counts": _counts_of_repeat(count).as_json(),
        }
        for reading, count in zip(readings, counts, strict=True)
    ]  # fmt: skip
    row = {"name": SETTLED + fingerprint, "value": json.dumps(tables, ensure_ascii=False)}
    connection.execute(delete(ABOUT).where(ABOUT.c.name == row["name"]))
    connection.execute(insert(ABOUT).values(row))


def invalidate(connection: Connection) -> None:
    connection.execute(delete(ABOUT).where(ABOUT.c.name.startswith(SETTLED)))


def look_up(connection: Connection, fingerprint: str) -> CachedImport | None:
    """Return the remembered result of a file, or None."""
    query = select(ABOUT.c.value).where(ABOUT.c.name == SETTLED + fingerprint)
    value = connection.execute(query).scalar_one_or_none() if fingerprint else None
    if value is None:
        return None
    tables = decoded(value)
    counts = [_counts(table.pop("counts")) for table in tables]
    return CachedImport(tuple(map(_reading, tables)), counts)


def _counts_of_repeat(counts: ImportCounts) -> ImportCounts:
    same = counts.new + counts.changed + counts.unchanged
    return counts._replace(new=0, changed=0, unchanged=same, withdrawn=0, mentions=0)


def _counts(values: dict[str, Any]) -> ImportCounts:
    missing = (MissingRows(row["import_id"], tuple(row["rows"])) for row in values.pop("missing"))
    return ImportCounts(**values, missing=tuple(missing))


def _as_json(note: Diagnostic) -> dict[str, Any]:
    place = note.place._asdict() if note.place else None
    return {"code": note.code, "message": note.message, "hint": note.hint, "place": place}


def _reading(table: dict[str, Any]) -> Reading:
    notes = [
        Diagnostic(**{**note, "place": Place(**note["place"]) if note["place"] else None})
        for note in table.pop("notes")
    ]
    return Reading(**table, notes=notes)
