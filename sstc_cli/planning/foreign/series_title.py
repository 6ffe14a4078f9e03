"""The title of a series as its file has it: the largest text above the table, or a sheet's name."""

import re
from collections.abc import Iterator, Sequence

from sstc_cli.planning.foreign.notes import Notes, Spot
from sstc_cli.planning.foreign.spelling.parts import parts_of
from sstc_cli.planning.foreign.spelling.words import on_one_line
from sstc_cli.planning.foreign.spelling.zones import zone_in
from sstc_cli.planning.foreign.table import Table
from sstc_cli.sheets import Source

_NO_TITLE = re.compile(
    r"(?i)^(?:schedule|agenda|programme?|draft|version|updated|time|date|note|更新|版本|草案|备注|\d)"
)
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")  # scripts without spaces between words
_LONGEST = 200


def series_title(tables: Sequence[Table], notes: Notes) -> str | None:
    """Return the title above the first table, or None, which is noted, if there is none."""
    preface = [on_one_line(text) for _, _, text in tables[0].preface]
    texts = [text for text in preface if _may_be_title(text)]
    if not texts:
        spot = Spot(tables[0].sheet.name, max(tables[0].header, 0), 0)
        hint = "add `--title`, or write `title` in data/webinars.yaml"
        notes.add(
            "W772", "the table has no title above it, so that of the series is open", spot, hint
        )
    return max(texts, key=len, default=None)


def _may_be_title(text: str) -> bool:
    """Return whether a text may be a title: some words that are no day, zone or note."""
    if _size(text) < 8 or len(text) > _LONGEST:
        return False
    words = len(text.split()) + len(_UNSPACED.findall(text)) // 2
    parts = parts_of(text)
    only_time = not parts.is_empty and _size(parts.rest) < 8
    return not only_time and not zone_in(text) and not (_NO_TITLE.match(text) and words < 4)


def _size(text: str) -> int:
    """Return how many letters a text has, a sign of Chinese or Japanese as two of them."""
    return len(text) + len(_UNSPACED.findall(text))


def texts_about(source: Source, tables: Sequence[Table]) -> Iterator[str]:
    """Yield the texts that may mention a year: above the tables, in headers, and names."""
    for table in tables:
        yield from (text for _, _, text in table.preface)
        yield table.sheet.name
        yield from (column.header for column in table.columns)
    yield source.file.stem.replace("_", " ")
