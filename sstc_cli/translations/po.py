"""PO files of gettext, which many translation programs read and write."""

import re
from collections.abc import Sequence

from sstc_cli.translations.files import Progress, Returned, ReturnedFile, damaged, kept_notes
from sstc_cli.translations.units import State, Texts, Unit, digest_of
from sstc_cli.views.catalogues import PoEntry, read_po, write_po_entries

_BASE = "sstc-base "
_SERIES, _SOURCE, _COUNT = "X-Sstc-Series", "X-Source-Language", "X-Sstc-Texts"


def write_texts(texts: Texts, units: Sequence[Unit]) -> bytes:
    """Return a PO file; the context of each entry is the id of its text."""
    entries = [
        PoEntry(
            unit.id,
            unit.source,
            unit.target,
            notes=(*kept_notes(unit), f"{_BASE}{digest_of(unit.target)}"),
            is_fuzzy=bool(unit.target) and unit.state in (State.OLDER, State.MISSING),
        )
        for unit in units
    ]
    head = {_SERIES: texts.series, _SOURCE: texts.source_language, _COUNT: str(len(units))}
    return write_po_entries(entries, texts.language, head)


def read_texts(data: bytes, name: str) -> ReturnedFile:
    """Return the texts of a PO file; refuse one that is damaged."""
    try:
        head, entries = read_po(data)
    except (ValueError, LookupError) as error:
        raise damaged(name, "is not a PO file, or is cut") from error
    units = [
        Returned(
            entry.id,
            entry.source,
            entry.target,
            next((note[len(_BASE) :] for note in entry.notes if note.startswith(_BASE)), None),
            f"line {entry.line}",
            Progress.REVIEW if entry.is_fuzzy else Progress.DONE,
        )
        for entry in entries
    ]
    by_name = {key.lower(): value for key, value in head.items()}
    count = by_name.get(_COUNT.lower(), "")
    gone = len(re.findall(rb"(?m)^#~ *msgctxt", data))  # since a merge with a newer file
    if count.isdecimal() and len(units) + gone < int(count[:9]):
        raise damaged(name, f"is cut: it has {len(units)} of {count} texts")
    return ReturnedFile(
        name,
        by_name.get(_SERIES.lower(), ""),
        by_name.get(_SOURCE.lower(), ""),
        by_name.get("language", ""),
        tuple(units),
    )
