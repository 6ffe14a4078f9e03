"""Headers that are not one row: heads above their parts, a row that repeats, or a column."""

import re
from collections.abc import Callable, Sequence

from sstc_cli.diagnostics import column_letters
from sstc_cli.errors import SstcError
from sstc_cli.model import Question
from sstc_cli.model.wording import fold
from sstc_cli.sheets.cells import Rows, Value, text_of
from sstc_cli.sheets.limits import MOST_COLUMNS
from sstc_cli.sheets.sheet import Source
from sstc_cli.survey.column import Column, question_of
from sstc_cli.survey.match import Matcher

_LABELS = 3  # the first columns, in which questions may be below each other
# what tools write below a header: the type of each question, or the id of each column as JSON
_TYPE = (
    r"\{ ?\"importid\".*\}|response|(?:short |long |open |free |single-line |multi-line )?text"
    r"(?: entry| box)?|string|(?:short |long )?answer|paragraph|essay|comment"
    r"|open[- ]ended(?: response)?"
    r"|(?:single |multiple |multi |one )?(?:choices?|select(?: one| multiple)?)|multiple answers?"
    r"|check ?box(?:es)?|radio(?: buttons?)?|drop-?down|list|(?:star )?rating|scale|slider|ranking"
    r"|likert|matrix|nps|net promoter(?: score)?®?|opinion scale|number|numeric|integer|decimal"
    r"|date(?: ?(?:and|/)? ?time)?|time|e-?mail(?: address)?|phone(?: number)?|country|yes/no"
    r"|boolean|id|file(?: upload)?|文本|单行文本|多行文本|填空题?|单选题?|多选题?|量表题?|评分题?"
    r"|数字|日期|时间|排序题?|下拉题?"
)


def texts_of(row: Sequence[Value]) -> list[str]:
    """Return the texts of a row, without the empty ones at its end."""
    texts = [text_of(value) for value in row]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def first_row(rows: Rows, start: int, columns: Sequence[Column], matcher: Matcher) -> int:
    """Return the first row of answers: a second header row has the questions again, or types."""
    questions = _questions(columns)
    for index in range(start, len(rows)):
        texts = texts_of(rows[index])
        if _has_types(texts):
            continue
        again = matcher.columns(texts)
        same = sum(
            question is questions.get(at) and not _is_answer(texts[at], question)
            for at, question in _questions(again).items()
        )
        if again and (not questions or same * 2 < len(questions)):
            return index
    return max(start, len(rows))


def _has_types(texts: Sequence[str]) -> bool:
    """Return whether a row has nothing but types of questions, or ids of columns."""
    filled = [text for text in texts if text]
    return len(filled) > 1 and all(re.fullmatch(_TYPE, fold(text)) for text in filled)


def joined_header(
    above: Sequence[str], below: Sequence[str], asks: Callable[[str], bool]
) -> list[str] | None:
    """Return one header for two rows, the heads of groups and their parts; None if they are not."""
    width = max(len(above), len(below))
    heads = [*above, *[""] * (width - len(above))]
    parts = [*below, *[""] * (width - len(below))]
    pairs = [*zip(heads, parts, strict=True)]
    if not any(part and not head for head, part in pairs):
        return None
    are_parts = all(asks(part) for part in parts if part)
    if not are_parts and any(part and asks(head) for head, part in pairs):  # a row of answers
        return None
    titles: list[str] = []
    current = ""
    for head, part in pairs:
        current = head or current
        both = f"{current} {part}".strip()
        readings = (both, part) if part else (head,)
        titles.append(next((text for text in readings if text and asks(text)), readings[0]))
    return titles


def transposed(source: Source, matchers: Sequence[Matcher]) -> SstcError | None:
    for sheet in source.sheets:
        rows = sheet.rows[:MOST_COLUMNS]
        for at in range(min(max(map(len, rows), default=0), _LABELS)):
            column = [text_of(row[at]) if at < len(row) else "" for row in rows]
            if any(len(_questions(matcher.columns(column))) > 1 for matcher in matchers):
                message = f"{source.file.name} has its questions in column "
                message += f"{column_letters(at + 1)}, not in a row"
                hint = "in Excel, copy the table and use *Paste Special*, *Transpose*; then import "
                return SstcError(message, f"{hint}the new table")
    return None


def _is_answer(text: str, question: Question) -> bool:
    """Return whether a text is an answer to its question: 同意 is also short for the question."""
    wordings = (wording for option in question.options for wording in option.wordings)
    return fold(text) in map(fold, wordings)


def _questions(columns: Sequence[Column]) -> dict[int, Question]:
    asked = ((column.index, question_of(column)) for column in columns)
    return {index: question for index, question in asked if question}
