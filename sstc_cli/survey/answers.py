"""Read a cell as the answer to a question, by the question's type and never by guesses."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sstc_cli.model import Question, QuestionType, Role, Scale, is_email
from sstc_cli.model.countries import country_code
from sstc_cli.model.wording import Wordings, fold, level
from sstc_cli.sheets.cells import Value, number_of, text_of

Coded = str | float | int | list[str]

NOBODY = {"anonymous", "anonymous attendee", "anonymous user", "匿名", "匿名用户", "-", "--", "n/a"}
_CHOSEN = {"1", "yes", "y", "true", "x", "√", "✓", "是", "选中", "已选"}
_NOT_CHOSEN = {"0", "no", "n", "false", "否", "未选中", "未选", "-"}
_BESIDE = re.compile(r"(.+?)\s*〖(.*)〗", re.DOTALL)  # 问卷星: an option, and what is written there
_RATING = re.compile(r"(\d{1,3})(?![\d.,]*\d)")


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer in a cell: a code, a number or a text; `other` is a text without a code.

    `fault` is the reason to reject the row, for example `is not a number`. `kept_as_text`
    is True if somebody decided that `other` stays as it is written.
    """

    value: Coded | None = None
    other: str | None = None
    fault: str | None = None
    kept_as_text: bool = False


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of answers to one question in a file, besides the survey's own wordings.

    `decided` has the texts about which somebody decided: a code, or None if a text means nothing.
    It wins over every other meaning. `tool` has the codes that only the tool writes.
    """

    decided: Mapping[str, str | None] = field(default_factory=dict)
    tool: Mapping[str, str] = field(default_factory=dict)


Reader = Callable[[Value], Answer]

BLANK = Answer()
NO_CODES = Codes()


def reader_of(question: Question, separator: str, codes: Codes = NO_CODES) -> Reader:
    """Return a reader of the cells of one question."""
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
    """Return a reader of the cells of a column that stands for one of several choices.

    A tool marks the choice, repeats its text, or has what people wrote next to it.
    """
    code = _wordings(question, codes).find(option)
    chosen = Answer([code]) if code else Answer(other=option)
    written = _choices(question, separator, codes)

    def read(value: Value) -> Answer:
        """Return the answer in a cell."""
        folded = fold(text_of(value))
        if not folded or folded in _NOT_CHOSEN:
            return BLANK
        if folded in _CHOSEN or folded == fold(option):
            return chosen
        return written(value)

    return read


def text(value: Value) -> Answer:
    """Return the text as it was written."""
    return Answer(text_of(value) or None)


def name(value: Value) -> Answer:
    """Return the name in a cell; what tools write in place of one is blank."""
    return BLANK if fold(text_of(value)) in NOBODY else text(value)


def email(value: Value) -> Answer:
    """Return the e-mail address in a cell; what tools write in place of one is blank."""
    address = text_of(value).removeprefix("mailto:")
    if not address or fold(address) in NOBODY:
        return BLANK
    if is_email(address):
        return Answer(address)
    return Answer(fault="is not an e-mail address")


def _number(value: Value) -> Answer:
    """Return the number in a cell."""
    if not text_of(value):
        return BLANK
    number = number_of(value)
    if number is None:
        return Answer(fault="is not a number")
    return Answer(int(number) if number.is_integer() else number)


def _country(codes: Codes) -> Reader:
    """Return a reader of the cells of a question about a country."""
    decided, without_code = Wordings(codes.decided.items()), _texts_without_code(codes)

    def read(value: Value) -> Answer:
        """Return the answer in a cell."""
        text = text_of(value)
        if not text:
            return BLANK
        if fold(text) in without_code:
            return Answer(other=text, kept_as_text=True)
        code = decided.find(text) or country_code(text)
        return Answer(code) if code else Answer(other=text)

    return read


def _choice(question: Question, codes: Codes) -> Reader:
    """Return a reader of the cells of a question with one choice."""
    wordings, without_code = _wordings(question, codes), _texts_without_code(codes)
    strict = question.role in (Role.CONSENT, Role.KNOWLEDGE)

    def read(value: Value) -> Answer:
        """Return the answer in a cell."""
        text = text_of(value)
        if not text:
            return BLANK
        code, other = _meaning(wordings, text.rstrip(";┋"))
        if code:
            return Answer(code, other or None, kept_as_text=bool(other))
        if strict:
            return Answer(fault="is not one of the options")
        return Answer(other=text, kept_as_text=fold(text) in without_code)

    return read


def _choices(question: Question, separator: str, codes: Codes) -> Reader:
    """Return a reader of the cells of a question with several choices."""
    wordings, without_code = _wordings(question, codes), _texts_without_code(codes)
    longest = sorted(wordings.meanings, key=lambda wording: (-len(wording), wording))
    split = _splitter(longest, separator)

    def read(value: Value) -> Answer:
        """Return the answer in a cell."""
        parts = [_meaning(wordings, part) for part in split(level(text_of(value)))]
        chosen = dict.fromkeys(code for code, _ in parts if code)
        others = [other for _, other in parts if other]
        known = all(code or fold(other) in without_code for code, other in parts)
        return Answer(
            [*chosen] or None, "; ".join(others) or None, kept_as_text=bool(others) and known
        )

    return read


def _splitter(longest: Sequence[str], separator: str) -> Callable[[str], Iterator[str]]:
    """Return a function that splits a text after options, and at separators elsewhere."""
    option = re.compile(
        rf"\s*({'|'.join(map(re.escape, longest))})\s*(?:{separator}|\Z)", re.IGNORECASE
    )
    rest = re.compile(rf"(.*?)(?:{separator}|\Z)", re.DOTALL)

    def split(text: str) -> Iterator[str]:
        """Yield the parts of a text that are not empty."""
        at = 0
        while at < len(text) and (part := option.match(text, at) or rest.match(text, at)):
            at = part.end()
            if part[1].strip():
                yield part[1].strip()

    return split


def _meaning(wordings: Wordings[str], text: str) -> tuple[str | None, str]:
    """Return the code of a text and what is written next to its option, or None and the text."""
    if code := wordings.find(text):
        return code, ""
    beside = _BESIDE.fullmatch(text)
    code = wordings.find(beside[1]) if beside else None
    return (code, beside[2]) if beside and code else (None, text)


def _wordings(question: Question, codes: Codes) -> Wordings[str]:
    """Return the codes of all texts that are an answer to a question."""
    own = [(word, option.code) for option in question.options for word in sorted(option.wordings)]
    return Wordings(codes.decided.items(), own, codes.tool.items())


def _texts_without_code(codes: Codes) -> set[str]:
    """Return the folded texts about which somebody decided that they have no code."""
    return {fold(text) for text, code in codes.decided.items() if code is None}


def _scale(scale: Scale, codes: Codes) -> Reader:
    """Return a reader of the cells of a question with ratings."""
    wordings = Wordings(_ratings(codes.decided), _points(scale), _ratings(codes.tool))
    fault = f"is not a rating from {scale.lowest} to {scale.highest}"

    def read(value: Value) -> Answer:
        """Return the answer in a cell."""
        text = text_of(value)
        if not text:
            return BLANK
        rating = wordings.find(text)
        number = number_of(value)
        if rating is None and number is not None and number.is_integer():
            rating = int(number)
        elif rating is None and (digits := _RATING.match(text)):
            rating = int(digits[1])
        return Answer(rating) if rating in scale.ratings else Answer(fault=fault)

    return read


def _ratings(codes: Mapping[str, str | None] | Mapping[str, str]) -> list[tuple[str, int]]:
    """Return pairs of a text and the rating that it means."""
    return [(text, int(code)) for text, code in codes.items() if code is not None]


def _points(scale: Scale) -> list[tuple[str, int]]:
    """Return the texts of a scale, in all languages, with their ratings."""
    texts = list(zip(scale.points, scale.ratings, strict=False))
    if scale.lowest_text:
        texts.append((scale.lowest_text, scale.lowest))
    if scale.highest_text:
        texts.append((scale.highest_text, scale.highest))
    return [(word, rating) for text, rating in texts for word in text.by_language.values()]
