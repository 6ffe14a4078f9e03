"""A cell as the answer to a question, by the question's type and never by guesses."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sstc_cli.model import Question, QuestionType, Role, Scale, is_email
from sstc_cli.model.countries import country_code
from sstc_cli.model.wording import Wordings, fold, level
from sstc_cli.sheets.cells import Value, number_of, text_of

Coded = str | float | int | list[str]

_NO_EMAIL = {"anonymous", "匿名", "-", "--", "n/a"}
_CHOSEN = {"1", "yes", "y", "true", "x", "√", "✓", "是", "选中", "已选"}
_NOT_CHOSEN = {"0", "no", "n", "false", "否", "未选中", "未选", "-"}
_BESIDE = re.compile(r"(.+?)\s*〖(.*)〗", re.DOTALL)  # 问卷星: an option, and what is written there
_RATING = re.compile(r"(\d{1,3})(?![\d.,]*\d)")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a cell says: a code, a number or a text; `other` is what could not be coded.

    `fault` is why the row cannot be taken, as in `is no rating from 1 to 5`. `left` is True where
    it is right that `other` stays as it is written.
    """

    value: Coded | None = None
    other: str | None = None
    fault: str | None = None
    left: bool = False


@dataclass(frozen=True, slots=True)
class Codes:
    """What a file calls the answers to one question, beside all that the survey says.

    `decided` are the codes of texts that someone decided about, None where it is nothing: it
    holds whatever else a text may mean. `tool` are codes that only the tool writes.
    """

    decided: Mapping[str, str | None] = field(default_factory=dict)
    tool: Mapping[str, str] = field(default_factory=dict)


Reader = Callable[[Value], Answer]

BLANK = Answer()
NO_CODES = Codes()


def reader_of(question: Question, separator: str, codes: Codes = NO_CODES) -> Reader:
    """How the cells of one question are read."""
    match question.type:
        case QuestionType.CHOICE:
            reader = _choice(question, codes)
        case QuestionType.CHOICES:
            reader = _choices(question, separator, codes)
        case QuestionType.SCALE if question.scale is not None:
            reader = _scale(question.scale, codes)
        case QuestionType.EMAIL:
            reader = email
        case QuestionType.COUNTRY:
            reader = _country(codes)
        case QuestionType.NUMBER:
            reader = _number
        case _:
            reader = text
    return reader


def option_reader(
    question: Question, option: str, separator: str, codes: Codes = NO_CODES
) -> Reader:
    """How the cells of a column are read that stands for one of several choices.

    A tool marks it, repeats the option's text, or has what people wrote beside it.
    """
    code = _wordings(question, codes).find(option)
    chosen = Answer([code]) if code else Answer(other=option)
    written = _choices(question, separator, codes)

    def read(value: Value) -> Answer:
        shown = fold(text_of(value))
        if not shown or shown in _NOT_CHOSEN:
            return BLANK
        if shown in _CHOSEN or shown == fold(option):
            return chosen
        return written(value)

    return read


def text(value: Value) -> Answer:
    """The text as it was written."""
    return Answer(text_of(value) or None)


def email(value: Value) -> Answer:
    """An e-mail address; what tools write for none is none."""
    shown = text_of(value).removeprefix("mailto:")
    if not shown or fold(shown) in _NO_EMAIL:
        return BLANK
    if is_email(shown):
        return Answer(shown)
    return Answer(fault="is no e-mail address")


def _number(value: Value) -> Answer:
    if not text_of(value):
        return BLANK
    number = number_of(value)
    if number is None:
        return Answer(fault="is no number")
    return Answer(int(number) if number.is_integer() else number)


def _country(codes: Codes) -> Reader:
    decided, left = Wordings(codes.decided.items()), _left(codes)

    def read(value: Value) -> Answer:
        shown = text_of(value)
        if not shown:
            return BLANK
        if fold(shown) in left:
            return Answer(other=shown, left=True)
        code = decided.find(shown) or country_code(shown)
        return Answer(code) if code else Answer(other=shown)

    return read


def _choice(question: Question, codes: Codes) -> Reader:
    wordings, left = _wordings(question, codes), _left(codes)
    strict = question.role in (Role.CONSENT, Role.KNOWLEDGE)

    def read(value: Value) -> Answer:
        shown = text_of(value)
        if not shown:
            return BLANK
        code, other = _meaning(wordings, shown.rstrip(";┋"))
        if code:
            return Answer(code, other or None, left=bool(other))
        if strict:
            return Answer(fault="is none of the options")
        return Answer(other=shown, left=fold(shown) in left)

    return read


def _choices(question: Question, separator: str, codes: Codes) -> Reader:
    wordings, left = _wordings(question, codes), _left(codes)
    longest = sorted(wordings.meanings, key=lambda each: (-len(each), each))
    split = _splitter(longest, separator)

    def read(value: Value) -> Answer:
        parts = [_meaning(wordings, each) for each in split(level(text_of(value)))]
        found = dict.fromkeys(code for code, _ in parts if code)
        others = [other for _, other in parts if other]
        known = all(code or fold(other) in left for code, other in parts)
        return Answer([*found] or None, "; ".join(others) or None, left=bool(others) and known)

    return read


def _splitter(longest: Sequence[str], separator: str) -> Callable[[str], Iterator[str]]:
    """What parts a text with several options: where an option ends, else at any separator."""
    option = re.compile(
        rf"\s*({'|'.join(map(re.escape, longest))})\s*(?:{separator}|\Z)", re.IGNORECASE
    )
    rest = re.compile(rf"(.*?)(?:{separator}|\Z)", re.DOTALL)

    def split(text: str) -> Iterator[str]:
        at = 0
        while at < len(text) and (part := option.match(text, at) or rest.match(text, at)):
            at = part.end()
            if part[1].strip():
                yield part[1].strip()

    return split


def _meaning(wordings: Wordings[str], text: str) -> tuple[str | None, str]:
    """The code of a text, and what is written beside its option; all of it where there is none."""
    if code := wordings.find(text):
        return code, ""
    beside = _BESIDE.fullmatch(text)
    code = wordings.find(beside[1]) if beside else None
    return (code, beside[2]) if beside and code else (None, text)


def _wordings(question: Question, codes: Codes) -> Wordings[str]:
    own = [(word, each.code) for each in question.options for word in sorted(each.wordings)]
    return Wordings(codes.decided.items(), own, codes.tool.items())


def _left(codes: Codes) -> set[str]:
    """The texts of which someone decided that they stay as they are written, folded."""
    return {fold(text) for text, code in codes.decided.items() if code is None}


def _scale(scale: Scale, codes: Codes) -> Reader:
    wordings = Wordings(_ratings(codes.decided), _points(scale), _ratings(codes.tool))
    fault = f"is no rating from {scale.lowest} to {scale.highest}"

    def read(value: Value) -> Answer:
        shown = text_of(value)
        if not shown:
            return BLANK
        found = wordings.find(shown)
        number = number_of(value)
        if found is None and number is not None and number.is_integer():
            found = int(number)
        elif found is None and (digits := _RATING.match(shown)):
            found = int(digits[1])
        return Answer(found) if found in scale.ratings else Answer(fault=fault)

    return read


def _ratings(codes: Mapping[str, str | None] | Mapping[str, str]) -> list[tuple[str, int]]:
    """The ratings that texts were decided, or are known, to mean."""
    return [(text, int(code)) for text, code in codes.items() if code is not None]


def _points(scale: Scale) -> list[tuple[str, int]]:
    """The texts that stand for ratings."""
    texts = list(zip(scale.points, scale.ratings, strict=False))
    if scale.lowest_text:
        texts.append((scale.lowest_text, scale.lowest))
    if scale.highest_text:
        texts.append((scale.highest_text, scale.highest))
    return [(each, rating) for text, rating in texts for each in text.by_language.values()]
