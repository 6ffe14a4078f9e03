"""The columns of a report of questions and answers: of Zoom, Teams, Webex, or any table.

They are known by their headers; what else a report has, such as times and votes, is left out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sstc_cli.model.wording import fold
from sstc_cli.sheets.cells import Value, text_of
from sstc_cli.sheets.sheet import HEADER_WITHIN, Sheet

# fmt: off
_QUESTION = frozenset({
    "question", "questions", "question text", "question asked", "question content",
    "问题", "提问", "提问内容", "问题内容", "問題", "質問",
    "pregunta", "preguntas", "pergunta", "perguntas", "вопрос", "вопросы", "السؤال", "سؤال",
    "الأسئلة",
})
_POST = frozenset({"content", "post", "post content", "message"})  # of a question or a reply
_ANSWER = frozenset({
    "answer", "answers", "answer(s)", "answer text", "answer content", "reply", "replies",
    "response", "responses", "回答", "答复", "回复", "解答", "réponse", "réponses", "respuesta",
    "respuestas", "resposta", "respostas", "ответ", "ответы", "الإجابة", "الجواب", "إجابة",
})
_KIND = frozenset({"type", "post type", "message type", "kind"})
_THREAD = frozenset({
    "conversation id", "thread id", "question id", "parent id", "conversationid", "threadid", "#",
})
# fmt: on
_PERSON = re.compile(
    r"name|mail|identity|asker|author|user|attendee|participant|panelist|\bby\b|organi[sz]ation"
    r"|company|phone|姓名|名字|昵称|名称|邮箱|电话|手机|提问者|提问人|回答者|回答人|单位|氏名"
    r"|\bnom\b|prénom|nombre|correo|apellido|sobrenome|имя|фамили|почт|الاسم|اسم|بريد"
)
_ANSWERER = re.compile(r"answer|repl|respon|panelist|回答|解答|回复")


@dataclass(frozen=True, slots=True)
class Columns:
    """The places of the columns of a sheet; `header` is the row that has their names."""

    header: int
    question: int
    answer: int | None
    kind: int | None
    thread: int | None
    people: tuple[int, ...]
    answerers: tuple[int, ...]


def find_columns(sheet: Sheet) -> Columns | None:
    """Return the columns of a sheet with questions, or None."""
    for index, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        names = [fold(text_of(value)) for value in row]
        columns = _columns(index, names)
        if columns and (len(names) == 1 or _has_more(columns, names)):
            return columns
    return None


def cell(row: Sequence[Value], at: int | None) -> str:
    """Return the text of a cell, which a short row may lack."""
    return text_of(row[at]) if at is not None and at < len(row) else ""


def _columns(header: int, names: Sequence[str]) -> Columns | None:
    kind = _place(names, _KIND)
    question = _place(names, _QUESTION if kind is None else _QUESTION | _POST)
    if question is None:
        return None
    answer = _place(names, _ANSWER)
    people = [
        at for at, name in enumerate(names) if at not in (question, answer) and _PERSON.search(name)
    ]
    return Columns(
        header=header,
        question=question,
        answer=answer,
        kind=kind,
        thread=_place(names, _THREAD),
        people=tuple(people),
        answerers=tuple(at for at in people if _ANSWERER.search(names[at])),
    )


def _has_more(columns: Columns, names: Sequence[str]) -> bool:
    """Return whether a row has more names of columns than that of the questions."""
    others = (columns.answer, columns.kind, columns.thread, *columns.people)
    return any(at is not None for at in others) or sum(map(bool, names)) == 1


def _place(names: Sequence[str], known: frozenset[str]) -> int | None:
    return next((at for at, name in enumerate(names) if name in known), None)
