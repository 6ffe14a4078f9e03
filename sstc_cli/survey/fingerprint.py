"""A digest by which the store knows that a file was read before, with the same decisions."""

import hashlib
from collections.abc import Sequence

from sstc_cli import __version__
from sstc_cli.model import Series
from sstc_cli.sheets.sheet import Source
from sstc_cli.survey.table import ReadyTable


def fingerprint(source: Source, tables: Sequence[ReadyTable], series: Series) -> str:
    """Return a digest of everything that the result of reading a file depends on.

    It is empty if rows name their webinars, because then it depends on each row.
    """
    if any(table.webinar is None for table in tables):
        return ""
    parts = [__version__, source.file.name, source.sha256, str(source.encoding)]
    parts += [repr(series), *(part for table in tables for part in _decided(table))]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _decided(table: ReadyTable) -> list[str]:
    """Return the decisions about a table that the reading of its rows depends on."""
    place = (table.sheet.name, table.header, table.first, table.webinar, table.zone, table.order)
    zone = (table.local_zone, table.assumed)
    mapping = (table.mapping.answers, table.mapping.consent_elsewhere)
    about = (table.survey, place, zone, table.columns, *mapping)
    return [table.platform.name, *map(repr, about)]
