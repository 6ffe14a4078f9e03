"""Read a report of questions and answers; nothing of it is kept but the words of both."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model.wording import fold
from sstc_cli.sheets.cells import Value, text_of
from sstc_cli.sheets.sheet import Sheet, Source
from sstc_cli.survey.asked.anonymous import Anonymiser
from sstc_cli.survey.asked.columns import Columns, cell, find_columns
from sstc_cli.unseen import with_unseen_as

_MOST = 2_000  # characters of a draft
_REPLY = frozenset({"reply", "response", "answer", "comment", "回复", "答复", "回答"})
# what tools write in place of an answer that was spoken
_SPOKEN = frozenset({
    "live answered", "answered live", "this question has been answered live", "answered", "-",
    "n/a", "none", "dismissed", "现场回答", "已现场回答", "语音回答",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and its answer, as the report has them, and the people of its rows."""

    question: str
    answer: str = ""
    people: tuple[str, ...] = ()
    answerers: tuple[str, ...] = ()


def read_asked(source: Source) -> list[Asked]:
    """Return the questions of a report; refuse a file without any."""
    found = [(sheet, columns) for sheet in source.sheets if (columns := find_columns(sheet))]
    if not found:
        message = f"{source.file.name} has no column of questions"
        hint = "name its columns `Question` and `Answer`, or export the report of Q&A again"
        raise SstcError(message, hint, ExitCode.DATA)
    return [asked for sheet, columns in found for asked in _asked(sheet, columns)]


def people_of(asked: Iterable[Asked]) -> set[str]:
    """Return everybody whom the report names, as asker or otherwise."""
    return {name for item in asked for name in item.people}


def without_people(asked: Asked, anonymiser: Anonymiser) -> Asked:
    """Return a question and its answer with masks in place of people, and nobody beside them."""
    question, answer = (
        anonymiser.masked(text, asked.people) for text in (asked.question, asked.answer)
    )
    return Asked(question, answer, answerers=asked.answerers)


def _asked(sheet: Sheet, columns: Columns) -> Iterator[Asked]:
    """Yield the questions of a sheet in its order; replies belong to the question above them."""
    threads: dict[str, Asked] = {}
    for index, row in enumerate(sheet.rows[columns.header + 1 :]):
        text, thread = _words(cell(row, columns.question)), cell(row, columns.thread)
        key = thread or (str(index) if text and not _is_reply(row, columns) else _last(threads))
        known = threads.get(key)
        if known is None and any(map(str.isalpha, text)) and not _is_reply(row, columns):
            threads[key] = _first(row, columns, text)
        elif known is not None:
            threads[key] = _with_reply(known, row, columns, text)
    yield from threads.values()


def _last(threads: dict[str, Asked]) -> str:
    return next(reversed(threads), "")


def _first(row: Sequence[Value], columns: Columns, text: str) -> Asked:
    answer = _words(cell(row, columns.answer))
    return Asked(
        text,
        "" if fold(answer) in _SPOKEN else answer,
        _cells(row, columns.people),
        _cells(row, columns.answerers),
    )


def _with_reply(known: Asked, row: Sequence[Value], columns: Columns, text: str) -> Asked:
    """Return a question with a further answer, and the people of its row."""
    reply = text if _is_reply(row, columns) else _words(cell(row, columns.answer))
    answer = known.answer
    if reply and fold(reply) not in _SPOKEN and reply not in answer:
        answer = f"{answer} {reply}".strip()[:_MOST]
    people = (*known.people, *_cells(row, columns.people))
    answerers = (*known.answerers, *_cells(row, columns.answerers))
    return replace(known, answer=answer, people=people, answerers=answerers)


def _is_reply(row: Sequence[Value], columns: Columns) -> bool:
    return fold(cell(row, columns.kind)) in _REPLY


def _cells(row: Sequence[Value], places: Iterable[int]) -> tuple[str, ...]:
    texts = (cell(row, at) for at in places)
    return tuple(text for text in texts if any(map(str.isalpha, text)))


def _words(text: str) -> str:
    """Return a text on one line, without characters that no data file can have."""
    plain = " ".join(with_unseen_as(" ", text_of(text)).split())
    return plain if len(plain) <= _MOST else f"{plain[: _MOST - 1]}…"
