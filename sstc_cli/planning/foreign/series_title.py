"""The title of a series as its file has it: the largest text above the table, or a sheet's name."""

import re
from collections.abc import Iterator, Sequence

from sstc_cli.planning.foreign.spelling.parts import parts_of
from sstc_cli.planning.foreign.spelling.words import on_one_line
from sstc_cli.planning.foreign.spelling.zones import zone_in
from sstc_cli.planning.foreign.table import Table
from sstc_cli.sheets import Source

_NO_TITLE = re.compile(
    r"(?i)^(?:schedule|agenda|programme?|draft|version|updated|time|date|note|\d)"
)
_LONGEST = 200


def series_title(tables: Sequence[Table]) -> str | None:
    """Return the title above the first table, or None if there is none."""
    preface = [on_one_line(text) for _, _, text in tables[0].preface]
    texts = [text for text in preface if _may_be_title(text)]
    return max(texts, key=len, default=None)


def _may_be_title(text: str) -> bool:
    """Return whether a text may be a title: some words that are no day, zone or note."""
    if not 8 <= len(text) <= _LONGEST and not re.search("[\u3400-\u9fff]{4}", text):
        return False
    words = len(text.split())
    parts = parts_of(text)
    only_time = not parts.is_empty and len(parts.rest) < 8
    return not only_time and not zone_in(text) and not (_NO_TITLE.match(text) and words < 4)


def texts_about(source: Source, tables: Sequence[Table]) -> Iterator[str]:
    """Yield the texts that may mention a year: above the tables, in headers, and names."""
    for table in tables:
        yield from (text for _, _, text in table.preface)
        yield table.sheet.name
        yield from (column.header for column in table.columns)
    yield source.file.stem.replace("_", " ")
