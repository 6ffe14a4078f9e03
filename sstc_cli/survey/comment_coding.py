"""The workbook in which people have coded comments: it is recognised and read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sstc_cli.diagnostics import Diagnostic, Place, did_you_mean
from sstc_cli.model.report import CommentTheme
from sstc_cli.model.wording import fold
from sstc_cli.sheets.cells import Value, text_of, without_controls
from sstc_cli.sheets.sheet import HEADER_WITHIN, Sheet, Source
from sstc_cli.store.comments import Code, Comment
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
        index = self.columns.get(name)
        if index is None:
            return None
        return text_of(row[index]) if index < len(row) else ""


def shown_comment(comment: str) -> str:
    return without_controls(comment)[:_MOST]


def coded_sheet(source: Source) -> CodedSheet | None:
    for sheet in source.sheets:
        for index, row in enumerate(sheet.rows[:HEADER_WITHIN]):
            names = {fold(text_of(value)): at for at, value in enumerate(row)}
            if all(name in names for name in _NEEDED):
                return CodedSheet(sheet, index, names)
    return None


_APART, _ALSO_APART = re.compile("[;；\n]"), re.compile("[,，、]")
_ANSWERS = {"": False, "no": False, "yes": True, "否": False, "是": True, "false": False,
            "true": True}  # fmt: skip
_AGAIN = "write the workbook again with `sstc report comments`"


@dataclass
class CodedRows:
    """The changes that the rows of a workbook make, and the problems in them.

    `codes` are those that differ from the store; None deletes a code. `left_out` are rows about
    comments that the store no longer has.
    """

    codes: list[tuple[Comment, Code | None]] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)
    notes: list[Diagnostic] = field(default_factory=list)
    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    left_out: int = 0
    blank: int = 0


def read_codes(
    file: str, found: CodedSheet, themes: Sequence[CommentTheme], comments: Sequence[Comment]
) -> CodedRows:
    return _Reader(file, found, themes, comments).read()


class _Reader:
    def __init__(
        self,
        file: str,
        found: CodedSheet,
        themes: Sequence[CommentTheme],
        comments: Sequence[Comment],
    ) -> None:
        self.file, self.found, self.themes = file, found, themes
        self.comments = {name: comment for comment in comments for name in comment.names}
        self.wordings = {
            fold(wording): theme.id
            for theme in themes
            for wording in (*theme.text.by_language.values(), theme.id)
        }
        self.seen: set[tuple[str, str]] = set()
        self.result = CodedRows()

    def read(self) -> CodedRows:
        rows = self.found.sheet.rows
        for index in range(self.found.header + 1, len(rows)):
            if any(text_of(value) for value in rows[index]):
                self.result.rows += 1
                self._read_row(index, rows[index])
        return self.result

    def _read_row(self, index: int, row: Sequence[Value]) -> None:
        result = self.result
        comment = self.comments.get(self.found.text(row, KEY) or "")
        text = self.found.text(row, COMMENT)
        shown = text_of(shown_comment(comment.text)) if comment else ""
        if comment is None or (text is not None and _compared(text) != _compared(shown)):
            what = "the store does not have this comment" if comment is None else (
                "the comment is another text in the store"
            )  # fmt: skip
            result.left_out += 1
            place = self._place(index, KEY if comment is None else COMMENT)
            result.notes.append(Diagnostic("W547", what, hint=_AGAIN, place=place))
            return
        faults = [*self._faults(index, row, comment)]
        self.seen.add((comment.key, comment.question))
        if faults:
            result.rejected += 1
            result.faults += faults
            return
        code = self._code(index, row, comment)
        if code is None and comment.code is None:
            result.blank += 1
        elif code == comment.code:
            result.unchanged += 1
        else:
            result.codes.append((comment, code))
            result.new += comment.code is None
            result.changed += comment.code is not None

    def _faults(self, index: int, row: Sequence[Value], comment: Comment) -> Iterator[Diagnostic]:
        if (comment.key, comment.question) in self.seen:
            hint = "keep one of the two rows"
            yield self._fault(index, KEY, "this comment is in a row above as well", hint)
        for written in self._written(row):
            if fold(written) not in self.wordings:
                yield self._fault(index, THEMES, f"`{written}` is not a theme", self._hint(written))
        answer = self.found.text(row, QUOTE) or ""
        if fold(answer) not in _ANSWERS:
            yield self._fault(index, QUOTE, f"`{answer}` is neither yes nor no", "write yes or no")

    def _code(self, index: int, row: Sequence[Value], comment: Comment) -> Code | None:
        """Return the code of a row without faults; a quote without the person's yes is refused."""
        themes = sorted({self.wordings[fold(written)] for written in self._written(row)})
        quote = _ANSWERS[fold(self.found.text(row, QUOTE) or "")]
        if quote and not comment.agreed:
            message = "this person has not agreed to be quoted, so the comment is not quoted"
            place = self._place(index, QUOTE)
            note = Diagnostic("W546", message, hint="write `no`", place=place)
            self.result.notes.append(note)
            quote = False
        return Code(tuple(themes), quote) if themes or quote else None

    def _written(self, row: Sequence[Value]) -> Iterator[str]:
        for part in _APART.split(self.found.text(row, THEMES) or ""):
            whole = fold(part) in self.wordings
            for text in [part] if whole else _ALSO_APART.split(part):
                if text.strip():
                    yield text.strip()

    def _hint(self, written: str) -> str:
        near = did_you_mean(written, [theme.id for theme in self.themes])
        add = "add it to `themes` in data/report.yaml"
        return f"{near} Otherwise {add}" if near.startswith("did") else add

    def _fault(self, index: int, column: str, message: str, hint: str) -> Diagnostic:
        return Diagnostic("E545", message, hint=hint, place=self._place(index, column))

    def _place(self, index: int, column: str) -> Place:
        line, at = index + 1, self.found.columns[column] + 1
        return Place(self.file, line, at, line, at + 1, self.found.sheet.name)


def _compared(text: str) -> str:
    """Return a text without what workbooks change: spaces and line ends."""
    return re.sub(r"\s+", "", text)
