"""Questions of an audience: reports of Q&A become questions that have no names of those who asked.

They are known by their headers; what else a report has, such as times and votes, is left out.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sstc_cli.errors import ExitCode, SstcError
from sstc_cli.model.wording import fold
from sstc_cli.quantity import cut_short
from sstc_cli.rules.named_people import TITLES
from sstc_cli.sheets.cells import Value, text_of
from sstc_cli.sheets.sheet import HEADER_WITHIN, Sheet, Source
from sstc_cli.store.names import folded, without_addresses
from sstc_cli.survey.mentions import MASK, Mentions
from sstc_cli.unseen import with_unseen_as

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
class QuestionColumns:
    """The places of the columns of a sheet; `header` is the row that has their names."""

    header: int
    question: int
    answer: int | None
    kind: int | None
    thread: int | None
    people: tuple[int, ...]
    answerers: tuple[int, ...]


def find_columns(sheet: Sheet) -> QuestionColumns | None:
    for index, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        names = [fold(text_of(value)) for value in row]
        if columns := _columns(index, names):
            places = (columns.answer, columns.kind, columns.thread, *columns.people)
            has_more = any(at is not None for at in places) or sum(map(bool, names)) == 1
            if has_more or len(names) == 1:
                return columns
    return None


def cell(row: Sequence[Value], at: int | None) -> str:
    return text_of(row[at]) if at is not None and at < len(row) else ""


def _columns(header: int, names: Sequence[str]) -> QuestionColumns | None:
    kind = _place(names, _KIND)
    question = _place(names, _QUESTION if kind is None else _QUESTION | _POST)
    if question is None:
        return None
    answer = _place(names, _ANSWER)
    people = [
        at for at, name in enumerate(names) if at not in (question, answer) and _PERSON.search(name)
    ]
    return QuestionColumns(
        header=header,
        question=question,
        answer=answer,
        kind=kind,
        thread=_place(names, _THREAD),
        people=tuple(people),
        answerers=tuple(at for at in people if _ANSWERER.search(names[at])),
    )


def _place(names: Sequence[str], known: frozenset[str]) -> int | None:
    return next((at for at, name in enumerate(names) if name in known), None)


# an address of anybody, spelt so that programs do not find it
_SPELT = re.compile(r"[\w.+-]+\s*[\[({<]\s*(?:at|@)\s*[\])}>]\s*[\w-]+(?:\s*[.\[({<]+\w+[\])}>]*)*")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"([^\W\d_]+)(['’][^\W\d_]+)")
_JOINED = re.compile(r"\w{6,}")
_LEAST = 3  # letters of a part of a name
_EAST = "\u2e7f"
# an account, and what follows the name of a service, unless it is a plain word
_HANDLE = re.compile(
    r"(?<![\w@.])@[^\W\d]\w*(?:[.-]\w+)*"
    r"|((?:\b(?:skype|telegram|wechat|whatsapp|qq)|微信号?)[:：]?\s?)"
    r"(?=[\w.-]*[\d._-]\w)[a-z0-9][a-z0-9._-]*[a-z0-9]",
    re.IGNORECASE,
)
# names that are words, too: in small letters, they stay
_COMMON = frozenset({
    "may", "will", "mark", "hope", "long", "rich", "young", "wise", "dear", "song", "van", "von",
    "der", "den", "del", "dos", "das", "los", "las", "bin", "ben",
})  # fmt: skip
_ENDING = 3  # letters that a case adds to a name in Russian
_DOUBLE = (
    "欧阳", "司马", "上官", "诸葛", "司徒", "夏侯", "皇甫", "东方", "尉迟", "公孙", "慕容", "令狐",
)  # fmt: skip
_LONGEST_CHINESE = 4  # characters of a name
# what programs call people without a name
_NOBODY = frozenset({"anonymous", "attendee", "guest", "user", "participant", "host", "the", "and"})


class Anonymiser:
    """Masks the people of a report and of the store in texts, but not the speakers."""

    def __init__(self, names: Iterable[str], offices: Iterable[str], public: Iterable[str]) -> None:
        self._public = {_plain(name) for name in public}
        found = {name for name in names if _plain(name) not in self._public}
        self._addresses = {name.casefold() for name in found if "@" in name}
        self._mentions = Mentions(found, offices)

    def masked(self, text: str, own: Collection[str]) -> str:
        """Return a text with a mask in place of people; `own` are the names of its row."""
        text = without_addresses(
            _SPELT.sub(MASK, text), lambda address: address.casefold() in self._addresses, MASK
        )
        text = _HANDLE.sub(rf"\1{MASK}", self._mentions.masked(text))
        names = [name for name in own if _plain(name) not in self._public]
        parts = {_plain(part) for name in names for part in _parts(name)}
        if not parts:
            return text
        if spelt := "|".join(form for name in names for form in _chinese(name)):
            text = re.sub(spelt, MASK, text)
        text = _JOINED.sub(lambda word: _joined(word[0], parts), text)
        return _WORD.sub(lambda word: _part(word[0], parts), text)


def _part(word: str, parts: Collection[str]) -> str:
    """Return a mask for a part of the asker's own name, unless it is a common word."""
    if _is_part(word, parts):
        return MASK
    ended = _POSSESSIVE.fullmatch(word)
    return f"{MASK}{ended[2]}" if ended and _is_part(ended[1], parts) else word


def _is_part(word: str, parts: Collection[str]) -> bool:
    plain = _plain(word)
    if plain in parts:
        return word[:1] != word[:1].lower() or plain not in _COMMON
    if not "а" <= plain[:1] <= "я":
        return False
    stems = (part.rstrip("аеийоуьюя") for part in parts)
    return any(
        len(stem) > _LEAST and plain.startswith(stem) and len(plain) - len(stem) <= _ENDING
        for stem in stems
    )


def _chinese(name: str) -> Iterator[str]:
    """Yield patterns for the given name of a person alone, and for the family name with a title."""
    plain = "".join(name.split())
    if 1 < len(plain) <= _LONGEST_CHINESE and min(plain) > _EAST:
        family = plain[:2] if plain.startswith(_DOUBLE) else plain[0]
        if len(given := plain.removeprefix(family)) > 1:
            yield re.escape(given)
        yield rf"{re.escape(family)}{TITLES}|(?<![\u4e00-\u9fff])[小老阿]{re.escape(family)}"


def _joined(word: str, parts: Collection[str]) -> str:
    """Return a mask for a word of several parts of the asker's name, such as `janeroe88`."""
    rest, found = _plain(word), 0
    for part in sorted(parts, key=len, reverse=True):
        if len(part) >= _LEAST and part in rest:
            rest, found = rest.replace(part, " "), found + 1
    return MASK if found > 1 else word


def _parts(name: str) -> Iterable[str]:
    """Yield the words of a name or an address that may stand for the person alone."""
    local = name.partition("@")[0]
    for word in _WORD.findall(local):
        least = 2 if min(word) > _EAST else _LEAST
        if len(word) >= least and word.casefold() not in _NOBODY:
            yield word


def _plain(text: str) -> str:
    return " ".join(folded(text).text.split())


_MOST = 2_000  # characters of a draft
_REPLY = frozenset({"reply", "response", "answer", "comment", "回复", "答复", "回答"})
# what tools write in place of an answer that was spoken
_SPOKEN = frozenset({
    "live answered", "answered live", "this question has been answered live", "answered", "-",
    "n/a", "none", "dismissed", "现场回答", "已现场回答", "语音回答",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class AudienceQuestion:
    """A question and its answer, as the report has them, and the people of its rows."""

    question: str
    answer: str = ""
    people: tuple[str, ...] = ()
    answerers: tuple[str, ...] = ()


def read_questions(source: Source) -> list[AudienceQuestion]:
    """Return the questions of a report; refuse a file without any."""
    found = [(sheet, columns) for sheet in source.sheets if (columns := find_columns(sheet))]
    if not found:
        message = f"{source.file.name} has no column of questions"
        hint = "name its columns `Question` and `Answer`, or export the report of Q&A again"
        raise SstcError(message, hint, ExitCode.DATA)
    return [asked for sheet, columns in found for asked in _asked(sheet, columns)]


def people_of(asked: Iterable[AudienceQuestion]) -> set[str]:
    return {name for item in asked for name in item.people}


def without_people(asked: AudienceQuestion, anonymiser: Anonymiser) -> AudienceQuestion:
    """Return a question and its answer with masks in place of people, and without who asked."""
    people = asked.people
    question, answer = (anonymiser.masked(text, people) for text in (asked.question, asked.answer))
    return AudienceQuestion(question, answer, answerers=asked.answerers)


def _asked(sheet: Sheet, columns: QuestionColumns) -> Iterator[AudienceQuestion]:
    """Yield the questions of a sheet in its order; replies belong to the question above them."""
    threads: dict[str, AudienceQuestion] = {}
    for index, row in enumerate(sheet.rows[columns.header + 1 :]):
        text, thread = _words(cell(row, columns.question)), cell(row, columns.thread)
        is_reply, last = _is_reply(row, columns), next(reversed(threads), "")
        key = thread or (str(index) if text and not is_reply else last)
        known = threads.get(key)
        if known is None and any(map(str.isalpha, text)) and not is_reply:
            answer = _words(cell(row, columns.answer))
            said = "" if fold(answer) in _SPOKEN else answer
            people, answerers = (_cells(row, at) for at in (columns.people, columns.answerers))
            threads[key] = AudienceQuestion(text, said, people, answerers)
        elif known is not None:
            threads[key] = _with_reply(known, row, columns, text)
    yield from threads.values()


def _with_reply(
    known: AudienceQuestion, row: Sequence[Value], columns: QuestionColumns, text: str
) -> AudienceQuestion:
    reply = text if _is_reply(row, columns) else _words(cell(row, columns.answer))
    answer = known.answer
    if reply and fold(reply) not in _SPOKEN and reply not in answer:
        answer = f"{answer} {reply}".strip()[:_MOST]
    people = (*known.people, *_cells(row, columns.people))
    answerers = (*known.answerers, *_cells(row, columns.answerers))
    return replace(known, answer=answer, people=people, answerers=answerers)


def _is_reply(row: Sequence[Value], columns: QuestionColumns) -> bool:
    return fold(cell(row, columns.kind)) in _REPLY


def _cells(row: Sequence[Value], places: Iterable[int]) -> tuple[str, ...]:
    texts = (cell(row, at) for at in places)
    return tuple(text for text in texts if any(map(str.isalpha, text)))


def _words(text: str) -> str:
    """Return a text on one line, without characters that no data file can have."""
    return cut_short(with_unseen_as(" ", text_of(text)), _MOST)
