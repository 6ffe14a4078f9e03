"""The columns of the workbook of comments, by which it is recognised."""

from collections.abc import Sequence
from typing import NamedTuple

from sstc_cli.model.wording import fold
from sstc_cli.sheets.cells import Value, text_of, without_controls
from sstc_cli.sheets.sheet import HEADER_WITHIN, Sheet, Source
from sstc_cli.survey.match import OURS

TITLE = "comments to be coded"
COMMENTS, THEMES_SHEET = "comments", "themes"
KEY, COMMENT, THEMES, QUOTE = f"{OURS}comment", "comment", "themes", "quote"
HEADER = (
    *(KEY, "webinar", "survey", "question", COMMENT),
    *("may be quoted", "names", THEMES, QUOTE),
)
_MOST = 32_000  # characters of a comment: a cell cannot have many more
_NEEDED = (KEY, THEMES, QUOTE)


class CodedSheet(NamedTuple):
    """A sheet of coded comments: its rows start below `header`, and `columns` are by name."""

    sheet: Sheet
    header: int
    columns: dict[str, int]

    def text(self, row: Sequence[Value], name: str) -> str | None:
        """Return the text of a row in a column, or None if the sheet lacks the column."""
        index = self.columns.get(name)
        if index is None:
            return None
        return text_of(row[index]) if index < len(row) else ""


def shown_comment(comment: str) -> str:
    """Return a comment as its cell has it."""
    return without_controls(comment)[:_MOST]


def coded_sheet(source: Source) -> CodedSheet | None:
    """Return the sheet of coded comments that a file has, or None if it is another file."""
    for sheet in source.sheets:
        for index, row in enumerate(sheet.rows[:HEADER_WITHIN]):
            names = {fold(text_of(value)): at for at, value in enumerate(row)}
            if all(name in names for name in _NEEDED):
                return CodedSheet(sheet, index, names)
    return None
