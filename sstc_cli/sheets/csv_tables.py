"""The rows of a csv file."""

import csv
import re
from collections import Counter
from io import StringIO
from itertools import islice

from sstc_cli.errors import SstcError
from sstc_cli.sheets.cells import Rows
from sstc_cli.sheets.limits import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    TOO_MANY_CELLS,
    RefusedError,
    too_many_columns,
)

HEADER_WITHIN = 40  # rows in which a header is looked for

_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n)|[^\r\n]++")  # not at U+2028, as `splitlines` does
_DELIMITERS = ",;\t|"


def rows_of(text: str, file_name: str) -> Rows:
    """Return the rows of a csv, without blank ones at the end."""
    delimiter = _delimiter(text)
    height = text.count("\n")
    if height > MOST_ROWS or text.count(delimiter) + height > MOST_CELLS:
        raise RefusedError(*TOO_MANY_CELLS)
    lines = (match[0] for match in _LINE.finditer(text))
    try:
        reader = csv.reader(lines, delimiter=delimiter)
        rows = []
        for row in islice(reader, HEADER_WITHIN):
            if len(row) > MOST_COLUMNS:
                raise too_many_columns(file_name)
            rows.append(row)
        rows += reader
    except csv.Error as error:
        hint = "save it in Excel as `CSV UTF-8`, or as a workbook (.xlsx)"
        raise SstcError(f"{file_name} cannot be read as csv: {error}", hint) from error
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _delimiter(text: str) -> str:
    """Return the character that splits most lines into the same number of fields."""
    head = text[:60_000]

    def score(delimiter: str) -> int:
        try:
            rows = list(csv.reader(StringIO(head, newline=""), delimiter=delimiter))[:60]
        except csv.Error:
            return 0
        widths = Counter(len(row) for row in rows if len(row) > 1)
        return max((width * count for width, count in widths.items()), default=0)

    return max(_DELIMITERS, key=score)
