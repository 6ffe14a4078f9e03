"""Read a cell as the answer to a question, by the question's type and never by guesses."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from sstc_cli.model import Question, QuestionType, Role, Scale, typed_email
from sstc_cli.model.countries import country_code
from sstc_cli.model.wording import Wordings, fold, level
from sstc_cli.sheets.cells import Value, number_of, text_of

_STARS = re.compile(r"([★⭐🌟✭]+)(☆*)")
_VARIANT = "\N{VARIATION SELECTOR-16}"
_NUMBER = r"(?P<number>\d{1,3})"
_FORMS = [
    re.compile(rf"[(\[]?{_NUMBER}(?![\d.,]*\d)(?P<words>.*)", re.DOTALL),
    re.compile(rf"(?P<words>\D+)[(\[]\s*{_NUMBER}\s*[)\]]", re.DOTALL),
]
_OF = re.compile(r"\s*(?:/|of|out of|sur|de|von|из|من|共)\s*(?P<highest>\d{1,3})\D*", re.IGNORECASE)
_JOINT = " \n.,:;=()[]、-–—|/"


class RatingReader:
    """Reads the ratings of one scale.

    `decided` has the texts about which a person decided, `tool` the codes that only the tool
    writes.
    """

    def __init__(
        self, scale: Scale, decided: Mapping[str, str | None], tool: Mapping[str, str]
    ) -> None:
        self.scale = scale
        self.decided = Wordings(_ratings(decided.items()))
        self.words = Wordings(_points(scale), _ratings(tool.items()))

    def rating(self, value: Value) -> int | None:
        """Return the rating in a cell, or None if it is not one, or contradicts itself."""
        text, number = text_of(value), number_of(value)
        rating = self.decided.find(text)
        if rating is None and number is not None:
            rating = int(number) if number.is_integer() else None
        elif rating is None:
            rating = self._in_words(level(text).replace(_VARIANT, "").strip())
        return rating if rating in self.scale.ratings else None

    def _in_words(self, text: str) -> int | None:
        if fold(text) in self.words.meanings:
            return self.words.find(text)
        if stars := _STARS.fullmatch(text):
            whole = not stars[2] or len(text) == self.scale.highest
            return len(stars[1]) if whole else None
        for form in _FORMS:
            if match := form.fullmatch(text):
                return self._agreed(int(match["number"]), match["words"])
        return self.words.find(text)

    def _agreed(self, number: int, words: str) -> int | None:
        """Return a number, unless what is written next to it means something else."""
        if of := _OF.fullmatch(words):
            return number if int(of["highest"]) == self.scale.highest else None
        words = words.strip(_JOINT)
        meant = self.words.find(words) if words else number
        if meant is None and not any(map(str.isdigit, words)):
            return number
        return number if meant == number else None


def _ratings(codes: Iterable[tuple[str, str | None]]) -> list[tuple[str, int]]:
    return [(text, int(code)) for text, code in codes if code is not None]


def _points(scale: Scale) -> list[tuple[str, int]]:
    texts = list(zip(scale.points, scale.ratings, strict=False))
    if scale.lowest_text:
        texts.append((scale.lowest_text, scale.lowest))
    if scale.highest_text:
        texts.append((scale.highest_text, scale.highest))
    return [(word, rating) for text, rating in texts for word in text.by_language.values()]


Coded = str | float | int | list[str]

NOBODY = {"anonymous", "anonymous attendee", "anonymous user", "匿名", "匿名用户", "-", "--", "n/a"}
_CHOSEN = {"1", "yes", "y", "true", "x", "√", "✓", "是", "选中", "已选"}
_NOT_CHOSEN = {"0", "no", "n", "false", "否", "未选中", "未选", "-"}
_MOST_LISTED = 6  # options in a message
_BESIDE, _END_BESIDE = "〖", "〗"  # 问卷星: around what is written next to an option


class Answer(NamedTuple):
    """The answer in a cell: a code, a number or a text; `other` is a text without a code.

    `fault` is the reason to reject the row, for example `is not a number`. `kept_as_text`
    is True if a person decided that `other` stays as it is written.
    """

    value: Coded | None = None
    other: str | None = None
    fault: str | None = None
    kept_as_text: bool = False


class Codes(NamedTuple):
    """The codes of answers to one question in a file, besides the survey's own wordings.

    `decided` has the texts about which a person decided: a code, or None if a text means nothing.
    It wins over every other meaning. `tool` has the codes that only the tool writes.
    """

    decided: Mapping[str, str | None] = MappingProxyType({})
    tool: Mapping[str, str] = MappingProxyType({})

    @property
    def without_code(self) -> set[str]:
        """The folded texts about which a person decided that they have no code."""
        return {fold(text) for text, code in self.decided.items() if code is None}


Reader = Callable[[Value], Answer]

BLANK = Answer()
NO_CODES = Codes()


def reader_of(question: Question, separator: str, codes: Codes = NO_CODES) -> Reader:
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
        folded = fold(text_of(value))
        if not folded or folded in _NOT_CHOSEN:
            return BLANK
        if folded in _CHOSEN or folded == fold(option):
            return chosen
        return written(value)

    return read


def text(value: Value) -> Answer:
    return Answer(text_of(value) or None)


def name(value: Value) -> Answer:
    """Return the name in a cell; what tools write in place of one is blank."""
    return BLANK if fold(text_of(value)) in NOBODY else text(value)


def email(value: Value) -> Answer:
    """Return the e-mail address in a cell; what tools write in place of one is blank."""
    text = text_of(value)
    if not text or fold(text) in NOBODY:
        return BLANK
    address = typed_email(text)
    return Answer(address) if address else Answer(fault="is not an e-mail address")


def _number(value: Value) -> Answer:
    if not text_of(value):
        return BLANK
    number = number_of(value)
    if number is None:
        return Answer(fault="is not a number")
    return Answer(int(number) if number.is_integer() else number)


def _country(codes: Codes) -> Reader:
    decided, without_code = Wordings(codes.decided.items()), codes.without_code

    def read(value: Value) -> Answer:
        text = text_of(value)
        if not text:
            return BLANK
        if fold(text) in without_code:
            return Answer(other=text, kept_as_text=True)
        code = decided.find(text) or country_code(text)
        return Answer(code) if code else Answer(other=text)

    return read


def _choice(question: Question, codes: Codes) -> Reader:
    wordings, without_code = _wordings(question, codes), codes.without_code
    strict = question.role in (Role.CONSENT, Role.KNOWLEDGE)
    # the first options as people read them, and how many more there are
    texts = (" ".join(option.text.pick("en").split()) for option in question.options[:_MOST_LISTED])
    more = len(question.options) - _MOST_LISTED
    fault = f"is not one of the options: {', '.join(f'`{text}`' for text in texts)}"
    fault += f" and {more} more" if more > 0 else ""

    def read(value: Value) -> Answer:
        text = text_of(value)
        if not text:
            return BLANK
        code, other = _meaning(wordings, text.rstrip(";┋"))
        if code:
            return Answer(code, other or None, kept_as_text=bool(other))
        if strict:
            return Answer(fault=fault)
        return Answer(other=text, kept_as_text=fold(text) in without_code)

    return read


def _choices(question: Question, separator: str, codes: Codes) -> Reader:
    wordings, without_code = _wordings(question, codes), codes.without_code
    longest = sorted(wordings.meanings, key=lambda wording: (-len(wording), wording))
    split = _splitter(longest, separator)

    def read(value: Value) -> Answer:
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
    option, _, beside = text.removesuffix(_END_BESIDE).partition(_BESIDE)
    code = wordings.find(option.rstrip()) if text.endswith(_END_BESIDE) else None
    return (code, beside) if code else (None, text)


def _wordings(question: Question, codes: Codes) -> Wordings[str]:
    own = [(word, option.code) for option in question.options for word in sorted(option.wordings)]
    return Wordings(codes.decided.items(), own, codes.tool.items())


def _scale(scale: Scale, codes: Codes) -> Reader:
    ratings, without_code = RatingReader(scale, codes.decided, codes.tool), codes.without_code
    fault = f"is not a rating from {scale.lowest} to {scale.highest}"

    def read(value: Value) -> Answer:
        text = text_of(value)
        if not text:
            return BLANK
        if fold(text) in without_code:
            return Answer(other=text, kept_as_text=True)
        rating = ratings.rating(value)
        if rating is not None:
            return Answer(rating)
        unclear = number_of(value) is None and any(map(str.isdigit, text))
        return Answer(fault=fault.replace("is not", "is not clearly") if unclear else fault)

    return read
