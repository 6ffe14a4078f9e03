"""The workbook in which people code comments, as `sstc report comments` writes it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from sstc_cli.diagnostics import column_letters
from sstc_cli.model import Series, Survey
from sstc_cli.model.report import CommentTheme
from sstc_cli.sheets.cells import Value
from sstc_cli.sheets.xlsx import Marked, TableSheet, stream_workbook
from sstc_cli.store.comments import Comment
from sstc_cli.survey.comment_coding import (
    COMMENTS,
    HEADER,
    QUOTE,
    THEMES,
    THEMES_SHEET,
    TITLE,
    shown_comment,
)
from sstc_cli.survey.mentions import Mentions

_WIDTHS = (30, 24, 16, 30, 70, 9, 7, 30, 7)


@dataclass(frozen=True)
class WorkbookWording:
    """The themes of comments, and the language in which the workbook names them."""

    series: Series
    surveys: Mapping[str, Survey]
    themes: Sequence[CommentTheme]
    language: str

    def webinar(self, number: int) -> str:
        webinar = self.series.webinar(number)
        return f"{number}. {webinar.title.pick(self.language)}" if webinar else str(number)

    def question(self, survey: Survey, id_: str) -> str:
        asked = next(question for question in survey.questions if question.id == id_)
        return " ".join(asked.text.pick(self.language).split())


def write_comments(
    comments: Sequence[Comment], wording: WorkbookWording, mentions: Mentions
) -> bytes:
    rows = [_row(comment, wording, mentions) for comment in comments]
    named: list[list[Value]] = [["theme", "text"]]
    named += ([theme.id, theme.text.pick(wording.language)] for theme in wording.themes)
    stream = BytesIO()
    sheets = {
        COMMENTS: TableSheet([[*HEADER], *rows], 1, len(HEADER), _WIDTHS),
        THEMES_SHEET: TableSheet(named, 1, 2),
    }
    stream_workbook(stream, sheets, dict(_lists(len(rows), len(wording.themes))), TITLE)
    return stream.getvalue()


def _row(comment: Comment, wording: WorkbookWording, mentions: Mentions) -> list[Value | Marked]:
    text = shown_comment(comment.text)
    spans, code = mentions.spans(text), comment.code
    survey = wording.surveys[comment.survey]
    return [
        comment.names[0],
        wording.webinar(comment.webinar),
        survey.title.pick(wording.language),
        wording.question(survey, comment.question),
        Marked(text, spans),
        "yes" if comment.agreed else "no",
        float(len(spans)) if spans else "",
        "; ".join(code.themes) if code else "",
        "" if code is None else "yes" if code.quote else "no",
    ]


def _lists(rows: int, themes: int) -> Iterator[tuple[str, str]]:
    """Yield the cells with a drop-down list, and its items; several themes can be typed."""
    last = max(rows + 1, 2)
    if themes:
        column = column_letters(HEADER.index(THEMES) + 1)
        yield f"{column}2:{column}{last}", f"{THEMES_SHEET}!$A$2:$A${themes + 1}"
    column = column_letters(HEADER.index(QUOTE) + 1)
    yield f"{column}2:{column}{last}", '"yes,no"'
