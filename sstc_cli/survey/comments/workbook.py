"""Write the workbook in which people code comments."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

from sstc_cli.diagnostics import column_letters
from sstc_cli.model import Series, Survey
from sstc_cli.model.report.words import Theme
from sstc_cli.sheets.cells import Value
from sstc_cli.sheets.xlsx import Marked, Sheet, stream_workbook
from sstc_cli.store.comments import Comment
from sstc_cli.survey.comments.layout import (
    COMMENTS,
    HEADER,
    QUOTE,
    THEMES,
    THEMES_SHEET,
    TITLE,
    shown_comment,
)
from sstc_cli.survey.comments.mentions import Mentions

_WIDTHS = (30, 24, 16, 30, 70, 9, 7, 30, 7)


def write_comments(
    comments: Sequence[Comment],
    series: Series,
    surveys: Mapping[str, Survey],
    themes: Sequence[Theme],
    mentions: Mentions,
    language: str,
) -> bytes:
    """Return the workbook: a row for each comment, and a sheet with the themes."""
    titles = {w.number: f"{w.number}. {w.title.pick(language)}" for w in series.webinars}
    rows = [
        _row(comment, titles, surveys[comment.survey], mentions, language) for comment in comments
    ]
    named: list[list[Value]] = [["theme", "text"]]
    named += ([theme.id, theme.text.pick(language)] for theme in themes)
    stream = BytesIO()
    sheets = {
        COMMENTS: Sheet([[*HEADER], *rows], 1, len(HEADER), _WIDTHS),
        THEMES_SHEET: Sheet(named, 1, 2),
    }
    stream_workbook(stream, sheets, dict(_lists(len(rows), len(themes))), TITLE)
    return stream.getvalue()


def _row(
    comment: Comment, titles: Mapping[int, str], survey: Survey, mentions: Mentions, language: str
) -> list[Value | Marked]:
    text = shown_comment(comment.text)
    spans = mentions.spans(text)
    asked = next(question for question in survey.questions if question.id == comment.question)
    code = comment.code
    return [
        comment.names[0],
        titles.get(comment.webinar, str(comment.webinar)),
        survey.title.pick(language),
        " ".join(asked.text.pick(language).split()),
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
